# SPDX-License-Identifier: MIT
"""The command gathercheck semantics, and the nearest known semantics in the report of check, from outside.

GATHERCHECK names the program.
"""

import json
import os
import re
import sys
import unittest
from typing import Any, Dict, List

from program import CommandTest, command

PAGE = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "conformance", "semantics", "README.md"
)

# Enough for those that are used here.
FEW = ("--cases", "100")
FEW_REACHED = (*FEW, "--reach", "0")


def names() -> List[str]:
    """Of the whole lattice."""
    return [each["name"] for each in json.loads(command("semantics", "--json").out)]


class Lattice(CommandTest):
    def test_it_is_drawn_each_below_the_one_that_it_is_like(self) -> None:
        drawn = self.good("semantics")
        self.assertTrue(drawn.startswith("gather_3.14: "))
        self.assertEqual(set(re.findall(r"(?m)^(?:\|  )*(?:\+- )?([a-z][a-z0-9_.]*): ", drawn)), set(names()))
        lines = drawn.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("+- cancel_siblings: "))
        self.assertTrue(lines[at + 1].startswith("|  +- structured_concurrency: "))

    def test_one_of_them(self) -> None:
        shown = self.good("semantics", "promise_all")
        self.assertTrue(shown.startswith("promise_all: Promise.all\n"))
        self.assertIn("JavaScript", shown)
        self.assertIn("like:    gather_3.14\n", shown)
        one = json.loads(self.good("semantics", "promise_all", "--json"))
        self.assertEqual((one["title"], one["like"]), ("Promise.all", "gather_3.14"))

    def test_the_page_has_all_of_them(self) -> None:  # the test semantics.page says when it is out of date
        with open(PAGE) as file:
            page = file.read()
        self.assertIn(self.good("semantics"), page)
        self.assertEqual(re.findall("(?m)^\\| `([a-z0-9_.]+)` \\|", page), names())

    def test_what_is_wrong_is_refused(self) -> None:
        self.refused("semantics", "promise_none", says='there is no known semantics "promise_none"')
        self.refused("check", "semantics:promise_none", says='there is no known semantics "promise_none"')
        self.refused("semantics", "promise_all", "--of", "reference", says="--of")
        self.refused("semantics", "--of", "nobody-has-this", says="is not on PATH")

    def test_each_is_an_implementation(self) -> None:
        checked = command("check", "semantics:wait_for_all", *FEW, "--rule", "ERR-1")
        self.assertEqual(checked.status, 1, checked)
        same = self.good("compare", "semantics:gather_3.9", "reference:3.9", *FEW)
        self.assertIn("0 differing traces", same)


class Placed(CommandTest):
    def placed(self, adapter: str, *more: str) -> Dict[str, Any]:
        return json.loads(self.good("semantics", "--of", adapter, "--json", *FEW, *more))

    def test_a_known_one_is_recognised(self) -> None:
        told = self.placed("semantics:structured_concurrency")
        nearest = told["nearest"]
        self.assertEqual(nearest["semantics"], "structured_concurrency")
        self.assertEqual(nearest["sentence"], "behaves as structured concurrency")
        self.assertEqual((nearest["departures"], nearest["satisfies"]), ([], None))
        for agreement in nearest["agreement"].values():
            self.assertEqual(agreement["equal"], agreement["of"])
        self.assertEqual((told["left out"], told["in trouble"]), (0, 0))

    def test_all_of_them_are_candidates_and_the_nearest_comes_first(self) -> None:
        told = self.placed("mutant:wraps_a_failure")
        order = [each["semantics"] for each in told["candidates"]]
        self.assertEqual(set(order), set(names()))
        self.assertEqual(order[0], told["nearest"]["semantics"])
        equal = [each["cancellation"]["equal"] for each in told["candidates"]]
        self.assertEqual(equal, sorted(equal, reverse=True))

    def test_for_people(self) -> None:
        told = self.good("semantics", "--of", "mutant:raises_at_the_call", *FEW)
        self.assertIn("nearest:  behaves as gather of Python 3.14 except ERR-9\n", told)
        self.assertRegex(told, r"it agrees in values \d+\.\d %, cancellation \d+\.\d %")
        self.assertIn("it satisfies no profile in full", told)
        self.assertIn("  breaks ERR-9: The call never raises\n", told)

    def test_the_law_of_another_edition(self) -> None:
        nearest = self.placed("reference:3.11", "--edition", "3.13")["nearest"]
        self.assertEqual(nearest["sentence"], "behaves as gather of Python 3.11")

    def test_the_same_seed_gives_the_same_bytes(self) -> None:
        arguments = ("semantics", "--of", "mutant:wraps_a_failure", *FEW, "--seed", "5")
        self.assertEqual(self.good(*arguments), self.good(*arguments))
        self.assertNotEqual(self.placed("mutant:wraps_a_failure", "--seed", "5"),
                            self.placed("mutant:wraps_a_failure"))

    def test_a_python(self) -> None:
        told = self.placed("python:" + sys.executable)
        edition = "3.%d" % sys.version_info[1]
        self.assertEqual(told["nearest"]["semantics"], "gather_" + edition)
        self.assertEqual(told["nearest"]["departures"], [])


class Checked(CommandTest):
    def report(self, *arguments: str, status: int) -> Dict[str, Any]:
        ended = command("check", *arguments, "--json", "-")
        self.assertEqual(ended.status, status, ended)
        return json.loads(ended.out)

    def test_what_breaks_no_rule_is_gather_and_nothing_is_run(self) -> None:
        nearest = self.report("reference:3.10", "--cases", "300", "--reach", "1", status=0)["nearest"]
        self.assertEqual(nearest["sentence"], "behaves as gather of Python 3.10")
        self.assertEqual((nearest["agreement"], nearest["satisfies"]), ({}, "turns"))

    def test_what_breaks_a_rule_is_placed(self) -> None:
        nearest = self.report("mutant:raises_at_the_call", *FEW_REACHED, status=1)["nearest"]
        self.assertEqual(nearest["sentence"], "behaves as gather of Python 3.14 except ERR-9")
        (departure,) = nearest["departures"]
        self.assertEqual((departure["rule"], departure["how"]), ("ERR-9", "breaks"))
        told = command("check", "mutant:lists_failures_always", *FEW_REACHED).out
        self.assertIn("nearest:  behaves as gather(return_exceptions=True)\n", told)

    def test_a_part_of_the_law_says_nothing_of_the_whole(self) -> None:
        for part in (("--rule", "ERR-9"), ("--profile", "values")):
            self.assertNotIn("nearest", self.report("reference", *FEW_REACHED, *part, status=0))


if __name__ == "__main__":
    unittest.main()
