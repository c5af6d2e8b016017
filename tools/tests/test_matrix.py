#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command gathercheck matrix, from outside: every kind of hole is found.

GATHERCHECK names the program.
"""

import json
import os
import re
import shutil
import sys
import unittest
from typing import Any, Dict, List

from program import HERE, CommandTest, command

SPEC = os.path.join(HERE, "..", "..", "spec")
RECORDINGS = os.path.join(HERE, "..", "..", "oracle", "traces")
KEYS = ["id", "profile", "editions", "text", "checker", "example", "scenarios", "parts", "recorded", "claims", "holes"]


class Matrix(CommandTest):
    maxDiff = None

    def holes(self, *arguments: str) -> List[str]:
        """The holes that the command finds, and with which it fails."""
        ended = command("matrix", "--written", *arguments)
        found = [line for line in ended.out.splitlines() if line.startswith("hole: ")]
        self.assertEqual(ended.status, 1 if found else 0, ended)
        self.assertRegex(ended.out, r"\n%d rules, %s holes?\n$" % (len(self.rules()), format(len(found), ",")))
        return found

    def rules(self) -> Any:
        return json.loads(self.good("rules", "--json"))

    def law(self) -> str:
        """A copy of the folder of the law, to be damaged."""
        copy = self.path("law")
        for folder in ("rules", os.path.join("test", "traces")):
            shutil.copytree(os.path.join(SPEC, folder), os.path.join(copy, folder))
        return copy

    def recordings(self) -> str:
        copy = self.path("recordings")
        shutil.copytree(RECORDINGS, copy, ignore=shutil.ignore_patterns("small_world*", "sample*"))
        for edition in os.listdir(copy):
            self.forget_generated_parts(os.path.join(copy, edition))
        return copy

    def forget_generated_parts(self, folder: str) -> None:
        for name in ("provenance.json", "corpus.json"):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                with open(path) as file:
                    told = json.load(file)
                told["parts"] = [part for part in told["parts"] if part["part"] not in ("small_world", "sample")]
                with open(path, "w") as file:
                    json.dump(told, file)

    def results(self, *tests: Dict[str, Any], suite: str = "Err1") -> str:
        return self.file({"testsuites": [{"name": suite, "testsuite": [{"name": "A", "result": "COMPLETED", **test} for test in tests]}]})

    def test_there_is_no_hole(self) -> None:
        self.assertEqual(self.holes(), [])

    def test_the_json_has_a_row_for_each_rule(self) -> None:
        rows = json.loads(self.good("matrix", "--written", "--json"))
        self.assertEqual([row["id"] for row in rows], [rule["id"] for rule in self.rules()])
        for row in rows:
            self.assertEqual(list(row), KEYS)
            self.assertGreater(row["scenarios"], 0)
            self.assertTrue(all(row["recorded"].values()), row)
            self.assertEqual(sum(row["parts"].values()), list(row["recorded"].values())[-1])

    def test_only_the_editions_of_a_rule_are_asked_for(self) -> None:
        rows = {row["id"]: row for row in json.loads(self.good("matrix", "--written", "--json"))}
        self.assertEqual(list(rows["DONE-1"]["recorded"]), ["3.12", "3.13", "3.14"])

    def test_the_claims_that_name_a_rule_are_shown(self) -> None:
        claims = json.loads(self.good("claims", "--json"))
        for row in json.loads(self.good("matrix", "--written", "--json")):
            self.assertEqual(row["claims"], [claim["id"] for claim in claims if row["id"] in claim["rules"]])

    def test_a_text_that_does_not_state_the_rule(self) -> None:
        law = self.law()
        errors = os.path.join(law, "rules", "errors.md")
        with open(errors) as file:
            text = file.read()
        with open(errors, "w") as file:
            file.write(text.replace("## ERR-1: ", "## ERR-1: Not "))
        self.assertEqual(self.holes("--spec", law), ["hole: ERR-1: text: errors.md does not state it"])

    def test_examples_that_are_missing_vacuous_or_broken(self) -> None:
        law = self.law()
        traces = os.path.join(law, "test", "traces")
        os.remove(os.path.join(traces, "err-1.json"))
        shutil.copy(os.path.join(traces, "empty-1.json"), os.path.join(traces, "err-2.json"))
        with open(os.path.join(traces, "err-3.json"), "w") as file:
            file.write("{}")
        missing, vacuous, broken = self.holes("--spec", law)
        self.assertEqual(missing, "hole: ERR-1: example: there is no recorded trace err-1.json")
        self.assertEqual(vacuous, "hole: ERR-2: example: its recorded trace does not reach the rule")
        self.assertTrue(broken.startswith("hole: ERR-3: example: err-3.json is no trace: "), broken)

    def test_an_example_that_violates_its_rule(self) -> None:
        law = self.law()
        path = os.path.join(law, "test", "traces", "empty-2.json")
        with open(path) as file:
            text = file.read()
        with open(path, "w") as file:
            file.write(text.replace('"accepted":false', '"accepted":true'))
        found = self.holes("--spec", law)
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("hole: EMPTY-2: example: its recorded trace violates the rule: "), found)

    def test_an_example_that_was_recorded_otherwise(self) -> None:
        law = self.law()
        path = os.path.join(law, "test", "traces", "err-1.json")
        with open(path) as file:
            text = file.read()
        with open(path, "w") as file:
            file.write(re.sub('"t":1,', '"t":2,', text))
        self.assertEqual(self.holes("--spec", law), ["hole: ERR-1: example: the reference runs it otherwise than was recorded"])

    def test_an_edition_that_was_not_recorded(self) -> None:
        recordings = self.recordings()
        self.assertEqual(self.holes("--from", recordings), [])
        shutil.rmtree(os.path.join(recordings, "3.9"))
        found = self.holes("--from", recordings)
        self.assertIn("hole: ERR-1: recording: there is none of 3.9", found)
        # What ends with 3.9 has lost its scenarios as well.
        ends = (": recording: there is none of 3.9", ": scenario: none that is written by hand reaches it in 3.9")
        self.assertFalse([hole for hole in found if not hole.endswith(ends)])
        self.assertFalse([hole for hole in found if "DONE-1:" in hole])

    def test_a_rule_that_the_recordings_do_not_reach(self) -> None:
        recordings = self.path("traces")
        self.good("oracle", "corpus", "--part", "facts", "--out", recordings)
        self.good("oracle", "record", "--python", sys.executable, "--out", recordings)
        edition = "%d.%d" % sys.version_info[:2]
        found = self.holes("--from", recordings)
        self.assertTrue([hole for hole in found if hole.endswith(": recording: never reached in " + edition)])
        self.assertTrue([hole for hole in found if ": scenario: none that is written by hand reaches it in " in hole])

    def test_a_rule_that_no_test_falsifies(self) -> None:
        found = self.holes("--falsifying", self.results({"violated_ERR-1": "1"}))
        self.assertEqual(len(found), len(self.rules()) - 1)
        for hole in found:
            self.assertRegex(hole, r"^hole: [A-Z]+-\d+: falsified: no test that is named after it sees it violated$")
        self.assertFalse([hole for hole in found if " ERR-1:" in hole])

    def test_only_a_test_that_passed_and_is_named_after_the_rule_falsifies_it(self) -> None:
        noted = {"violated_ERR-1": "1"}
        for results in (
            self.results({}),
            self.results({**noted, "failures": [{"failure": "it failed"}]}),
            self.results({**noted, "result": "SKIPPED"}),
            self.results(noted, suite="Err2"),
            self.results({"violated_ERR-10": "1"}),
        ):
            self.assertEqual(len(self.holes("--falsifying", results)), len(self.rules()))

    def test_a_property_that_is_missing_has_failed_or_is_hollow(self) -> None:
        for test, says in (
            ({"reached": "100", "failures": [{"failure": "it failed"}]}, "its test was not run, or has failed"),
            ({"result": "SKIPPED"}, "its test was not run, or has failed"),
            ({"reached": "0"}, "never reached"),
        ):
            found = self.holes("--properties", self.results(test, suite="ERR_1"))
            self.assertIn("hole: ERR-1: property: " + says, found)
            self.assertIn("hole: ERR-2: property: its test was not run, or has failed", found)
        found = self.holes("--properties", self.results({"reached": "100"}, suite="ERR_1"))
        self.assertEqual(len(found), len(self.rules()) - 1)

    def test_what_was_not_measured_is_not_shown_as_if_it_was(self) -> None:
        self.assertRegex(self.good("matrix", "--written"), r"(?m)^ERR-1 .* not run +not run ")
        row = json.loads(self.good("matrix", "--written", "--json"))[0]
        self.assertFalse({"falsified", "property"} & set(row))

    def test_results_that_are_none_are_refused(self) -> None:
        for text in ("", "[]", '{"testsuites": 1}', '{"testsuites": [{}]}'):
            for option in ("--falsifying", "--properties"):
                self.refused("matrix", option, self.file(text), says="no results of a test program")

    def test_folders_that_hold_nothing_are_refused(self) -> None:
        self.refused("matrix", "--from", self.folder, says="has no recordings")
        self.refused("matrix", "--spec", self.folder, says="expected the folder of the law")


if __name__ == "__main__":
    unittest.main()
