# SPDX-License-Identifier: MIT
"""Files that are not what they should be: what the command says of them.

GATHERCHECK names the program.
"""

import json
import os
import unittest
from typing import Any

from program import SCENARIO, CommandTest


class Inputs(CommandTest):
    """Files that are not what they should be."""

    def both(self, content: Any, says: str) -> None:
        """Neither `run` nor `judge` takes the file."""
        path = self.file(content)
        for name in ("run", "judge"):
            said = self.refused(name, path, says=path).err
            self.assertIn(says, said)

    def test_missing(self) -> None:
        for name in ("run", "judge"):
            missing = self.path("missing")
            self.refused(name, missing, says=missing + ": cannot be read: No such file")

    def test_unreadable(self) -> None:
        memory = "/proc/self/mem"
        if not os.path.exists(memory):
            self.skipTest("needs a file that opens and cannot be read")
        for name in ("run", "judge"):
            self.refused(name, memory, says=memory + ": cannot be read: ")

    def test_folder(self) -> None:
        for name in ("run", "judge"):
            self.refused(name, self.folder, says="expected a file, found a folder")

    def test_empty(self) -> None:
        for content in (b"", b" \n\n \n"):
            self.both(content, "expected")
        self.refused("judge", says="standard input: expected traces", stdin=b"")
        self.refused("run", "-", says="standard input: expected a JSON document", stdin=b"")

    def test_truncated(self) -> None:
        self.both(json.dumps(SCENARIO)[:-1], "unexpected end of input")
        self.both(json.dumps(self.trace())[:-1], "unexpected end of input")

    def test_wrong_type(self) -> None:
        for content in ([], 1, "x", None, True):
            self.both(json.dumps(content), "expected an object, found ")
        self.refused("run", self.file({**SCENARIO, "main": 3}), says="main: expected an object")
        trace = {**self.trace(), "events": {}}
        self.refused("judge", self.file(trace), says="line 1: events: expected an array, found {}")

    def test_wrong_version(self) -> None:
        for version in (2, "1", 1.0, None, True):
            scenario = self.file({**SCENARIO, "scenario": version})
            self.refused("run", scenario, says="scenario: expected format version 1, found ")
            trace = self.file({"trace": version, "future": "unknown"})
            self.refused("judge", trace, says="trace: expected format version 1, found ")

    def test_the_other_format(self) -> None:
        self.refused("run", self.file(self.trace()), says='"scenario" is missing')
        self.refused("judge", self.file(SCENARIO), says='"trace" is missing')

    def test_the_line_of_a_bad_trace_is_told(self) -> None:
        trace = json.dumps(self.trace())
        says = "line 3: edition: expected an edition"
        bad = trace.replace('"3.14"', '"2.7"')
        self.refused("judge", self.file("\n".join([trace, trace, bad])), says=says)

    def test_a_trace_of_gathers_that_cannot_be_is_refused(self) -> None:
        def judged(says: str, *calls: Any) -> None:
            names = [{"name": "main", "kind": "task"}, {"name": "a", "kind": "coroutine"}]
            names += [{"name": name, "kind": "gather"} for name in sorted({of for of, _ in calls} - {"a"} | {"g"})]
            events = [
                {"t": 0, "turn": 0, "event": "gather", "of": of, "by": "main", "children": children,
                 "return_exceptions": False, "done": False}
                for of, children in calls
            ]  # fmt: skip
            trace = {"trace": 1, "edition": "3.13", "awaitables": names, "events": events, "end": "idle"}
            self.refused("judge", stdin=json.dumps(trace).encode(), says=says)

        exists = "a coroutine, task, future or gather that exists already"
        judged(exists, ("g", ["g"]))
        judged(exists, ("g", ["h"]), ("h", ["g"]))
        judged(exists, ("g", ["main"]))
        judged("the name of a gather", ("a", []))
        judged('the gather "g" was called before', ("g", ["a"]), ("g", []))
        tower = [("g0", ["a"])] + [("g%d" % i, ["g%d" % (i - 1)] * 2) for i in range(1, 60)]
        judged("expected at most 100000 arguments", *tower)

    def test_nothing_is_judged_before_a_bad_line(self) -> None:
        lines = [json.dumps(self.falsified()), "{}"]
        self.refused("judge", self.file("\n".join(lines)), says="line 2")

    def test_100_megabytes_are_refused_in_little_memory(self) -> None:
        path = self.path("large.json")
        for piece in (b" ", b"[", b'"'):
            with open(path, "wb") as file:
                for _ in range(100):
                    file.write(piece * 1_000_000)
            for name in ("run", "judge"):
                said = self.refused(name, path, says="of at most 4 MiB, found more")
                self.assertLess(said.memory, 200_000)

    def test_nested_deeply(self) -> None:
        for text in ("[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000):
            self.both(text, "nested at most 64 deep")

    def test_binary_garbage(self) -> None:
        self.both(bytes(range(255, -1, -1)) * 8, "expected JSON: ")
        self.both(b"\0" * 100, "expected JSON: ")
        self.both(b"\x1b[31m{}", "expected JSON: ")

    def test_invalid_utf_8(self) -> None:
        self.both(b'{"scenario":1,"about":"\xff\xfe"}', "ill-formed UTF-8 byte")

    def test_byte_order_mark(self) -> None:
        self.both(b"\xef\xbb\xbf" + json.dumps(SCENARIO).encode(), "byte order mark")

    def test_long_keys_and_values_are_shown_in_short(self) -> None:
        self.both(json.dumps({"é" * 100_000: 1, "scenario": 1, "trace": 1}), "unknown key")
        bad = {"scenario": 1, "awaitables": "\n\x1b" * 100_000, "main": {"script": []}}
        self.refused("run", self.file(bad), says="awaitables: expected an array")

    def test_one_bad_file_among_good_ones_runs_none(self) -> None:
        good, bad = self.file(SCENARIO, "good.json"), self.file("{", "bad.json")
        self.refused("run", good, bad, says=bad)


if __name__ == "__main__":
    unittest.main()
