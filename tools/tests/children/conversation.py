# SPDX-License-Identifier: MIT
"""A child of the suite that does what the protocol says, until it misbehaves, once.

The first argument of the program names a file that is made when it does, so that the child that
comes after it behaves. Its traces tell of nothing that happened.
"""

import json
import os
import sys

HELLO = {
    "protocol": 1,
    "name": "child",
    "version": "1",
    "language": "Python",
    "edition": "3.13",
    "capabilities": ["all"],
}

# Which request finds the child misbehaving.
FATEFUL = 3


def say(data):
    """Write one line."""
    put(json.dumps(data).encode() + b"\n")


def put(data):
    """Write bytes, all of them."""
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


def warn(text):
    """Leave last words on standard error."""
    sys.stderr.write("child: %s\n" % text)
    sys.stderr.flush()


def trace_of(scenario, edition="3.13", end="idle"):
    """A trace in which nothing happens."""
    names = [{"name": "main", "kind": "task"}]
    names += [{"name": each["name"], "kind": each["kind"]} for each in scenario["awaitables"]]
    trace = {"trace": 1, "edition": edition, "awaitables": names, "events": [], "end": end}
    if "python" in scenario:
        trace["python"] = True
    return trace


def answer(request):
    """The right answer to a request."""
    return {"id": request["id"], "trace": trace_of(request["run"])}


def is_first():
    """Whether nobody has misbehaved before; from now on somebody has."""
    try:
        os.close(os.open(sys.argv[1], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def converse(misbehave=None, hello=None, fateful=FATEFUL):
    """Answer the suite. `misbehave(request)` says whether it has answered in its own way."""
    count = 0
    for line in sys.stdin.buffer:
        request = json.loads(line.decode())
        if "bye" in request:
            return say({"bye": True})
        if "hello" in request:
            say({"hello": HELLO if hello is None else hello})
            continue
        count += 1
        if count == fateful and misbehave is not None and is_first():
            warn("now it comes")
            if misbehave(request):
                continue
        say(answer(request))
