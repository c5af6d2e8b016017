# SPDX-License-Identifier: MIT
"""How many scenarios a second the witness answers, by the protocol, on one core.

Run it as `python3 -m tests.throughput [COUNT]` in the folder above. It is no test: it passes no
judgement. The scenarios are the same on every machine and every Python.
"""

import os
import random
import subprocess
import sys
import time
from typing import Any, Dict, List

from tests.support import ORACLE, compact

Json = Dict[str, Any]

ERRORS: List[Any] = ["ValueError", {"type": "KeyError", "message": "k"}, "BaseError"]


def scenario(choose: random.Random) -> Json:
    """A scenario with two to four arguments and a few things happening to them."""
    arguments = [argument(choose, "x%d" % i) for i in range(choose.randint(2, 4))]
    names = [each["name"] for each in arguments]
    outer = {"name": "outer", "kind": "gather", "of": names}
    outer["return_exceptions"] = choose.random() < 0.5
    script: List[Json] = [{"create": x["name"]} for x in arguments if x["kind"] == "task"]
    script += [{"gather": "outer"}]
    if choose.random() < 0.3:
        script += [{"add_done_callback": "outer", "label": "k", "do": [{"observe": "outer"}]}]
    script += [{"await": "outer", "catch": choose.random() < 0.5}]
    main: Json = {"script": script, "on_cancel": [[{"observe": "outer"}]]}
    timeline = [entry(choose, x["name"]) for x in arguments if x["kind"] == "future"]
    if choose.random() < 0.4:
        target = choose.choice(["outer", "main"])
        timeline += [{"at": choose.randint(0, 3), "do": [{"cancel": target}]}]
    return {"scenario": 1, "awaitables": arguments + [outer], "main": main, "timeline": timeline}


def argument(choose: random.Random, name: str) -> Json:
    """An argument of the gather."""
    kind = choose.choice(["coroutine", "coroutine", "task", "future"])
    if kind == "future":
        return {"name": name, "kind": kind}
    script: List[Json] = [{"sleep": choose.randint(0, 2)} for _ in range(choose.randint(0, 3))]
    script += [choose.choice([{"return": 1}, {"return": "text"}, {"raise": choose.choice(ERRORS)}])]
    body: Json = {"name": name, "kind": kind, "script": script}
    if choose.random() < 0.3:
        body["on_cancel"] = [choose.choice([[{"continue": True}], [{"sleep": 1}], [{"return": 0}]])]
    return body


def entry(choose: random.Random, name: str) -> Json:
    """Something that settles or cancels a future from outside."""
    action = choose.choice(
        [
            {"set_result": name, "value": 5},
            {"set_exception": name, "error": "ValueError"},
            {"cancel": name, "message": "m"},
        ]
    )
    return {"at": choose.randint(0, 3), "turn": choose.randint(0, 2), "do": [action]}


def scenarios(count: int) -> List[Json]:
    """So many scenarios, always the same."""
    choose = random.Random(1)
    return [scenario(choose) for _ in range(count)]


def requests(count: int) -> bytes:
    """The input of a child: a greeting, so many scenarios, a farewell."""
    lines: List[Json] = [{"hello": {"protocol": 1}}]
    lines += [{"id": i, "run": run} for i, run in enumerate(scenarios(count))]
    lines += [{"bye": True}]
    return "".join(compact(line) + "\n" for line in lines).encode()


def main(count: int) -> None:
    """Measure once, start of the process included, and say what was measured."""
    data = requests(count)
    begin = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-m", "gather_oracle"],
        input=data,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ORACLE},
        check=True,
    )
    seconds = time.perf_counter() - begin
    events = child.stdout.count(b'"event":') / count
    troubles = child.stdout.count(b'"trouble":')
    report = "%s: %d scenarios, %.1f events each, %d troubles: %d scenarios a second\n"
    sys.stdout.write(report % (sys.version.split()[0], count, events, troubles, count / seconds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20000)
