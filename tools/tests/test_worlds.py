#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Bounded worlds from outside: --exhaustive, --world, --share and --sample of check and compare.

GATHERCHECK names the program.
"""

import json
import os
import subprocess
import unittest
from typing import Any

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
COMMANDS = (("check", "reference"), ("compare", "reference", "reference"))
A_SHARE = ("--share", "1/1000")


class BoundedWorlds(unittest.TestCase):
    maxDiff = None

    def run_it(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, timeout=300
        )

    def good(self, *arguments: str) -> str:
        ended = self.run_it(*arguments)
        self.assertEqual(ended.returncode, 0, ended)
        return ended.stdout

    def report(self, *arguments: str) -> Any:
        return json.loads(self.good(*arguments, "--json", "-"))

    def count(self, report: Any) -> int:
        return report["generated" if report["kind"] == "trial" else "compared"]

    def refused(self, says: str, *arguments: str) -> None:
        for command in COMMANDS:
            ended = self.run_it(*command, *arguments)
            self.assertEqual((ended.returncode, ended.stdout), (2, ""), ended)
            self.assertIn(says, ended.stderr)

    def test_the_usual_world_is_the_small_one(self) -> None:
        for command in COMMANDS:
            reports = [
                self.report(*command, *words, "--sample", "30")
                for words in (["--exhaustive"], ["--world", "small"], ["--exhaustive", "--world", "small"])
            ]
            self.assertEqual(reports[0], reports[1])
            self.assertEqual(reports[0], reports[2])
            self.assertEqual((reports[0]["world"], self.count(reports[0])), ("small", 30))
            wide = self.report(*command, "--world", "wide", "--sample", "30")
            self.assertEqual((wide["world"], self.count(wide)), ("wide", 30))
            self.assertNotEqual(wide["rules"], reports[0]["rules"])

    def test_a_share_is_not_the_whole(self) -> None:
        report = self.report("check", "--exhaustive", *A_SHARE)
        self.assertEqual((report["share"], self.count(report)), ("1/1000", 330))
        self.assertFalse(report["exhaustive"])

    def test_a_sample_is_drawn_by_its_seed(self) -> None:
        for command in COMMANDS:
            arguments = (*command, "--world", "wide", "--sample", "300", "--seed")
            self.assertEqual(self.count(self.report(*arguments, "1")), 300)
            self.assertEqual(self.good(*arguments, "1"), self.good(*arguments, "1"))
            self.assertNotEqual(self.report(*arguments, "1")["rules"], self.report(*arguments, "2")["rules"])

    def test_it_says_what_it_was(self) -> None:
        told = self.good("compare", "reference", "reference", "--exhaustive", *A_SHARE)
        self.assertIn("330 scenarios, share 1/1000 of the small world: ", told)
        for command in COMMANDS:
            told = self.good(*command, "--world", "wide", "--sample", "20", "--seed", "7")
            self.assertIn("20 scenarios, a sample of the wide world, seed 7: ", told)

    def test_compare_tells_what_is_in_the_world(self) -> None:
        for world in ("small", "wide"):
            told = self.good("compare", "reference", "reference", "--world", world, "--sample", "1")
            self.assertRegex(told, "(?m)^The %s world: .*return_exceptions" % world)

    def test_the_numbers_in_the_help_are_those_of_the_worlds(self) -> None:
        for command in COMMANDS:
            self.assertRegex(self.good(command[0], "--help"), r"(?s)small \(329,280.*wide\s+\(3,517,074\)")

    def test_what_makes_no_sense_is_refused(self) -> None:
        self.refused("--share and --sample are of a bounded world", *A_SHARE)
        self.refused("--share and --sample are of a bounded world", "--sample", "3")
        self.refused("--world", "--world", "large")
        self.refused(" excludes --", "--exhaustive", "--sample", "3", *A_SHARE)
        self.refused("expected a whole number from 1", "--exhaustive", "--sample", "0")
        for share in ("0/8", "9/8", "1/1001", "1", "1/", "/8", "a/b", "-1/8", "1/8/9", ""):
            self.refused("expected a share as 2/8", "--exhaustive", "--share", share)


if __name__ == "__main__":
    unittest.main()
