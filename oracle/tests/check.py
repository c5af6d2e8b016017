# SPDX-License-Identifier: MIT
"""A hand-written check of traces against the trace format, apart from the code that writes them."""

import json
from typing import Any, Dict, Iterator, List

from tests.support import Json, compact

HEAD = ["t", "turn", "event", "of"]

# The further keys of each event, in order; those with a question mark may be missing.
KEYS: Dict[str, List[str]] = {
    "created": ["by"],
    "gather": ["by", "children", "return_exceptions", "done?", "error?"],
    "started": [],
    "sleeping": ["delay"],
    "resumed": [],
    "interrupted": ["error"],
    "awaiting": ["on", "shield?"],
    "awaited": ["on", "outcome"],
    "ended": ["outcome"],
    "cancel": ["by", "message?", "accepted"],
    "settle": ["by", "outcome", "accepted"],
    "registered": ["by", "label"],
    "callback": ["label", "outcome"],
    "observed": ["by", "done", "cancelled", "result", "exception", "loop", "cancelling?"],
    "unhandled": ["error"],
    "skipped": ["by", "action"],
    "final": ["outcome"],
}

# Those of the Python dialect.
PYTHON_KEYS: Dict[str, List[str]] = {
    "noted": ["by", "what", "to?", "value"],
    "logged": ["report", "error?"],
    "warned": ["category"],
    "escaped": ["error"],
}


def complaints(text: str) -> Iterator[str]:
    """What is wrong with the text of a trace."""
    trace = json.loads(text)
    if compact(trace) != text:
        yield "not canonical: %s" % text
    python = "python" in trace
    head = ["trace", "edition", "python"] if python else ["trace", "edition"]
    if list(trace) != [*head, "awaitables", "events", "end"]:
        yield "keys of the trace: %s" % list(trace)
    if python and trace["python"] is not True:
        yield "a trace is of the dialect or it is not: %s" % trace["python"]
    for awaitable in trace["awaitables"]:
        if list(awaitable) != ["name", "kind"]:
            yield "keys of an awaitable: %s" % awaitable
    known = {**KEYS, **PYTHON_KEYS} if python else KEYS
    for event in trace["events"]:
        yield from event_complaints(event, known[event["event"]])
    yield from text_complaints(trace)
    yield from order_complaints(trace["events"])
    ids = list(first_ids(trace["events"]))
    if ids != list(range(1, len(ids) + 1)):
        yield "ids do not count from 1 in the order of their appearance: %s" % ids


def event_complaints(event: Json, further: List[str]) -> Iterator[str]:
    """What is wrong with the keys of one event, or with an outcome in it."""
    known = HEAD + [key.rstrip("?") for key in further]
    needed = HEAD + [key for key in further if not key.endswith("?")]
    if [key for key in known if key in event] != list(event) or not event.keys() >= set(needed):
        yield "keys of an event: %s" % event
    for key in ("outcome", "result", "exception"):
        outcome = event.get(key, "pending")
        if outcome not in ("pending", "cancelled") and list(outcome) not in (["result"], ["error"]):
            yield "an outcome: %s" % event


def text_complaints(trace: Json) -> Iterator[str]:
    """Whether errors say what they say in the dialect alone, and the same all the time."""
    said: Dict[int, Any] = {}
    for error in all_errors(trace["events"]):
        text = error.get("text")
        if text is not None and "python" not in trace:
            yield "a plain trace with the text of an error: %s" % error
        if said.setdefault(error["id"], text) != text:
            yield "an error says something else: %s" % error
        if [key for key in ("type", "id", "message", "text") if key in error] != list(error):
            yield "keys of an error: %s" % error


def all_errors(data: Any) -> Iterator[Json]:
    """Every error."""
    if isinstance(data, dict):
        if "type" in data and "id" in data:
            yield data
        for value in data.values():
            yield from all_errors(value)
    elif isinstance(data, list):
        for value in data:
            yield from all_errors(value)


def order_complaints(events: List[Json]) -> Iterator[str]:
    """Whether time, turns or final events go backwards."""
    moments = [(event["turn"], event["t"]) for event in events]
    if moments != sorted(moments):
        yield "time goes backwards"
    final = [event["event"] == "final" for event in events if event["event"] != "logged"]
    if final != sorted(final):
        yield "an event after a final one"


def first_ids(data: Any) -> Iterator[int]:
    """The ids in the order of their first appearance, a list before what it holds."""
    seen = set()
    for number in all_ids(data):
        if number not in seen:
            seen.add(number)
            yield number


def all_ids(data: Any) -> Iterator[int]:
    """Every id, in the order of the text but for lists, which come before what they hold."""
    if isinstance(data, dict):
        if "id" in data:
            yield data["id"]
        for value in data.values():
            yield from all_ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from all_ids(value)
