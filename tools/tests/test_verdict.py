# SPDX-License-Identifier: MIT
"""gathercheck verdict: what a report says of one rule, from outside.

GATHERCHECK names the program.
"""

import json
import os
import tempfile
import unittest
from typing import Any, Dict

from program import CommandTest, command

WRONG = "mutant:copies_results"


class Verdicts(CommandTest):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.report = os.path.join(folder.name, "report.json")
        self.known = os.path.join(folder.name, "known.json")

    def check(self, *arguments: str, status: int = 0) -> None:
        ended = command("check", WRONG, "--cases", "300", "--reach", "0", "--json", self.report, *arguments)
        self.assertEqual(ended.status, status, ended)

    def verdict(self, rule: str, status: int) -> str:
        ended = command("verdict", rule, "--report", self.report)
        self.assertEqual(ended.status, status, ended)
        return ended.out

    def know(self, failures: Any) -> None:
        known: Dict[str, Any] = {"known_failures": 1, "implementation": WRONG, "edition": "3.14"}
        known["differences"] = [{"reason": "On purpose.", "failures": failures}]
        with open(self.known, "w", encoding="utf-8") as file:
            json.dump(known, file)

    def test_without_known_failures(self) -> None:
        self.check(status=1)
        self.check("--report-only")
        self.assertRegex(self.verdict("ERR-1", 0), r"^ERR-1 holds \([\d,]+ scenarios reached it\)\n$")
        self.assertIn("RES-4 violated ", self.verdict("RES-4", 1))
        self.assertIn("CTX-1 is not supported: it needs python", self.verdict("CTX-1", 77))
        self.assertIn("RET-10 is no rule of 3.14", self.verdict("RET-10", 77))

    def test_beside_known_failures(self) -> None:
        self.check("--report-only")
        with open(self.report, encoding="utf-8") as file:
            rules = {rule["id"]: rule for rule in json.load(file)["rules"]}
        self.know(
            [
                {"rule": "RES-4", "message": rules["RES-4"]["violation"]["reason"]},
                {"rule": "NEST-7", "message": "something else"},
                {"rule": "ERR-1", "message": "m"},
                {"rule": "CTX-1", "message": "m"},
            ]
        )
        self.check("--report-only", "--known-failures", self.known)
        self.assertIn("RES-4 is violated as known", self.verdict("RES-4", 0))
        changed = self.verdict("NEST-7", 1)
        self.assertIn("NEST-7 is violated in another way than listed\n  listed: something else\n", changed)
        self.assertIn("NEST-7 violated ", changed)
        self.assertIn("ERR-1 holds, and is listed as violated", self.verdict("ERR-1", 1))
        self.assertIn("CTX-1 was never seen, and is listed as violated", self.verdict("CTX-1", 1))

    def test_of_a_rule_that_was_not_judged(self) -> None:
        self.check("--report-only", "--rule", "RES-4")
        self.verdict("ERR-1", 2)

    def test_what_was_never_reached_is_no_pass(self) -> None:
        self.check("--report-only")
        with open(self.report, encoding="utf-8") as file:
            report = json.load(file)
        for rule in report["rules"]:
            if rule["id"] == "ERR-1":
                rule["vacuous"] += rule["holds"]
                rule["holds"] = 0
        with open(self.report, "w", encoding="utf-8") as file:
            json.dump(report, file)
        self.assertEqual(self.verdict("ERR-1", 1), "ERR-1 was never reached\n")


if __name__ == "__main__":
    unittest.main()
