# SPDX-License-Identifier: MIT
"""The command gathercheck claims, from outside.

GATHERCHECK names the program.
"""

import json
import unittest
from typing import Any

from program import CommandTest, command, python_child

KEYS = [
    "id", "title", "quote", "said by", "language", "english", "verdict", "editions", "fact",
    "rules", "needs", "why no scenario", "scenario", "proof",
]


class Claims(CommandTest):
    def setUp(self) -> None:
        super().setUp()
        self.claims = json.loads(self.good("claims", "--json"))

    def claim(self, number: int) -> Any:
        """The claim with this number."""
        return next(c for c in self.claims if c["id"] == "CLAIM-%d" % number)

    def test_the_list_has_every_claim_with_its_verdict(self) -> None:
        lines = [line for line in self.good("claims").splitlines() if not line.startswith(" ")]
        self.assertEqual([line.split()[0] for line in lines], [c["id"] for c in self.claims])
        for line, claim in zip(lines, self.claims):
            self.assertEqual(line[10:20].rstrip(), claim["verdict"])

    def test_no_line_of_the_list_is_longer_than_80(self) -> None:
        lines = self.good("claims").splitlines()
        self.assertLessEqual(max(len(line) for line in lines), 80)
        self.assertTrue(any(line.startswith(" " * 21) for line in lines), "nothing was wrapped")

    def test_one_claim_is_shown_in_full(self) -> None:
        claim = self.claim(2)
        told = self.good("claims", "CLAIM-2")
        words = " ".join(told.split())
        for key in ("title", "quote", "english", "said by", "verdict", "fact"):
            self.assertIn(claim[key], words)
        for word in (*claim["rules"], '"scenario": 1', '"shows"', '"never"'):
            self.assertIn(word, told)
        for name in ("claim-2", "2"):
            self.assertEqual(self.good("claims", name), told)

    def test_the_words_of_one_claim_are_wrapped(self) -> None:
        for claim in self.claims:
            words = self.good("claims", claim["id"]).split("\nscenario:\n")[0]
            for line in words.splitlines():
                self.assertTrue(len(line) <= 80 or "https://" in line, line)

    def test_a_claim_without_scenario_says_why(self) -> None:
        claim = self.claim(16)
        told = self.good("claims", "16")
        self.assertIn(claim["why no scenario"], " ".join(told.split()))
        self.assertNotIn("\nscenario:", told)

    def test_a_claim_that_only_a_python_can_show_says_so(self) -> None:
        self.assertIn("needs:    python", self.good("claims", "8"))
        told = self.good("claims", "8", "--adapter", "reference")
        self.assertIn(": 0 claims borne out, 0 not, 0 in trouble; 1 need the Python dialect", told)
        self.assertIn(": 1 claim borne out, ", self.good("claims", "8", "--adapter", "python"))

    def test_json_tells_all_of_a_claim(self) -> None:
        for claim in self.claims:
            self.assertEqual(list(claim), KEYS)
        self.assertEqual(json.loads(self.good("claims", "44", "--json")), [self.claim(44)])
        self.assertEqual(self.claim(61)["editions"], "3.12-")
        self.assertIsNone(self.claim(16)["scenario"])

    def test_unknown_claims_and_idle_options_are_refused(self) -> None:
        said = self.refused("claims", "CLAIM-0", says='there is no claim "CLAIM-0"').err
        self.assertIn("hint: gathercheck claims lists them", said)
        self.refused("claims", "--edition", "3.9", says="--edition is of use with --adapter only")
        self.refused("claims", "--adapter", "reference", "--json", says="--json")
        self.refused("claims", "--adapter", "reference", "--edition", "2.7", says="no edition")

    def test_a_rule_names_the_claims_that_it_settles(self) -> None:
        told = " ".join(self.good("rules", "ERR-5").split())
        settled = [c["id"] for c in self.claims if "ERR-5" in c["rules"]]
        self.assertIn(" claims: %s for all rules of " % " ".join(settled), told)
        self.assertNotIn("claims:", self.good("rules", "SELF-1"))


class Proofs(CommandTest):
    """Claims that are run on an implementation."""

    def test_the_reference_bears_all_out_in_every_edition(self) -> None:
        for edition in ("3.8", "3.14"):
            told = self.good("claims", "--adapter", "reference", "--edition", edition)
            self.assertRegex(told, r"edition %s: \d\d claims borne out, 0 not, 0 in" % edition)

    def test_one_claim_is_run_alone(self) -> None:
        told = self.good("claims", "44", "--adapter", "reference")
        self.assertIn(": 1 claim borne out, 0 not, 0 in trouble; 0 have no scenario", told)
        told = self.good("claims", "16", "--adapter", "reference")
        self.assertIn(": 0 claims borne out, 0 not, 0 in trouble; 1 have no scenario", told)

    def test_a_gather_that_differs_does_not_bear_them_out(self) -> None:
        ended = command("claims", "44", "--adapter", python_child("nothing", "9999"))
        self.assertEqual(ended.status, 1, ended)
        self.assertIn("CLAIM-44 is not borne out: the trace does not show ", ended.out)

    def test_a_child_in_trouble_is_told(self) -> None:
        ended = command("claims", "44", "--adapter", python_child("refuse", "1"))
        self.assertEqual(ended.status, 2, ended)
        self.assertIn("gathercheck: CLAIM-44: ", ended.err)


if __name__ == "__main__":
    unittest.main()
