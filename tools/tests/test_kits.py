# SPDX-License-Identifier: MIT
"""The kits for JavaScript and Python: what the suite says of those who use them.

GATHERCHECK names the command, GATHERCHECK_SCHEMA_CHECK a program that validates JSON.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
from typing import Any, List, Optional, Sequence, Set, Tuple
from unittest import mock

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
SCHEMA_CHECK = os.path.abspath(os.environ["GATHERCHECK_SCHEMA_CHECK"])
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
KITS = os.path.join(ROOT, "conformance", "kits")
JAVASCRIPT, PYTHON = os.path.join(KITS, "javascript"), os.path.join(KITS, "python")
SCENARIOS = os.path.join(ROOT, "conformance", "scenarios")

# Without the search for the nearest known semantics, which takes longer than all else.
QUICK = [word for name in ("values", "cancellation", "turns") for word in ("--profile", name)]

# A guard against hanging only.
LONGEST = 300

FINDS_KITS = {"NODE_PATH": JAVASCRIPT, "PYTHONPATH": PYTHON}


def quoted(*words: str) -> str:
    """A command as an adapter's name."""
    return " ".join("'%s'" % word for word in words)


def python(*path: str) -> str:
    """A script under this Python."""
    return quoted(sys.executable, os.path.join(*path))


class KitTest(unittest.TestCase):
    def setUp(self) -> None:
        found = mock.patch.dict(os.environ, FINDS_KITS)
        found.start()
        self.addCleanup(found.stop)

    def report(self, adapter: str, *further: str, cases: int = 600) -> Any:
        """The report on an implementation that is in no trouble."""
        limits = ["--cases", str(cases), "--reach", "0", "--json", "-"]
        ended = subprocess.run(
            [PROGRAM, "check", adapter, *limits, *further], capture_output=True, timeout=LONGEST
        )
        self.assertIn(ended.returncode, (0, 1), ended)
        report = json.loads(ended.stdout)
        self.assertEqual(report["trouble"], {"count": 0, "examples": []})
        self.assertEqual(report["generated"], report["judged"] + report["not_run"])
        return report

    def violated(self, report: Any) -> Set[str]:
        return {rule["id"] for rule in report["rules"] if rule["violated"]}

    def unsupported(self, report: Any) -> Set[str]:
        return {rule["id"] for rule in report["rules"] if not rule["supported"]}

    def answers(self, command: Sequence[str], lines: Sequence[Any]) -> List[Any]:
        """What a child answers to these lines, each of which its schema allows."""
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        ended = subprocess.run(
            command, input="\n".join(texts).encode(), capture_output=True, timeout=LONGEST
        )
        self.assertEqual(ended.returncode, 0, ended)
        said = subprocess.run([SCHEMA_CHECK, "protocol"], input=ended.stdout, capture_output=True)
        self.assertEqual((said.returncode, said.stdout), (0, b""))
        return [json.loads(line) for line in ended.stdout.splitlines()]


def facts() -> List[Any]:
    """The scenarios written by hand."""
    found = []
    for name in sorted(os.listdir(SCENARIOS)):
        with open(os.path.join(SCENARIOS, name)) as file:
            found.append(json.load(file))
    return found


@unittest.skipUnless(shutil.which("node"), "needs Node.js")
class JavaScript(KitTest):
    def test_promise_all(self) -> None:
        report = self.report("javascript:promise_all")
        self.assertEqual(report["implementation"]["name"], "Promise.all")
        self.assertGreater(report["judged"], 50)
        # What a promise of a promise costs, and that an await always suspends.
        told = self.violated(report)
        self.assertIn("ERR-13", told)
        self.assertLessEqual(told, {"ERR-13", "NEST-2", "DONE-6", "DONE-11", "FUT-8"})
        # Nobody can cancel it.
        self.assertLessEqual({"CANCEL-1", "CANCEL-6", "CHILD-1", "RET-1"}, self.unsupported(report))
        self.assertEqual(report["nearest"]["semantics"], "promise_all")
        self.assertTrue(report["nearest"]["sentence"].startswith("behaves as Promise.all except "))

    def test_promise_all_settled(self) -> None:
        report = self.report("javascript:promise_all_settled")
        self.assertLessEqual({"ERR-1", "ERR-2", "CHILD-5", "CHILD-11"}, self.violated(report))
        self.assertFalse({"RES-1", "RES-2", "DUP-1", "EMPTY-1", "BODY-1"} & self.violated(report))
        self.assertLessEqual({"CANCEL-1", "CANCEL-6"}, self.unsupported(report))
        self.assertEqual(report["nearest"]["semantics"], "all_settled")

    def test_values_are_those_of_gather(self) -> None:
        """Every scenario by hand that Promise.all can run has the outcomes that gather has."""
        rules = ("--rule", "RES-1", "--rule", "DUP-1", "--rule", "EMPTY-1", "--rule", "BODY-1")
        report = self.report("javascript:promise_all", *rules)
        for rule in report["rules"]:
            self.assertGreater(rule["holds"], 0, rule)
            self.assertEqual(rule["violated"], 0, rule)

    def test_a_cancel_of_one_s_own(self) -> None:
        script = os.path.join(HERE, "kits", "cancels_all.js")
        report = self.report(quoted("node", script), *QUICK)
        self.assertIn("cancel_outer", report["implementation"]["capabilities"])
        cancel_1 = next(rule for rule in report["rules"] if rule["id"] == "CANCEL-1")
        self.assertGreater(cancel_1["holds"], 20)
        # Where all children swallow it, nothing tells that it was cancelled.
        self.assertIn("CANCEL-13", self.violated(report))

    def test_a_gather_that_returns_no_promise_is_trouble(self) -> None:
        script = os.path.join(HERE, "kits", "returns_nothing.js")
        limits = ("--cases", "20", "--reach", "0", *QUICK)
        ended = subprocess.run(
            [PROGRAM, "check", quoted("node", script), *limits], capture_output=True, timeout=LONGEST
        )
        self.assertEqual(ended.returncode, 2)
        self.assertIn(b"refused: gather returned no promise", ended.stdout)

    def test_every_answer_is_one(self) -> None:
        """Also to what it cannot do, and to what is no request."""
        lines: List[Any] = [{"hello": {"protocol": 1}}, "nonsense", "[]", {"id": 1}, {"id": "1", "run": {}}]
        lines += [{"id": i, "run": scenario} for i, scenario in enumerate(facts(), 1)]
        large = {"scenario": 1, "awaitables": [], "main": {"script": [{"return": 2**60}]}}
        lines += [{"id": 99, "run": large}, {"bye": True}]
        answers = self.answers(["node", os.path.join(JAVASCRIPT, "promise_all.js")], lines)
        self.assertEqual(len(answers), len(lines))
        self.assertEqual([each["id"] for each in answers[1:5]], [None] * 4)
        ran = [each for each in answers[5:-1] if "trace" in each]
        refused = [each["trouble"] for each in answers[5:-1] if "trouble" in each]
        self.assertGreater(len(ran), 15)
        self.assertGreater(len(refused), 15)
        self.assertEqual([text for text in refused if not text.startswith("needs ")], [])
        self.assertEqual(answers[-1], {"bye": True})

    def test_a_script_that_is_not_there(self) -> None:
        ended = subprocess.run([PROGRAM, "check", "javascript:promise_race"], capture_output=True)
        self.assertEqual(ended.returncode, 2)
        self.assertIn(b"there is no script ", ended.stderr)


class Python(KitTest):
    def test_gather_itself_breaks_nothing(self) -> None:
        report = self.report(python(HERE, "kits", "gather_itself.py"))
        self.assertEqual(self.violated(report), set())
        self.assertEqual(report["not_run"], 0)

    def test_one_by_one(self) -> None:
        report = self.report(python(PYTHON, "one_by_one.py"))
        self.assertLessEqual({"ERR-1", "CANCEL-1"}, self.violated(report))
        self.assertEqual(report["nearest"]["semantics"], "await_one_by_one")

    def test_a_wrong_gather_is_caught(self) -> None:
        report = self.report(python(HERE, "kits", "lists_in_order_of_completion.py"), *QUICK)
        self.assertIn("RES-1", self.violated(report))
        self.assertIn("RES-1", [failure["rule"] for failure in report["failures"]])

    def test_a_wrong_loop_is_caught(self) -> None:
        report = self.report(python(HERE, "kits", "last_in_first_out.py"), *QUICK)
        self.assertIn("RUN-1", self.violated(report))

    def test_on_the_oldest_python(self) -> None:
        versions = os.path.expanduser("~/.pyenv/versions/3.8*/bin/python3")
        oldest = (glob.glob(versions) or [sys.executable])[0]
        lines = [{"hello": {"protocol": 1}}, *({"id": 1, "run": each} for each in facts()[:3])]
        answers = self.answers([oldest, os.path.join(PYTHON, "one_by_one.py")], lines)
        self.assertEqual(answers[0]["hello"]["name"], "one by one")
        self.assertEqual(len(answers), 4)


class Transcript(KitTest):
    """The conversation in spec/format/README.md is one that takes place."""

    def lines(self) -> "Tuple[List[str], List[Any]]":
        with open(os.path.join(ROOT, "spec", "format", "README.md"), encoding="utf-8") as file:
            shown = re.findall(r"(?m)^([><]) (\S.*)$", file.read().split("## Library protocol")[0])
        asked = [line for side, line in shown if side == ">"]
        edition = "%d.%d" % sys.version_info[:2]
        told = [line for side, line in shown if side == "<"]
        return asked, [json.loads(line.replace('"edition":"3.13"', '"edition":"%s"' % edition)) for line in told]

    def test_it_takes_place(self) -> None:
        asked, told = self.lines()
        self.assertEqual(len(asked), 5)
        with mock.patch.dict(os.environ, PYTHONPATH=os.path.join(ROOT, "oracle")):
            answers = self.answers([sys.executable, "-m", "gather_oracle"], asked)
        for who in ("name", "version", "capabilities"):
            answers[0]["hello"][who] = told[0]["hello"][who]
        self.assertEqual(answers, told)

    def test_its_lines_are_valid(self) -> None:
        asked, _ = self.lines()
        for line, right in ((asked[0], 0), (asked[1], 0), (asked[2], 1), (asked[4], 0)):
            said = subprocess.run([SCHEMA_CHECK, "protocol"], input=line.encode(), capture_output=True)
            self.assertEqual(said.returncode, right, said)


class Pages(unittest.TestCase):
    """What the page of the kits shows is what is there."""

    def shown(self, language: str) -> List[str]:
        with open(os.path.join(KITS, "README.md"), encoding="utf-8") as file:
            return re.findall(r"```%s\n(.*?)```" % language, file.read(), re.DOTALL)

    def script(self, *path: str) -> str:
        with open(os.path.join(KITS, *path), encoding="utf-8") as file:
            return file.read()

    def test_the_examples_are_those_that_are_shipped(self) -> None:
        self.assertIn(self.body(self.script("javascript", "promise_all.js")), self.shown("javascript"))
        self.assertIn(self.body(self.script("python", "one_by_one.py")), self.shown("python"))

    def body(self, script: str) -> str:
        """A script without the lines that say what it is."""
        start: Optional["re.Match[str]"] = re.search(r"(?m)^(const|import) ", script)
        assert start is not None
        return script[start.start() :]


if __name__ == "__main__":
    unittest.main()
