# SPDX-License-Identifier: MIT
"""The page on what is shipped: tools/survey, with two implementations that are here everywhere or skipped.

GATHERCHECK names the command.
"""

import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Dict

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
SCRIPT = ROOT / "tools" / "survey"

# A guard against hanging only.
LONGEST = 300


def load() -> Any:
    loader = importlib.machinery.SourceFileLoader("survey", str(SCRIPT))
    spec = importlib.util.spec_from_loader("survey", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["survey"] = module
    loader.exec_module(module)
    return module


survey = load()


def rule(name: str, **further: Any) -> Dict[str, Any]:
    said = {"id": name, "profile": "values", "supported": True, "holds": 3, "violated": 0, "vacuous": 1}
    return {**said, **further}


def judged(name: str, *rules: Dict[str, Any], **further: Any) -> Any:
    """A report as far as the page reads it."""
    report = {
        "implementation": {"name": name, "version": "1"},
        "edition": "3.14",
        "judged": 4321,
        "interrupted": False,
        "trouble": {"count": 0},
        "rules": rules,
        "nearest": {"title": "Promise.all", "departures": [], "satisfies": None},
    }
    return survey.Judged(survey.Shipped(name), {**report, **further})


class Pages(unittest.TestCase):
    def page(self, *all_judged: Any) -> str:
        law = [{"id": each, "family": "errors"} for each in ("ERR-1", "ERR-2", "ERR-3", "ERR-4", "RAI-1")]
        return str(survey.Page(law, list(all_judged)))

    def test_each_rule_has_a_mark_of_each(self) -> None:
        rules = [rule("ERR-1"), rule("ERR-2", violated=1), rule("ERR-3", holds=0), rule("ERR-4", supported=False)]
        page = self.page(judged("one", *rules), judged("two", rule("ERR-2")))
        for row in ("| ERR-1 | + |  |", "| ERR-2 | X | + |", "| ERR-3 | ? |  |", "| ERR-4, RAI-1 |  |  |"):
            self.assertIn(row + "\n", page)

    def test_rules_that_all_take_alike_share_a_line(self) -> None:
        rules = [rule("ERR-%d" % n) for n in (1, 2, 3, 4)]
        self.assertIn("| ERR-1 to 4 | + |\n", self.page(judged("one", *rules)))

    def test_what_is_broken_first_is_of_the_weakest_profile(self) -> None:
        rules = [rule("ERR-1", violated=9, profile="future"), rule("ERR-2", violated=1), rule("ERR-3", violated=2)]
        self.assertEqual(judged("one", *rules).breaks_first, "ERR-3")
        self.assertEqual(judged("one", rule("ERR-1")).breaks_first, "")

    def test_trouble_makes_no_page(self) -> None:
        for further in ({"trouble": {"count": 1}}, {"interrupted": True}, {"gone": "it went"}):
            with self.assertRaises(survey.Trouble):
                judged("one", **further)


class Shipped(unittest.TestCase):
    def test_each_adapter_is_there_and_has_lines(self) -> None:
        for each in survey.SHIPPED:
            if each.sources:
                self.assertGreater(each.lines, 5, each.name)

    def test_known_failures_are_of_what_is_shipped(self) -> None:
        files = {path.name for path in (ROOT / "conformance" / "known_failures").glob("*.json")}
        self.assertLessEqual(files, {each.file for each in survey.SHIPPED})

    def test_lines_that_say_nothing_do_not_count(self) -> None:
        self.assertEqual(survey.lines_of_code("// a\n\n/* b\nc */\nint d;  // e\n# f\n  g();\n"), 2)


class Runs(unittest.TestCase):
    def survey(self, folder: str, *further: str) -> "subprocess.CompletedProcess[str]":
        page = os.path.join(folder, "page.md")
        command = [sys.executable, str(SCRIPT), "--gathercheck", PROGRAM, "--out", page]
        command += ["--reports", os.path.join(folder, "reports"), *further]
        return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)

    def test_the_page_is_what_it_would_be_until_it_is_not(self) -> None:
        few = ("--cases", "20", "uvloop", "python")
        with tempfile.TemporaryDirectory() as folder:
            made = self.survey(folder, *few)
            self.assertEqual((made.returncode, made.stdout), (0, ""), made)
            path = os.path.join(folder, "page.md")
            with open(path, encoding="utf-8") as file:
                page = file.read()
            self.assertIn("| 1 | `python` | CPython ", page)
            os.remove(path)
            again = self.survey(folder, *few)
            self.assertEqual(again.returncode, 0, again)
            self.assertNotIn("tools/survey: python\n", again.stderr)  # its report is kept
            with open(path, encoding="utf-8") as file:
                self.assertEqual(file.read(), page)
            self.assertEqual(self.survey(folder, "--check", *few).returncode, 0)
            with open(path, "a", encoding="utf-8") as file:
                file.write("more\n")
            self.assertEqual(self.survey(folder, "--check", *few).returncode, 1)

    def test_who_is_not_shipped_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            said = self.survey(folder, "nobody")
        self.assertEqual((said.returncode, said.stderr), (2, "tools/survey: not shipped: nobody\n"))


if __name__ == "__main__":
    unittest.main()
