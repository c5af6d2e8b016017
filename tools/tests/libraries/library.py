# SPDX-License-Identifier: MIT
"""A library of the suite that does what the library protocol says, until it misbehaves, once.

It waits for all children and gives the list of what they came to. The first argument of the program names a
file that is made when it misbehaves, so that the process that comes after it behaves.
"""

import json
import os
import sys

HELLO = {
    "library": 1,
    "name": "library",
    "version": "1",
    "language": "Python",
    "edition": "3.14",
    "capabilities": ["return_exceptions", "nesting", "empty", "futures", "tasks"],
}


def say(data):
    """Write one line."""
    os.write(1, json.dumps(data).encode() + b"\n")


def warn(text):
    """Leave last words on standard error."""
    sys.stderr.write("library: %s\n" % text)
    sys.stderr.flush()


class Gathers:
    """What was gathered in one scenario."""

    def __init__(self):
        self.of = {}  # the children of each gather
        self.over = {}  # what each child came to

    def heard(self, news):
        (outcome,) = [number for key, number in news.items() if key in ("result", "error", "cancelled")]
        self.over[news["ended"]] = outcome

    def told(self, request):
        """What is done then."""
        does = []
        if "gather" in request:
            self.of[request["gather"]] = request["of"]
            for each in request["over"]:
                self.heard(each)
            does += [{"start": child} for child in request["of"] if child not in self.over]
        if "ended" in request:
            self.heard(request)
        for gather, children in list(self.of.items()):
            if all(child in self.over for child in children):
                del self.of[gather]
                does.append({"done": gather, "list": [self.over[child] for child in children]})
        return does


def is_first():
    """Whether nobody has misbehaved before; from now on somebody has."""
    try:
        os.close(os.open(sys.argv[1], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def converse(misbehave=None, when="gather", hello=None):
    """Answer the suite. `misbehave(request)` gives what is done instead, or has answered if that is None."""
    gathers = Gathers()
    for line in sys.stdin:
        request = json.loads(line)
        if "bye" in request:
            return say({"bye": True})
        if "hello" in request:
            say({"hello": HELLO if hello is None else hello})
            continue
        if "begin" in request:
            gathers = Gathers()
        does = gathers.told(request)
        if misbehave is not None and when in request and is_first():
            warn("now it comes")
            does = misbehave(request)
        if does is not None:
            say({"id": request["id"], "does": does})
