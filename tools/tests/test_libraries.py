# SPDX-License-Identifier: MIT
"""Libraries in a process of their own: what is made of those that misbehave, and of those that are shipped.

Each of the former is a program in the folder libraries, named by what it does, once; the one that is started
in its place behaves. GATHERCHECK names the command, GATHERCHECK_SCHEMA_CHECK a program that validates JSON.
"""

import json
import os
import re
import subprocess
import sys
import unittest
from typing import Any, List, Tuple

from test_children import LONG, LONGEST, PROGRAM, SCHEMA_CHECK, SHORT, ChildTest, Trouble

LIBRARIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libraries")
SHIPPED = ("rust:try_join_all", "rust:join_all", "tokio:join_set", "java:all_of", "go:errgroup")

CASES = 40

TROUBLES = {
    "crashes": Trouble("signal", r"^killed by signal 11 \(Segmentation fault\)"),
    "exits_at_an_end": Trouble("exit", r"^its process ended with status 3; its"),
    "hangs": Trouble("timeout", r"^no answer within 1500 ms; its process sleeps; its standard error ends with:\nl", SHORT),
    "prints_garbage": Trouble("garbage", r"the answer was: .debug: "),
    "answers_twice": Trouble("garbage", r"id: expected the id 3, found 2; "),
    "answers_another": Trouble("garbage", r"id: expected the id 2, found 3; "),
    "starts_nobody": Trouble("garbage", r"^there is no child 1000; "),
    "starts_twice": Trouble("garbage", r"^it starts child \d+, of which it knows already; "),
    "finishes_twice": Trouble("garbage", r"^gather 0 is done a second time; "),
    "finishes_another": Trouble("garbage", r"^there is no gather 7; "),
    "lists_nothing_known": Trouble("garbage", r"^there is no outcome 1000; "),
    "does_nonsense": Trouble("garbage", r'does\[0\].*forgive'),
    "acts_unasked": Trouble("garbage", r"^it does something before it was asked to gather; "),
    "greets_again": Trouble("garbage", r"it greets a second time"),
    "refuses": Trouble("refused", r"^not on a Saturday$", shows_errors=False),
}

# The whole scenario shares one patience, so that it cannot be told at which answer it ends.
DAWDLES = Trouble("timeout", r"^no answer within 1500 ms", SHORT)


class LibraryTest(ChildTest):
    def child(self, name: str) -> str:
        """An adapter: a library that misbehaves."""
        return "library:" + super().child(name).replace("/children/", "/libraries/")

    def command(self, name: str, *further: str, patience: int = LONG, cases: int = CASES) -> List[str]:
        limits = ["--rule", "RUN-8", "--cases", str(cases), "--reach", "0", "--patience", str(patience)]
        return [PROGRAM, "check", self.child(name), *limits, *further]

    def told(self, name: str, trouble: Trouble) -> str:
        """What the report says of a library, and nothing else of the run is amiss."""
        ended = self.check(name, "--json", "-", patience=trouble.patience)
        self.assertEqual(ended.status, 2, ended)
        report = self.valid(ended.out.encode())
        self.assertEqual(report["trouble"]["count"], 1, report["trouble"])
        self.assertEqual(report["judged"] + report["not_run"], CASES)
        self.assertGreater(report["judged"], 3)
        (told,) = report["trouble"]["examples"]
        self.assertEqual(told["kind"], trouble.kind, told)
        if trouble.shows_errors:
            self.assertIn("; its standard error ends with:\nlibrary: now it comes", told["what"])
        what: str = told["what"]
        return what


class Troubles(LibraryTest):
    """Each costs one scenario, is told apart, and the run goes on with a fresh process."""

    def test_each_is_told_apart(self) -> None:
        told = {}
        for name, trouble in TROUBLES.items():
            with self.subTest(name):
                told[name] = self.told(name, trouble)
                os.remove(self.once)
        for name, trouble in TROUBLES.items():
            fitting = [other for other, what in told.items() if re.search(trouble.says, what)]
            self.assertEqual(fitting, [name], told.get(name))

    def test_dawdles(self) -> None:
        self.assertRegex(self.told("dawdles", DAWDLES), DAWDLES.says)


class NoTroubles(LibraryTest):
    def test_behaves(self) -> None:
        ended = self.check("behaves", "--json", "-")
        self.assertEqual(ended.status, 0, ended)
        self.assertFalse(os.path.exists(self.once))

    def test_greets_as_a_child(self) -> None:
        """It is refused, and the other way about."""
        ended = self.check("greets_as_a_child")
        self.assertEqual((ended.status, ended.out), (2, ""), ended)
        self.assertRegex(ended.err, 'does not speak the protocol: .*"library" is missing')
        ended = subprocess.run([PROGRAM, "check", self.child("behaves")[8:]], capture_output=True, timeout=LONGEST)
        self.assertEqual((ended.returncode, ended.stdout), (2, b""), ended)
        self.assertRegex(ended.stderr.decode(), 'does not speak the protocol: .*"protocol" is missing')


class Transcript(unittest.TestCase):
    """The conversation on the page of the formats."""

    def lines(self) -> List[Tuple[str, str]]:
        page = os.path.join(os.path.dirname(LIBRARIES), "..", "..", "spec", "format", "README.md")
        with open(page, encoding="utf-8") as file:
            text = file.read().partition("## Library protocol")[2].partition("\n## ")[0]
        return re.findall(r"(?m)^([<>]) (\{.*\})$", text)

    def test_each_line_is_of_the_schema(self) -> None:
        self.assertGreater(len(self.lines()), 15)
        for _, line in self.lines():
            said = subprocess.run([SCHEMA_CHECK, "library"], input=line.encode(), capture_output=True)
            self.assertEqual((said.returncode, said.stdout), (0, b""), line)

    def test_the_schema_refuses_what_nobody_says(self) -> None:
        for line in ('{"id":1,"does":[{"start":0,"drop":0}]}', '{"id":1,"ended":0}', '{"ended":0,"result":0}'):
            said = subprocess.run([SCHEMA_CHECK, "library"], input=line.encode(), capture_output=True)
            self.assertNotEqual(said.stdout, b"", line)

    def test_it_is_what_the_library_says(self) -> None:
        program = os.path.join(os.path.dirname(PROGRAM), "libraries", "try_join_all")
        if not os.path.exists(program):
            self.skipTest("rust:try_join_all was not built")
        told = "".join(line + "\n" for who, line in self.lines() if who == ">")
        said = subprocess.run([program], input=told, capture_output=True, text=True, timeout=LONGEST).stdout
        answers = [json.loads(line) for line in said.splitlines()]
        answers[0]["hello"]["version"] = "0.3.21"
        self.assertEqual(answers, [json.loads(line) for who, line in self.lines() if who == "<"])


class Shipped(unittest.TestCase):
    """The libraries in Rust, Java and Go, each where it was built."""

    def lint(self, name: str) -> Any:
        ended = subprocess.run([PROGRAM, "lint-adapter", name], capture_output=True, timeout=LONGEST)
        if b"was not found when gathercheck was built" in ended.stderr:
            self.skipTest("%s was not built" % name)
        return ended

    def test_nothing_is_to_mend_in_them(self) -> None:
        for name in SHIPPED:
            with self.subTest(name):
                ended = self.lint(name)
                self.assertEqual(ended.returncode, 0, ended.stdout.decode())


class Names(unittest.TestCase):
    def test_every_library_is_tested(self) -> None:
        with open(os.path.abspath(__file__)) as file:
            text = file.read()
        for name in os.listdir(LIBRARIES):
            if name.endswith(".py") and name != "library.py":
                self.assertIn('"%s"' % name[:-3], text)


if __name__ == "__main__":
    unittest.main()
