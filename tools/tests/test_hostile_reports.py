# SPDX-License-Identifier: MIT
"""Reports of an implementation whose every text is meant to break whatever shows it.

GATHERCHECK names the program, GATHERCHECK_SCHEMA_CHECK the checker of the project's own formats.
"""

import copy
import json
import os
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree
from typing import Any, Dict

import checkers
from program import HERE, command
from test_reports import FORMATS, WRONG, ReportTest, read, run_check, schema_complaints


class HostileTest(ReportTest):
    """Three reports: of a child that is hostile, of one with hostile texts everywhere, of one with very long ones."""

    NASTY = (
        "<script>alert(1)</script><img src=x onerror=alert(1)>]]>--><!--\x1b[31m\x1b]0;owned\x07\x00\x08\u202e\ufeff"
        "\ufffe\u2028```\n~~~~\n...\n  ---\nnot ok 1 - x # TODO\n1..9\nBail out!\n| a | b |\n"
        '"\'&amp;{{{x}}}\\u0000 javascript:alert(1) </style></title></svg></template>'
    )

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.adapter = child = " ".join([sys.executable, os.path.join(HERE, "hostile_child.py"), WRONG])
        os.environ["HOSTILE_COUNT"] = os.path.join(cls.shared, "count")
        path = run_check(cls.shared, "child", child, "--cases", "0", "--reach", "0")
        report = read(path)
        assert report["trouble"]["count"] == 3, report["trouble"]
        cls.hostile = os.path.join(cls.shared, "hostile.json")
        cls.huge = os.path.join(cls.shared, "huge.json")
        for name, made in ((cls.hostile, cls.poisoned(report)), (cls.huge, cls.swollen(report))):
            with open(name, "w", encoding="utf-8") as file:
                json.dump(made, file)
        cls.child = path
        for report in (cls.child, cls.hostile, cls.huge):
            options = [word for each in FORMATS for word in ("--" + each, report + "." + each)]
            ended = command("report", report, *options)
            assert ended.status == 0, ended

    @classmethod
    def swollen(cls, report: Any) -> Any:
        """A message has a line of 10 MB, and other texts have 1 MB."""
        report, long = copy.deepcopy(report), "A<b>" * 250_000
        report["gone"] = report["implementation"]["name"] = long
        report["trouble"]["examples"][0]["what"] = long
        report["failures"][0]["message"] = 10 * long
        report["failures"][0]["reproducers"]["python"] = long.replace("<", "\n")
        report["failures"][0]["observed"]["events"][-1]["outcome"] = {"result": long}
        return report

    @classmethod
    def poisoned(cls, report: Any) -> Any:
        report, nasty = copy.deepcopy(report), cls.NASTY
        identity = report["implementation"]
        identity["name"] += nasty
        identity["version"] = identity["language"] = report["gone"] = report["source"] = nasty
        report["adapter"] = report["gathercheck"] = nasty
        report["environment"] = dict.fromkeys(("system", "machine", "compiler", "time"), nasty)
        report["nearest"]["title"] = nasty
        report["nearest"]["agreement"] = {}
        report["nearest"]["departures"] = []
        report["nearest"]["sentence"] = "behaves as " + nasty
        report["nearest"]["alike"] = [nasty]
        for mishap in report["trouble"]["examples"]:
            mishap["what"] = nasty
        for failure in report["failures"]:
            failure["reason"] = failure["message"] = failure["hint"] = failure["expected_of"] = nasty
            failure["scenario"]["about"] = nasty
            failure["reproducers"] = dict.fromkeys(("replay", "python", "cpp"), nasty)
            for trace in (failure["observed"], failure["expected"]):
                for event in trace["events"]:
                    if "outcome" in event and "result" in event["outcome"]:
                        event["outcome"]["result"] = nasty
        for rule in report["rules"]:
            if "violation" in rule:
                rule["violation"]["reason"] = nasty
        return report

    def rendered(self, format: str) -> Dict[str, str]:
        """The texts in this format, by the paths."""
        texts = {}
        for report in (self.child, self.hostile, self.huge):
            text = texts[report + "." + format] = self.text(report + "." + format)
            self.assertFalse(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufeff\ufffe]", text))
            self.assertLess(len(text), 5_000_000)
        return texts


class Hostile(HostileTest):
    """Nothing that an implementation says breaks a format, or is taken for anything but text."""

    def test_data(self) -> None:
        self.assertEqual(schema_complaints(self.child), "")
        self.assertEqual(schema_complaints(self.hostile), "")

    def test_terminal(self) -> None:
        """What is printed does nothing to whoever reads it there."""
        for arguments in (
            ("check", self.adapter, "--cases", "100", "--reach", "0"),
            ("lint-adapter", self.adapter),
            ("compare", self.adapter, "reference", "--cases", "100"),
            ("semantics", "--of", self.adapter, "--cases", "200"),
            ("claims", "--adapter", self.adapter),
        ):
            with open(os.environ["HOSTILE_COUNT"], "w", encoding="ascii"):
                pass  # each meets all that is hostile
            ended = command(*arguments)
            self.assertIn("document.title='owned'", ended.out + ended.err, arguments)
            self.assertFalse(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ended.out + ended.err), arguments)

    def test_junit(self) -> None:
        for path, text in self.rendered("junit").items():
            self.assertNotIn("<script", text)
            root = ElementTree.parse(path).getroot()
            self.assertEqual({each.tag for each in root.iter()} - {"properties", "property", "skipped"},
                             {"testsuites", "testsuite", "testcase", "failure", "error", "system-out"})
            if checkers.XMLLINT and checkers.JUNIT_SCHEMA:
                self.assertEqual(checkers.junit_complaints(path), "")

    def test_sarif(self) -> None:
        for path in self.rendered("sarif"):
            self.assertEqual(len(read(path)["runs"]), 1)
            if checkers.NODE and checkers.SARIF_SCHEMA:
                self.assertEqual(checkers.sarif_complaints(path), "")

    def test_badge(self) -> None:
        for path, text in self.rendered("badge").items():
            self.assertNotIn("<script", text)
            elements = {each.tag.split("}")[1] for each in ElementTree.parse(path).iter()}
            self.assertEqual(elements, {"svg", "title", "rect", "path", "g", "text"})

    def test_tap(self) -> None:
        for path, text in self.rendered("tap").items():
            outside = [line for line in text.splitlines() if not line.startswith(("    ", "  "))]
            for line in outside:
                self.assertRegex(line, r"^(TAP version 13$|1\.\.\d+$|# |(not )?ok \d+ - )")
            self.assertEqual(len([line for line in outside if line.startswith("1..")]), 1)

    def test_markdown(self) -> None:
        for text in self.rendered("markdown").values():
            outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", text)
            self.assertFalse(re.search("<(?!/?details>|/?summary>)", outside), outside[:3000])
            self.assertNotIn("```", outside)

    def test_diff_and_merge(self) -> None:
        for arguments in (("--markdown", "-"), ()):
            out = command("report", "diff", self.hostile, self.child, *arguments).out
            self.assertFalse(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", out))
            self.assertLess(len(out), 100_000)
        merged = json.loads(self.good("report", "merge", self.hostile, self.child))
        self.assertEqual(len(merged["trials"]), 2)


if __name__ == "__main__":
    unittest.main()
