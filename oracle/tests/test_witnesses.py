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
from tests.support import ORACLE, Json, compact, coroutine, gather, scenario, task, thing
from tests.throughput import scenarios

FAILURE: Json = {"raise": "ValueError"}

CYCLE = scenario(
    [task("a", {"await": "b"}), task("b", {"await": "a"})],
    [{"create": "a"}, {"create": "b"}, {"sleep": 1}, {"cancel": "a"}],
)
SAMPLE = scenarios(200)

# Of the Python dialect: what it does is the same in every edition but for a text.
PYTHON: Json = {
    **scenario(
        [thing("x", "equal"), thing("y", "equal"), thing("n", "number"), coroutine("a", FAILURE)]
        + [gather("g", "a", "x", "y"), gather("h", "n")],
        [{"gather": "h"}, {"gather": "g"}, {"sleep": 1}, {"forget": "g"}, {"sleep": 1}]
        + [{"note": "alive", "of": "g"}],
    ),
    "python": {"runner": "run", "factory": True},
}
STORY = ["factory main", "is n", "is x", "is y", "factory a", "factory x", "await x", "logged g"]
STORY += ["forgotten g", "alive g"]

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
    """One conversation with one witness: who it is, the traces of the sample, a run of the Python
    dialect, and a run that does not come to an end between two that do."""

    def __init__(self, command: List[str]) -> None:
        runs = SAMPLE + [PYTHON, CYCLE, SAMPLE[0]]
        requests: List[Json] = [{"hello": {"protocol": 1}}]
        requests += [{"id": i, "run": run} for i, run in enumerate(runs)]
        greeting, *lines = answers(command, requests)
        self.hello: Json = json.loads(greeting)["hello"]
        self.sample = [trace(line) for line in lines[: len(SAMPLE)]]
        self.python: Json = json.loads(lines[-3])
        self.endless: Json = json.loads(lines[-2])
        self.last = trace(lines[-1])


def trace(line: str) -> str:
    """The trace in an answer."""
    return line[line.index('"trace"') + len('"trace":') : -1]


def story(answer: Json) -> List[str]:
    """What a run of the Python dialect noted, of whom, and what asyncio said, but for options."""
    events = answer["trace"]["events"]
    notes = [
        event for event in events if event["event"] in ("noted", "logged") and event["of"] != "loop"
    ]
    return ["%s %s" % (event.get("what", event["event"]), event["of"]) for event in notes]


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

    def test_it_speaks_the_python_dialect(self) -> None:
        self.assertEqual(story(self.told.python), STORY)

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

    def test_it_does_not_speak_the_python_dialect(self) -> None:
        self.assertNotIn("all", self.told.hello["capabilities"])
        self.assertNotIn("python", self.told.hello["capabilities"])
        self.assertIn("needs a loop of asyncio's own", self.told.python["trouble"])

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

    def test_it_speaks_the_python_dialect(self) -> None:
        self.assertEqual(story(self.told.python), STORY)

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
