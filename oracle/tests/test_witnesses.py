# SPDX-License-Identifier: MIT
"""The other witnesses: PyPy, uvloop, and CPython in WebAssembly. Skipped where not installed."""

import json
import os
import shutil
import subprocess
import sys
import unittest
from typing import List

from tests.check import complaints
from tests.support import ORACLE, Json, compact, scenario, task
from tests.throughput import scenarios

CYCLE = scenario(
    [task("a", {"await": "b"}), task("b", {"await": "a"})],
    [{"create": "a"}, {"create": "b"}, {"sleep": 1}, {"cancel": "a"}],
)
SAMPLE = scenarios(200)

# A guard against hanging only.
LONGEST = 120


def answers(command: List[str], requests: List[Json]) -> List[str]:
    """What a child says, a line for each request."""
    done = subprocess.run(
        command,
        input="".join(compact(request) + "\n" for request in requests).encode(),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ORACLE},
        timeout=LONGEST,
        check=True,
    )
    return done.stdout.decode().splitlines()


def succeeds(*command: str) -> bool:
    """Whether a command can be run and ends well."""
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


class Conversation:
    """One conversation with one witness: who it is, the traces of the sample, and a run that does
    not come to an end between two that do."""

    def __init__(self, command: List[str]) -> None:
        runs = SAMPLE + [CYCLE, SAMPLE[0]]
        requests: List[Json] = [{"hello": {"protocol": 1}}]
        requests += [{"id": i, "run": run} for i, run in enumerate(runs)]
        greeting, *lines = answers(command, requests)
        self.hello: Json = json.loads(greeting)["hello"]
        self.sample = [trace(line) for line in lines[: len(SAMPLE)]]
        self.endless: Json = json.loads(lines[-2])
        self.last = trace(lines[-1])


def trace(line: str) -> str:
    """The trace in an answer."""
    return line[line.index('"trace"') + len('"trace":') : -1]


class PyPy(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        pypy = shutil.which("pypy3")
        if pypy is None:
            raise unittest.SkipTest("no pypy3 on PATH")
        cls.told = Conversation([pypy, "-m", "gather_oracle"])

    def test_it_says_who_it_is(self) -> None:
        self.assertEqual(self.told.hello["name"], "PyPy")

    def test_its_traces_have_the_form_of_traces(self) -> None:
        self.assertEqual([each for text in self.told.sample for each in complaints(text)], [])

    def test_what_is_endless_is_trouble_and_no_more(self) -> None:
        self.assertIn("did not come to an end", self.told.endless["trouble"])
        self.assertEqual(self.told.last, self.told.sample[0])


class UvLoop(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folders = os.environ.get("PATH", "").split(os.pathsep)
        pythons = [sys.executable] + [os.path.join(folder, "python3") for folder in folders]
        cls.python = next((each for each in pythons if succeeds(each, "-c", "import uvloop")), "")
        if not cls.python:
            raise unittest.SkipTest("no python3 on PATH has uvloop")
        cls.told = Conversation([cls.python, "-m", "gather_oracle", "--uvloop"])

    def test_it_says_who_it_is(self) -> None:
        self.assertEqual(self.told.hello["name"], "uvloop")
        self.assertRegex(self.told.hello["version"], r"^\d+\.\d+\.\d+ on CPython 3\.\d+\.\d+$")

    def test_it_does_what_the_loop_of_the_same_python_does(self) -> None:
        other = Conversation([self.python, "-m", "gather_oracle"])
        self.assertEqual(other.hello["name"], "CPython")
        self.assertEqual(self.told.sample, other.sample)

    def test_what_is_endless_is_trouble_and_no_more(self) -> None:
        self.assertIn("did not come to an end", self.told.endless["trouble"])
        self.assertEqual(self.told.last, self.told.sample[0])


class UvLoopMissing(unittest.TestCase):
    def test_a_python_without_uvloop_says_so(self) -> None:
        # -S leaves out the folders where uvloop could be.
        command = [sys.executable, "-S", "-m", "gather_oracle", "--uvloop"]
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": ORACLE},
        )
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertTrue(done.stderr.startswith(b"gather_oracle: no uvloop in "), done.stderr)


class Pyodide(unittest.TestCase):
    driver = os.path.join(ORACLE, "pyodide.cjs")

    @classmethod
    def setUpClass(cls) -> None:
        if not succeeds("node", cls.driver, "--find"):
            raise unittest.SkipTest("no Node.js on PATH, or no npm package pyodide")
        cls.told = Conversation(["node", cls.driver])

    def test_it_says_who_it_is(self) -> None:
        self.assertEqual((self.told.hello["name"], self.told.hello["edition"]), ("CPython", "3.14"))

    def test_its_traces_have_the_form_of_traces(self) -> None:
        self.assertEqual([each for text in self.told.sample for each in complaints(text)], [])

    def test_what_is_endless_is_trouble_and_no_more(self) -> None:
        self.assertIn("did not come to an end", self.told.endless["trouble"])
        self.assertEqual(self.told.last, self.told.sample[0])


class PyodideMissing(unittest.TestCase):
    def test_a_folder_without_pyodide_is_named(self) -> None:
        if not succeeds("node", "--version"):
            self.skipTest("no Node.js on PATH")
        done = subprocess.run(
            ["node", Pyodide.driver],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "GATHERCHECK_PYODIDE": "/nowhere", "NODE_PATH": ""},
        )
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"pyodide was not found from /nowhere\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
