# SPDX-License-Identifier: MIT
"""Children that misbehave: what each of them costs, what is told of it, and what is left behind.

Each is a program in the folder children, named by what it does, once; the one that is started in its
place behaves. GATHERCHECK names the command, GATHERCHECK_SCHEMA_CHECK a program that validates JSON.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any, List, NamedTuple, Tuple

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
SCHEMA_CHECK = os.path.abspath(os.environ["GATHERCHECK_SCHEMA_CHECK"])
CHILDREN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "children")

# A guard against hanging only: nothing here takes so long.
LONGEST = 120

# The example of RUN-1 and these random scenarios.
CASES = 12

# Milliseconds. A child must have greeted within the short one, beside whatever else the machine does.
SHORT, LONG = 1_500, 30_000


class Ended(NamedTuple):
    """What became of a run of the command."""

    status: int
    out: str
    err: str


class ChildTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.once = os.path.join(self.folder, "once")

    def child(self, name: str) -> str:
        """An adapter: a child that misbehaves."""
        words = (sys.executable, os.path.join(CHILDREN, name + ".py"), self.once)
        return " ".join("'%s'" % word for word in words)

    def command(self, name: str, *further: str, patience: int = LONG, cases: int = CASES) -> List[str]:
        limits = ["--rule", "RUN-1", "--cases", str(cases), "--reach", "0", "--patience", str(patience)]
        return [PROGRAM, "check", self.child(name), *limits, *further]

    def check(self, name: str, *further: str, patience: int = LONG, **limits: int) -> Ended:
        """A run of the suite, after which no process is left."""
        ended = subprocess.run(
            self.command(name, *further, patience=patience, **limits), capture_output=True, timeout=LONGEST
        )
        self.assertEqual(self.left(), [], "processes that the child has left")
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def left(self) -> List[str]:
        """The processes of this test that still run: each has the folder's name in its command."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open("/proc/%s/cmdline" % pid) as file:
                    words = file.read()
            except OSError:
                continue
            if self.once in words and PROGRAM not in words:
                found.append(pid)
        return found

    def valid(self, report: bytes) -> Any:
        """A report that its schema allows, read."""
        said = subprocess.run([SCHEMA_CHECK, "report"], input=report, capture_output=True)
        self.assertEqual((said.returncode, said.stdout), (0, b""))
        return json.loads(report)


class Trouble(NamedTuple):
    """What is told of a child: the kind, and a pattern that fits no other child of its kind."""

    kind: str
    says: str
    patience: int = LONG
    shows_errors: bool = True


TROUBLES = {
    "exits": Trouble("exit", r"^its process ended with status 3; its"),
    "exits_with_success": Trouble("exit", r"^its process ended with status 0; its"),
    "dies_within_a_line": Trouble("exit", r"^its process ended with status 0; it has begun the line .*tra"),
    "forks": Trouble("exit", r"^its process ended with status 4; another process holds its output open"),
    "crashes": Trouble("signal", r"^killed by signal 11 \(Segmentation fault\)"),
    "is_killed": Trouble("signal", r"^killed by signal 9 \(Killed\)"),
    "hangs": Trouble("timeout", r"^no answer within 1500 ms; its process sleeps; its standard error ends with:\nchild", SHORT),
    "loops": Trouble("timeout", r"^no answer within 1500 ms; its process is busy; its standard error ends with:\nchild", SHORT),
    "stops_itself": Trouble("timeout", r"^no answer within 1500 ms; its process is stopped; its", SHORT),
    "hangs_within_a_line": Trouble("timeout", r"^no answer within 1500 ms; .*it has begun the line .*tra", SHORT),
    "closes_input": Trouble("timeout", r"^no answer within 1500 ms; .*it has closed its input", SHORT),
    "closes_output": Trouble("timeout", r"^it closed its output but runs on"),
    "floods_standard_error_for_ever": Trouble(
        "timeout", r"^no answer within 1500 ms; .*of more than \d+ MiB, ends with:\n", SHORT, shows_errors=False
    ),
    "prints_garbage": Trouble("garbage", r"the answer was: .debug: "),
    "prints_invalid_utf_8": Trouble("garbage", r"(?i)utf-8"),
    "floods_without_newline": Trouble("garbage", r"^a line of more than 64 MiB"),
    "floods_lines": Trouble("garbage", r"the answer was: .x"),
    "answers_twice": Trouble("garbage", r"expected the id 4, found 3, a request that was answered already"),
    "answers_out_of_turn": Trouble("garbage", r"expected the id 3, found 4, a request whose turn has not come"),
    "answers_nobody": Trouble("garbage", r"expected the id 3, found 1003, a request that nobody has made"),
    "answers_without_id": Trouble("garbage", r'"id" is missing'),
    "answers_with_wrong_types": Trouble("garbage", r"expected an object, found "),
    "answers_at_length": Trouble("garbage", r"expected at most 4194304 bytes, found 5"),
    "nests_deeply": Trouble("garbage", r"(?i)nested"),
    "greets_twice": Trouble("garbage", r"it greets a second time"),
    "parts_early": Trouble("garbage", r"it says good-bye before it was asked to"),
    "traces_another_scenario": Trouble("garbage", r"^the trace of another scenario: "),
    "traces_another_edition": Trouble("garbage", r"^a trace of edition 3.9, from one who greeted as 3.13"),
    "traces_nonsense": Trouble("garbage", r"^not a trace: .*flies", shows_errors=False),
    "finds_no_rest": Trouble("limit", r"^the run did not come to rest", shows_errors=False),
    "refuses": Trouble("refused", r"^not on a Saturday$", shows_errors=False),
}


class Troubles(ChildTest):
    """Each costs one scenario, is told apart, and the run goes on with a fresh process."""

    CASES = CASES
    JOBS: Tuple[str, ...] = ()

    def told(self, name: str) -> str:
        """What the report says of a child, and nothing else of the run is amiss."""
        patience = TROUBLES[name].patience
        ended = self.check(name, "--json", "-", *self.JOBS, patience=patience, cases=self.CASES)
        self.assertEqual(ended.status, 2, ended)
        report = self.valid(ended.out.encode())
        self.assertEqual(report["trouble"]["count"], 1, report["trouble"])
        self.assertEqual((report["generated"], report["judged"]), (self.CASES + 1, self.CASES))
        trouble = report["trouble"]["examples"][0]
        self.assertEqual(trouble["kind"], TROUBLES[name].kind, trouble)
        if TROUBLES[name].shows_errors:
            self.assertIn("; its standard error ends with:\nchild: now it comes", trouble["what"])
        self.assertNotIn("\x1b", trouble["what"])
        os.remove(self.once)
        what: str = trouble["what"]
        return what

    def test_each_is_told_apart(self) -> None:
        told = {}
        for name in TROUBLES:
            with self.subTest(name):
                told[name] = self.told(name)
        for name, trouble in TROUBLES.items():
            fitting = [other for other, what in told.items() if re.search(trouble.says, what)]
            self.assertEqual(fitting, [name], told.get(name))


class TroublesOfOneOfSeveral(Troubles):
    """The same where three run at the same time, of which one misbehaves."""

    CASES = 40
    JOBS = ("--jobs", "3")

    def test_several_are_started(self) -> None:
        ended = self.check("counts_its_starts", *self.JOBS, cases=self.CASES)
        self.assertEqual(ended.status, 0, ended)
        with open(self.once) as file:
            self.assertEqual(file.read(), "started\n" * 3)

    def test_few_scenarios_are_no_reason_to_start_more(self) -> None:
        self.check("counts_its_starts", *self.JOBS, cases=3)
        with open(self.once) as file:
            self.assertEqual(file.read(), "started\n")

    def test_one_is_another(self) -> None:
        ended = self.check("is_another_each_time", *self.JOBS, cases=self.CASES)
        self.assertEqual(ended.status, 2)
        self.assertIn("was started once more and says that it is another implementation", ended.out)


class NoTroubles(ChildTest):
    """What is unusual, and nobody's fault."""

    def judged(self, name: str) -> None:
        ended = self.check(name, "--json", "-")
        report = self.valid(ended.out.encode())
        self.assertEqual((ended.status, report["trouble"]["count"]), (0, 0), ended)
        self.assertEqual(report["judged"], CASES + 1)
        self.assertTrue(os.path.exists(self.once))

    def test_writes_byte_by_byte(self) -> None:
        self.judged("writes_byte_by_byte")

    def test_delays(self) -> None:
        self.judged("delays")

    def test_floods_standard_error(self) -> None:
        self.judged("floods_standard_error")

    def test_forks_away(self) -> None:
        self.judged("forks_away")

    def test_ignores_the_end(self) -> None:
        started = time.monotonic()
        self.judged("ignores_the_end")
        self.assertLess(time.monotonic() - started, 30)


class NoChild(ChildTest):
    """Who does not greet as the protocol says is no implementation: nothing is run."""

    def refused(self, name: str, says: str, patience: int = LONG) -> None:
        ended = self.check(name, patience=patience)
        self.assertEqual((ended.status, ended.out), (2, ""), ended)
        self.assertRegex(ended.err, says)

    def test_dies_at_once(self) -> None:
        says = "did not greet: its process ended with status 7; its (.|\n)*child: no such library"
        self.refused("dies_at_once", says)

    def test_dies_before_hello(self) -> None:
        says = "did not greet: killed by signal 9 (.|\n)*child: out of memory"
        self.refused("dies_before_hello", says)

    def test_hangs_before_hello(self) -> None:
        says = "did not greet: no answer within 1500 ms(.|\n)*child: waiting for the network"
        self.refused("hangs_before_hello", says, SHORT)

    def test_greets_with_garbage(self) -> None:
        self.refused("greets_with_garbage", "does not speak the protocol: .*; it said: .Welcome! ")

    def test_greets_in_another_version(self) -> None:
        says = "hello.protocol: expected format version 1, found 2(.|\n)*I am from the future"
        self.refused("greets_in_another_version", says)

    def test_greets_with_unknown_capability(self) -> None:
        says = r'hello.capabilities\[1\]: expected a capability of spec/README.md, found "telepathy"'
        self.refused("greets_with_unknown_capability", says)

    def test_greets_with_wrong_types(self) -> None:
        self.refused("greets_with_wrong_types", "hello.name: expected a text")

    def test_becomes_another(self) -> None:
        """What was judged before stays."""
        ended = self.check("becomes_another", "--json", "-")
        self.assertEqual(ended.status, 2)
        report = self.valid(ended.out.encode())
        self.assertIn("says now that it is another implementation", report["gone"])
        self.assertEqual((report["judged"], report["trouble"]["count"]), (2, 1))


class Interruption(ChildTest):
    """Ctrl-C, and a reader that goes away."""

    def until_it_misbehaves(self) -> None:
        deadline = time.monotonic() + LONGEST
        while not os.path.exists(self.once):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        time.sleep(0.1)

    def interrupted(self, name: str, how: int, *further: str) -> Ended:
        command = self.command(name, *further, patience=3_600_000, cases=10**8)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            self.until_it_misbehaves()
            process.send_signal(how)
            out, err = process.communicate(timeout=LONGEST)
        finally:
            process.kill()
            process.wait()
        self.assertEqual(self.left(), [])
        return Ended(process.returncode, out.decode(), err.decode())

    def partial(self, name: str, how: int, jobs: str = "1") -> Any:
        """The report of a run that was interrupted, which is valid and says so."""
        path = os.path.join(self.folder, "report.json")
        ended = self.interrupted(name, how, "--json", path, "--jobs", jobs)
        self.assertEqual(ended.status, 130, ended)
        self.assertIn("; interrupted", ended.out)
        with open(path, "rb") as file:
            report = self.valid(file.read())
        self.assertTrue(report["interrupted"])
        return report

    def test_of_one_that_behaves(self) -> None:
        for how, jobs in ((signal.SIGINT, "1"), (signal.SIGTERM, "1"), (signal.SIGINT, "3")):
            report = self.partial("delays", how, jobs)
            self.assertGreater(report["judged"], 0)
            self.assertEqual(report["trouble"]["count"], 0)
            os.remove(self.once)

    def test_of_one_that_hangs(self) -> None:
        for name in ("hangs", "loops", "stops_itself", "closes_input", "ignores_the_end"):
            for jobs in ("1", "3"):
                self.partial(name, signal.SIGINT, jobs)
                os.remove(self.once)

    def test_of_one_that_floods(self) -> None:
        self.partial("floods_standard_error_for_ever", signal.SIGTERM)

    def test_of_one_that_leaves_a_process(self) -> None:
        self.partial("forks_away", signal.SIGINT)

    def test_nobody_reads_what_is_printed(self) -> None:
        """As with `gathercheck check ... | head -1`."""
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = subprocess.run(
                self.command("delays"), stdout=writer, stderr=subprocess.PIPE, timeout=LONGEST
            )
        finally:
            os.close(writer)
        self.assertEqual(ended.returncode, 2)
        self.assertIn(b"standard output: cannot be written", ended.stderr)
        self.assertEqual(self.left(), [])


class Names(unittest.TestCase):
    def test_every_child_is_tested(self) -> None:
        with open(os.path.abspath(__file__)) as file:
            text = file.read()
        for name in os.listdir(CHILDREN):
            if name.endswith(".py") and name != "conversation.py":
                self.assertIn('"%s"' % name[:-3], text)


if __name__ == "__main__":
    unittest.main()
