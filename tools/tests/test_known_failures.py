# SPDX-License-Identifier: MIT
"""Files of known failures: gathercheck check --known-failures and --write-known-failures.

GATHERCHECK names the program.
"""

import json
import os
import tempfile
import unittest
from typing import Any, Dict

from program import CommandTest, Ended, command

FEW = ("--cases", "300", "--reach", "0")
WRONG = "mutant:copies_results"


class KnownFailures(CommandTest):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "known failures.json")

    def written(self, *arguments: str, status: int = 0) -> Ended:
        ended = command("check", WRONG, *FEW, "--write-known-failures", self.path, *arguments)
        self.assertEqual(ended.status, status, ended)
        return ended

    def known(self) -> Dict[str, Any]:
        with open(self.path, encoding="utf-8") as file:
            return json.load(file)

    def store(self, known: Any) -> None:
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(known, file)

    def say_why(self) -> Dict[str, Any]:
        known = self.known()
        for number, difference in enumerate(known["differences"]):
            difference["reason"] = "Reason %d." % number
        self.store(known)
        return known

    def checked(self, *arguments: str, status: int = 0) -> Ended:
        ended = command("check", WRONG, *FEW, "--known-failures", self.path, *arguments)
        self.assertEqual(ended.status, status, ended)
        return ended

    def test_what_is_written_wants_reasons_and_is_known_then(self) -> None:
        out = self.written().out
        self.assertIn("RES-4 violated", out)
        count = len(self.known()["differences"])
        self.assertRegex(out, r"in %d differences?, of which %d wants? a reason" % (count, count))
        error = self.checked(status=2).err
        self.assertIn("differences[0].reason: expected why these rules are violated", error)
        known = self.say_why()
        out = self.checked().out
        self.assertRegex(out, r"(?m)^  RES-4 +known ")
        self.assertNotIn("RES-4 violated", out)
        rules = sum(len(difference["failures"]) for difference in known["differences"])
        self.assertIn("known failures: %d violated as " % rules, out)

    def test_reasons_stay_when_it_is_written_anew(self) -> None:
        self.written()
        known = self.say_why()
        self.assertNotIn("a reason", self.written().out)
        self.assertEqual(self.known(), known)
        self.written("--rule", "RES-4")
        self.assertEqual(self.known(), known)

    def test_what_is_not_listed_is_a_failure(self) -> None:
        self.written()
        known = self.say_why()
        for difference in known["differences"]:
            difference["failures"] = [each for each in difference["failures"] if each["rule"] != "RES-4"]
        self.store(known)
        out = self.checked(status=1).out
        self.assertIn("\nRES-4 violated", out)
        self.assertIn("; 1 violated that are not listed\n", out)
        self.assertIn("hint: --write-known-failures", out)

    def test_a_changed_message_an_unexpected_pass_and_what_was_never_seen_are_told_apart(self) -> None:
        self.written()
        known = self.say_why()
        known["differences"][0]["failures"][0]["message"] = "something else"
        known["differences"].append(
            {"reason": "Wrong.", "failures": [{"rule": "ERR-1", "message": "m"}, {"rule": "CTX-1", "message": "m"}]}
        )
        self.store(known)
        out = self.checked(status=1).out
        changed = known["differences"][0]["failures"][0]["rule"]
        self.assertIn("%s is violated in another way than listed\n  listed:   something else\n" % changed, out)
        self.assertIn("ERR-1 is listed, and holds\n", out)
        self.assertIn("CTX-1 is listed as violated and was never reached\n", out)
        self.assertIn("1 otherwise, 1 hold, 1 never seen; 0 violated that are not listed\n", out)
        report = json.loads(self.checked("--json", "-", status=1).out)["known_failures"]
        self.assertEqual(report["passing"], ["ERR-1"])
        self.assertEqual(report["unseen"], ["CTX-1"])
        self.assertEqual([each["rule"] for each in report["changed"]], [changed])
        self.assertEqual(report["unknown"], [])

    def test_what_is_listed_as_unreached_is_no_failure_and_no_pass(self) -> None:
        # Who refuses to be cancelled never shows what a cancellation does.
        wrong = "semantics:promise_all"
        self.assertEqual(command("check", wrong, *FEW, "--write-known-failures", self.path).status, 0)
        known = self.say_why()
        known["differences"][0]["unreached"] = ["CANCEL-1", "RES-1", "CTX-1"]
        self.store(known)
        check = ("check", wrong, *FEW, "--known-failures", self.path)
        found = json.loads(command(*check, "--json", "-").out)["known_failures"]
        self.assertEqual(found["absent"], ["CANCEL-1"])
        self.assertEqual(found["passing"], ["RES-1"])
        self.assertEqual(found["unseen"], [])
        self.assertNotIn("CANCEL-1 was never reached", command(*check).out)

    def test_of_chosen_rules_only_these_are_compared(self) -> None:
        self.written()
        self.say_why()
        self.assertIn("known failures: 1 violated", self.checked("--rule", "RES-4").out)
        self.assertIn("known failures: 0 violated", self.checked("--rule", "ERR-1").out)

    def test_of_another_implementation_or_edition(self) -> None:
        self.written()
        known = self.say_why()
        ended = command("check", "reference", "--known-failures", self.path, *FEW)
        self.assertEqual(ended.status, 2)
        self.assertIn("implementation: these are known failures of ", ended.err)
        self.assertIn("edition: these are known failures by the law of 3.14", self.checked("--edition", "3.13", status=2).err)
        self.store(dict(known, edition="3.5"))
        self.assertIn("edition: expected an edition", self.checked(status=2).err)

    def test_what_is_no_such_file_is_refused_with_its_field(self) -> None:
        for text, said in (("{", "expected JSON"), ("{}", "known_failures"), ("[]", "expected an object")):
            with open(self.path, "w", encoding="utf-8") as file:
                file.write(text)
            ended = self.checked(status=2)
            self.assertIn(self.path, ended.err)
            self.assertIn(said, ended.err)
            self.assertEqual(command("check", WRONG, *FEW, "--write-known-failures", self.path).status, 2)
            with open(self.path, encoding="utf-8") as file:
                self.assertEqual(file.read(), text)

    def test_both_at_once_is_refused(self) -> None:
        ended = command("check", WRONG, "--known-failures", "x", "--write-known-failures", "y")
        self.assertEqual(ended.status, 2)
        self.assertIn("excludes", ended.err)

    def test_to_standard_output_goes_nothing_else(self) -> None:
        ended = command("check", WRONG, *FEW, "--write-known-failures", "-")
        self.assertEqual(json.loads(ended.out)["known_failures"], 1)


if __name__ == "__main__":
    unittest.main()
