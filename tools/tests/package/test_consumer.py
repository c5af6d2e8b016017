# SPDX-License-Identifier: MIT
"""The consumer's project, tools/consumer, beside the installed package: what its tests say of its gather."""

import json
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Dict, List, NamedTuple, Set

from installation import CMAKE, CONSUMER, CTEST, PackageTest

ROUNDUP = "roundup_adapter"


class Result(NamedTuple):
    """What became of a test."""

    status: str  # run, fail, notrun
    out: str


class Consumer(PackageTest):
    """All tests build in one folder, so that the adapter is compiled once, and with the list as it would be now."""

    one_folder: Path
    renewed = ""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="a consumer's ")
        cls.addClassCleanup(folder.cleanup)
        cls.one_folder = Path(folder.name)

    def setUp(self) -> None:
        super().setUp()
        self.folder = self.one_folder
        shutil.copytree(CONSUMER, self.folder, dirs_exist_ok=True)
        self.configure()
        if not self.renewed:
            self.command(CMAKE, "--build", "build")
            self.command(CMAKE, "--build", "build", "--target", ROUNDUP + ".known_failures")
            type(self).renewed = (self.folder / "known_failures.json").read_text()
        self.write("known_failures.json", self.renewed)

    def without_known_failures(self) -> None:
        """The project after its author has forgotten the list."""
        text = (self.folder / "CMakeLists.txt").read_text()
        shorter = text.replace(" KNOWN_FAILURES known_failures.json", "")
        self.assertNotEqual(shorter, text)
        self.write("CMakeLists.txt", shorter)

    def results(self, *options: str, status: int = 0) -> Dict[str, Result]:
        report = self.folder / "results.xml"
        self.command(CTEST, "--test-dir", "build", "--output-junit", report, *options, status=status)
        cases = ET.parse(str(report)).getroot().findall("testcase")
        return {case.get("name", ""): Result(case.get("status", ""), case.findtext("system-out") or "") for case in cases}

    def known(self) -> Dict[str, str]:
        """The message of each rule that is listed."""
        known = json.loads((self.folder / "known_failures.json").read_text())
        listed: List[Dict[str, str]] = [each for one in known["differences"] for each in one["failures"]]
        return {each["rule"]: each["message"] for each in listed}

    def supported(self) -> Set[str]:
        """The rules that need nothing but what the library claims."""
        report = json.loads((self.folder / "build" / (ROUNDUP + ".report.json")).read_text())
        return {rule["id"] for rule in report["rules"] if rule["supported"]}

    def test_every_rule_is_a_test_that_passes_or_is_skipped(self) -> None:
        rules = self.rules("values", "cancellation", "future")
        names = {ROUNDUP + "." + name for name in [*rules, "lint", "run"]}
        theirs = {"our_gather." + name for name in ["lint", "run", "RES-1", "RES-2", "RET-1"]}
        registered = self.registered()
        self.assertEqual(set(registered), names | theirs)
        self.assertGreater(len(names), 100)
        for id, profile in rules.items():
            self.assertEqual(registered[ROUNDUP + "." + id], sorted(["gathercheck", profile]))
        results = self.results()
        skipped = {name for name, result in results.items() if result.status == "notrun"}
        self.assertEqual(skipped, {ROUNDUP + "." + id for id in set(rules) - self.supported()})
        self.assertGreater(len(skipped), 20)
        self.assertEqual({name for name, result in results.items() if result.status == "run"}, set(results) - skipped)
        for id in self.known():
            self.assertIn("%s is violated as known" % id, results[ROUNDUP + "." + id].out)
        self.assertIn("is not supported: it needs cancel_outer", results[ROUNDUP + ".CANCEL-1"].out)

    def test_its_list_is_up_to_date(self) -> None:
        now = self.known()
        self.write("known_failures.json", (CONSUMER / "known_failures.json").read_text())
        self.assertEqual(self.known(), now, "CONTRIBUTING.md tells how to bring it up to date")

    def test_a_profile_is_asked_for_by_its_label(self) -> None:
        profile = self.rules("cancellation")
        asked = set(self.registered("-L", "^cancellation$"))
        self.assertEqual(asked, {ROUNDUP + "." + name for name in [*profile, "run"]})

    def test_without_the_file_what_it_lists_fails_and_says_why(self) -> None:
        known = self.known()
        self.without_known_failures()
        self.configure()
        results = self.results(status=8)
        failed = {name for name, result in results.items() if result.status == "fail"}
        self.assertEqual(failed, {ROUNDUP + "." + id for id in known})
        for id, message in known.items():
            out = " ".join(results[ROUNDUP + "." + id].out.split())
            self.assertIn("%s violated " % id, out)
            self.assertIn(message, out)

    def test_what_is_mended_is_to_be_taken_off_the_list(self) -> None:
        known = (self.folder / "known_failures.json").read_text()
        self.write("known_failures.json", known.replace('"ERR-1"', '"ERR-9"'))
        results = self.results(status=8)
        self.assertEqual(results[ROUNDUP + ".ERR-1"].status, "fail")
        self.assertIn("ERR-9 holds, and is listed as violated", results[ROUNDUP + ".ERR-9"].out)


if __name__ == "__main__":
    unittest.main()
