# SPDX-License-Identifier: MIT
"""What the tests share: running a scenario, and reading the trace back."""

import json
import os
import sys
from typing import Any, Dict, List, Optional, Sequence

from gather_oracle.decode import decode_scenario
from gather_oracle.witness import Witness

Json = Dict[str, Any]

ORACLE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EDITION = "%d.%d" % sys.version_info[:2]
PYPY = sys.implementation.name == "pypy"
AT_LEAST_39 = sys.version_info >= (3, 9)
AT_LEAST_310 = sys.version_info >= (3, 10)
AT_LEAST_311 = sys.version_info >= (3, 11)
AT_LEAST_312 = sys.version_info >= (3, 12)
AT_LEAST_313 = sys.version_info >= (3, 13)
AT_LEAST_314 = sys.version_info >= (3, 14)


def compact(data: Any) -> str:
    """JSON without blanks and without needless escapes: the canonical form."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def scenario(
    awaitables: Sequence[Json],
    script: Sequence[Json],
    timeline: Sequence[Json] = (),
    on_cancel: Sequence[Sequence[Json]] = (),
) -> Json:
    """A scenario, from its parts."""
    main: Json = {"script": list(script)}
    if on_cancel:
        main["on_cancel"] = [list(block) for block in on_cancel]
    return {
        "scenario": 1,
        "awaitables": list(awaitables),
        "main": main,
        "timeline": list(timeline),
    }


def run_text(data: Json, witness: Optional[Witness] = None) -> str:
    """The text of the trace of a scenario, checked against the format."""
    from tests.check import complaints

    mine = witness or Witness()
    try:
        text = mine.run(decode_scenario(json.loads(compact(data))))
    finally:
        if witness is None:
            mine.close()
    found = list(complaints(text))
    if found:
        raise AssertionError("; ".join(found))
    return text


def run(*parts: Any, **others: Any) -> List[Json]:
    """The events of the scenario that has these parts."""
    events: List[Json] = json.loads(run_text(scenario(*parts, **others)))["events"]
    return events


def run_python(*parts: Any, on_cancel: Sequence[Any] = (), **options: Any) -> List[Json]:
    """The events of the scenario of the Python dialect that has these parts and options."""
    data = {**scenario(*parts, on_cancel=on_cancel), "python": options}
    events: List[Json] = json.loads(run_text(data))["events"]
    return events


def noted(events: List[Json], what: str, **wanted: Any) -> List[Any]:
    """What was noted under this word, in order."""
    return [
        event["value"] for event in only(events, event="noted", **wanted) if event["what"] == what
    ]


def told(events: List[Json], event: str, of: Optional[str] = None) -> List[Any]:
    """What the events of one kind say, without when and without ids."""
    hidden = {"t", "turn", "event", "of"}
    return [
        without_ids({key: value for key, value in each.items() if key not in hidden})
        for each in events
        if each["event"] == event and (of is None or each["of"] == of)
    ]


def thing(name: str, word: str, **others: Any) -> Json:
    """An object of the Python dialect."""
    return {"name": name, "kind": "object", "is": word, **others}


def only(events: List[Json], **wanted: Any) -> List[Json]:
    """The events that have these values at these keys, each without the keys asked for."""
    return [
        {key: value for key, value in event.items() if key not in wanted}
        for event in events
        if all(event.get(key) == value for key, value in wanted.items())
    ]


def one(events: List[Json], **wanted: Any) -> Json:
    """The only event that has these values, without the keys asked for."""
    found = only(events, **wanted)
    if len(found) != 1:
        raise AssertionError("%d events with %s in %s" % (len(found), wanted, events))
    return found[0]


def outcome(events: List[Json], name: str) -> Any:
    """How an object stood in the end, without ids."""
    return without_ids(one(events, event="final", of=name)["outcome"])


def without_ids(data: Any) -> Any:
    """The same data, where identity does not matter."""
    if isinstance(data, dict):
        return {key: without_ids(value) for key, value in data.items() if key != "id"}
    if isinstance(data, list):
        return [without_ids(value) for value in data]
    return data


def story(events: List[Json], *kinds: str) -> List[str]:
    """The events of these kinds as `turn:of kind`."""
    return [
        "%d:%s %s" % (event["turn"], event["of"], event["event"])
        for event in events
        if event["event"] in kinds
    ]


def task(name: str, *script: Json, on_cancel: Sequence[Sequence[Json]] = ()) -> Json:
    """A task."""
    return body("task", name, script, on_cancel)


def coroutine(name: str, *script: Json, on_cancel: Sequence[Sequence[Json]] = ()) -> Json:
    """A bare coroutine."""
    return body("coroutine", name, script, on_cancel)


def body(kind: str, name: str, script: Sequence[Json], on_cancel: Sequence[Sequence[Json]]) -> Json:
    """Something with a script."""
    data: Json = {"name": name, "kind": kind, "script": list(script)}
    if on_cancel:
        data["on_cancel"] = [list(block) for block in on_cancel]
    return data


def future(name: str) -> Json:
    """A plain future."""
    return {"name": name, "kind": "future"}


def gather(name: str, *of: str, return_exceptions: bool = False) -> Json:
    """A call of gather."""
    return {"name": name, "kind": "gather", "of": list(of), "return_exceptions": return_exceptions}
