# SPDX-License-Identifier: MIT
"""The command gathercheck mutants, and wrong gathers as implementations, from outside.

GATHERCHECK names the program.
"""

import json
import os
import re
import signal
import time
import unittest
from typing import Any, Dict

from program import LONGEST, SCENARIO, CommandTest, Ended, command, start

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "conformance", "mutants", "README.md")

# Enough for those that are used here.
FEW = ("--cases", "300", "--reach", "0")


def names() -> "list[str]":
    """Of the whole zoo."""
    return re.findall("(?m)^  ([a-z0-9_]+)$", command("mutants", "--list").out)


class Mutants(CommandTest):
    def mutants(self, *arguments: str, status: int = 0) -> Ended:
        ended = command("mutants", *arguments)
        self.assertEqual(ended.status, status, ended)
        return ended

    def numbers(self, *arguments: str, status: int = 0) -> Dict[str, Any]:
        return json.loads(self.mutants(*arguments, "--json", "-", status=status).out)

    def test_the_list_has_each_with_its_story_under_what_it_is_wrong_about(self) -> None:
        listed = self.mutants("--list").out.splitlines()
        self.assertGreaterEqual(len(names()), 80)
        at = listed.index("  cancels_the_siblings_on_failure")
        self.assertIn("TaskGroup", listed[at + 1])
        themes = [i for i, line in enumerate(listed) if line.startswith("Wrong about ")]
        self.assertEqual(listed[max(i for i in themes if i < at)], "Wrong about errors")
        one = self.mutants("--list", "hangs_when_empty").out
        self.assertRegex(one, "^Wrong about empty gathers\n\n  hangs_when_empty\n      MicroPython")

    def test_one_that_is_killed(self) -> None:
        ended = self.mutants("raises_at_the_call", *FEW)
        self.assertRegex(ended.out, r"raises_at_the_call +killed +\d+ +1  ERR-9\n")
        self.assertIn("only ERR-9 kills raises_at_the_call\n", ended.out)
        self.assertIn("1 wrong gathers: 1 killed of the 1 that a rule could kill (100 %)", ended.out)
        self.assertRegex(ended.err, r"^time: [\d.e-]+ s\n$")

    def test_what_is_said_first_and_by_how_many_seeds(self) -> None:
        out = self.mutants("raises_at_the_call", "does_nothing_wrong", "--first", "3").out
        self.assertRegex(out, r"(?m)^  raises_at_the_call +ERR-9 +1 +2 +3$")
        self.assertRegex(out, r"(?m)^  does_nothing_wrong +nothing +0 +0 +3$")
        self.assertIn("1 first failures: in 1 the rule describes the mistake, and 1 show it", out)
        self.assertIn("Children: 1 in 1. Steps: 2 in 1.\n", out)
        self.assertIn("6 of 6 trials lead to the rule", out)

    def test_one_that_is_said_in_a_roundabout_way_says_why(self) -> None:
        out = self.mutants("leaves_the_cancellation_to_the_next", "--first", "1").out
        self.assertIn("- `leaves_the_cancellation_to_the_next`: what one gather leaves behind", out)
        self.assertIn("in 0 the rule describes the mistake", out)

    def test_one_that_cannot_be_killed_says_why_and_is_no_failure(self) -> None:
        out = self.mutants("does_nothing_wrong", *FEW).out
        self.assertIn("does_nothing_wrong survives: it has no mistake", out)
        self.assertIn("0 killed of the 0", out)

    def test_a_survivor_is_status_1(self) -> None:
        survivor = "leaves_the_cancellation_to_the_next"  # until two gathers in one scenario show it
        ended = self.mutants(survivor, "raises_at_the_call", "--cases", "1", "--reach", "0", status=1)
        self.assertIn(survivor + " survives and is not known to be equivalent", ended.out)
        self.assertIn(survivor + " is not killed by RET-1, which describes its mistake", ended.out)
        self.assertIn("1 killed of the 2", ended.out)

    def test_a_rule_that_misses_the_mistake_it_describes_is_status_1(self) -> None:
        # Killed, by another rule.
        told = self.numbers("spares_children_about_to_resume", *FEW, status=1)["mutants"][0]
        self.assertTrue(told["killed"])
        self.assertEqual(told["missed"], ["CANCEL-23"])

    def test_the_numbers(self) -> None:
        told = self.numbers("raises_at_the_call", "does_nothing_wrong", *FEW, "--seed", "3")
        self.assertEqual((told["cases"], told["seed"], told["killed"], told["killable"]), (300, 3, 1, 1))
        one, none = told["mutants"]
        self.assertEqual((one["name"], one["theme"], one["edition"]), ("raises_at_the_call", "errors", "3.14"))
        (kill,) = one["killed by"]
        self.assertEqual((kill["rule"], kill["scenario"]), ("ERR-9", one["scenarios to the kill"]))
        self.assertGreater(kill["times"], 1)
        self.assertEqual((told["median"], told["most"]), (kill["scenario"], kill["scenario"]))
        self.assertEqual((none["killed"], none["killed by"]), (False, []))
        fewer = self.numbers("does_nothing_wrong", "--cases", "200", "--reach", "0")["mutants"][0]
        self.assertEqual(none["scenarios"] - fewer["scenarios"], 100)
        (rule,) = [each for each in told["rules"] if each["kills"]]
        self.assertEqual((rule["id"], rule["kills alone"]), ("ERR-9", ["raises_at_the_call"]))
        self.assertNotIn("seconds", one)
        timed = self.numbers("raises_at_the_call", *FEW, "--timing")
        self.assertGreater(timed["mutants"][0]["seconds"], 0)

    def test_the_same_seed_gives_the_same_bytes(self) -> None:
        some = names()[::40]
        for form in ((), ("--json", "-")):
            one, again = (command("mutants", *some, *FEW, *form) for _ in range(2))
            self.assertEqual((one.status, one.out), (again.status, again.out))

    def test_rules_that_only_a_python_can_break_are_excused(self) -> None:
        rules = {each["id"]: each["excuse"] for each in self.numbers("does_nothing_wrong", *FEW)["rules"]}
        self.assertIn("only a Python can break it", rules["ARG-1"])
        self.assertIn("the clock", rules["BODY-8"])
        self.assertEqual(rules["ERR-1"], "")

    def test_the_document_is_of_the_whole_zoo(self) -> None:
        self.refused("mutants", "hangs_when_empty", "--markdown", self.path("page.md"), says="whole zoo")
        self.assertFalse(os.path.exists(self.path("page.md")))
        # With so few scenarios most survive.
        told = self.mutants("--cases", "1", "--reach", "0", "--markdown", self.path("page.md"), status=1).out
        with open(self.path("page.md")) as file:
            page = file.read()
        for name in names():
            self.assertRegex(page, r"(?m)^\| `%s` \| .* \| .* \| (\d+|survives) \| \S+ \d+(\.\d)? %% \|$" % name)
        self.assertIn(told.splitlines()[-1].split(";")[0], page.replace("\n", " "))
        self.assertNotRegex(page, r"\d\.\d s\b|seconds")

    def test_the_page_has_all_of_them(self) -> None:
        with open(PAGE) as file:
            page = file.read()
        self.assertEqual(re.findall("(?m)^\\| `([a-z0-9_]+)` \\|", page), names())

    def test_what_is_wrong_is_refused(self) -> None:
        self.refused("mutants", "is_always_right", says='there is no wrong gather "is_always_right"')
        self.refused("mutants", "--cases", "many", says="--cases")
        self.refused("check", "mutant:is_always_right", says='there is no wrong gather "is_always_right"')
        self.refused("check", "mutant", says="there is no wrong gather")

    def test_interrupted(self) -> None:
        page = self.path("page.md")
        process = start("mutants", "--cases", "100000000", "--json", "-", "--markdown", page)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=LONGEST)
        self.assertEqual((process.returncode, json.loads(out)["interrupted"]), (130, True))
        self.assertFalse(os.path.exists(page))

    def test_each_is_an_implementation(self) -> None:
        checked = command("check", "mutant:cancels_the_siblings_on_failure", "--cases", "300", "--rule", "ERR-5")
        self.assertEqual(checked.status, 1, checked)
        self.assertIn("ERR-5 violated", checked.out)
        same = ("mutant:does_nothing_wrong", "reference", "--cases", "300")
        self.assertIn("0 differing traces", self.good("compare", *same))
        differ = command("compare", "mutant:hangs_after_a_failure", "reference", "--cases", "300")
        self.assertEqual(differ.status, 1, differ)
        trace = json.loads(self.good("run", "--adapter", "mutant:lists_failures_always", self.file(SCENARIO)))
        awaited = next(e for e in trace["events"] if e["event"] == "awaited")
        self.assertEqual(awaited["outcome"]["result"]["list"][1], 2)

    def test_an_old_mistake_is_judged_in_its_edition(self) -> None:
        trace = json.loads(self.good("run", "--adapter", "mutant:adds_a_message_in_3_8", self.file(SCENARIO)))
        self.assertEqual(trace["edition"], "3.8")
        told = self.numbers("adds_a_message_in_3_8", *FEW)["mutants"][0]
        self.assertIn("MSG-2", [kill["rule"] for kill in told["killed by"]])


if __name__ == "__main__":
    unittest.main()
