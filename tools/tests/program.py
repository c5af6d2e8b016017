# SPDX-License-Identifier: MIT
"""The program, as tests run it from outside, and what they share.

GATHERCHECK names it.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any, NamedTuple, Optional

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
HERE = os.path.dirname(os.path.abspath(__file__))
TRACES = os.path.join(HERE, "..", "..", "spec", "test", "traces")
FAKE_CHILD = os.path.join(HERE, "fake_child.py")

# A guard against hanging only: nothing here takes so long.
LONGEST = 120

SCENARIO = {
    "scenario": 1,
    "awaitables": [
        {"name": "a", "kind": "coroutine", "script": [{"sleep": 1}, {"raise": "ValueError"}]},
        {"name": "b", "kind": "coroutine", "script": [{"sleep": 2}, {"return": 2}]},
        {"name": "g", "kind": "gather", "of": ["a", "b"]},
    ],
    "main": {"script": [{"gather": "g"}, {"await": "g", "catch": True}, {"sleep": 3}]},
}


class Ended(NamedTuple):
    """What became of a run of the program."""

    status: int
    out: str
    err: str
    memory: int  # at most, in KiB


def start(*arguments: str, **others: Any) -> "subprocess.Popen[bytes]":
    """The program, running."""
    return subprocess.Popen(
        [PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others
    )


def command(*arguments: str, stdin: bytes = b"", stdout: Optional[Any] = None) -> Ended:
    """The program, run to its end."""
    with contextlib.ExitStack() as files:
        given, out, err = (files.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen(
            [PROGRAM, *arguments], stdin=given, stdout=stdout or out, stderr=err
        )
        status, memory = wait(process)
        out.seek(0)
        err.seek(0)
        return Ended(status, out.read().decode(), err.read().decode(), memory)


def wait(process: "subprocess.Popen[bytes]") -> "tuple[int, int]":
    """The exit status, negative for a signal, and the most memory in KiB. Kills what hangs."""
    deadline = time.monotonic() + LONGEST
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            ended = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
            process.returncode = ended
            return ended, usage.ru_maxrss
        if time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise AssertionError("%s hangs" % process.args)
        time.sleep(0.005)


def python_child(*arguments: str) -> str:
    """An adapter: the fake child, told how to misbehave."""
    return " ".join("'%s'" % word for word in (sys.executable, FAKE_CHILD, *arguments))


class CommandTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def file(self, content: Any, name: str = "input.json") -> str:
        """A file with these bytes, this text, or this as JSON."""
        if isinstance(content, str):
            content = content.encode()
        elif not isinstance(content, bytes):
            content = json.dumps(content).encode()
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def good(self, *arguments: str, stdin: bytes = b"") -> str:
        """The output of a command that succeeds."""
        ended = command(*arguments, stdin=stdin)
        self.assertEqual(ended.status, 0, ended)
        return ended.out

    def refused(self, *arguments: str, says: str, stdin: bytes = b"", shows: str = "") -> Ended:
        """What became of a command that must end with status 2 and one clear paragraph."""
        ended = command(*arguments, stdin=stdin)
        self.assertEqual((ended.status, ended.out), (2, shows), ended)
        self.assertTrue(ended.err.startswith("gathercheck: "), ended.err)
        self.assertIn(says, ended.err)
        self.assertNotIn("\n\n", ended.err)
        self.assertLess(len(ended.err), 5000)
        self.assertFalse([c for c in ended.err if c < " " and c != "\n"], ended.err)
        return ended

    def trace(self) -> Any:
        """The reference's trace of SCENARIO."""
        return json.loads(self.good("run", self.file(SCENARIO)))

    def falsified(self) -> Any:
        """What CPython did with the example of ERR-1, had its failure come out of gather late."""
        with open(os.path.join(TRACES, "err-1.json")) as file:
            trace = json.load(file)
        awaited = next(e for e in trace["events"] if e["event"] == "awaited")
        awaited["t"] += 4
        return trace
