# SPDX-License-Identifier: MIT
"""A child process that answers a number of requests and then misbehaves.

fake_child.py WAY AT [ONCE]: at the request number AT (0 is the greeting) it does what WAY says;
with ONCE, the name of a file that it makes, it does so only the first time that it is started.
In disorder it tells its traces with their keys in another order, and does nothing else that is amiss.
"""

import json
import os
import sys
import time

HELLO = {
    "protocol": 1,
    "name": "fake",
    "version": "1",
    "language": "Python",
    "edition": "3.13",
    "capabilities": ["all"],
}


def answer(data):
    """Write one line."""
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def trace_of(scenario):
    """A trace in which nothing happens."""
    names = [{"name": "main", "kind": "task"}]
    names += [{"name": each["name"], "kind": each["kind"]} for each in scenario["awaitables"]]
    return {"trace": 1, "edition": "3.13", "awaitables": names, "events": [], "end": "idle"}


def misbehave(way, number):
    """What WAY says. What returns goes on with the next request."""
    if way == "exit":
        sys.stderr.write("fake child: good-bye\n")
        sys.exit(3)
    elif way == "garbage":
        os.write(1, b"gar\x1b[31m\xff\x00bage\n")
    elif way == "hang":
        time.sleep(3600)
    elif way == "refuse":
        answer({"id": number, "trouble": "not today"})
    elif way == "not_again":
        sys.exit(3)


def main(way, at="0", once=""):
    """The conversation."""
    again = bool(once) and os.path.exists(once)
    if again and way == "not_again":
        return 3
    for count, line in enumerate(sys.stdin):
        request = json.loads(line)
        if not again and (count == int(at) or way == "refuse" and count):
            if once:
                open(once, "w").close()
            misbehave(way, request.get("id", 0))
        elif count == 0:
            answer({"hello": HELLO})
        else:
            trace = trace_of(request["run"])
            if way == "disorder":
                trace = dict(reversed(list(trace.items())))
            answer({"id": request["id"], "trace": trace})
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
