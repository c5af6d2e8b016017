# SPDX-License-Identifier: MIT
"""The command gathercheck, from outside: what it prints, how it ends, and what it leaves behind.

GATHERCHECK names the program.
"""

import contextlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any, Iterator, List, NamedTuple, Optional
from unittest import mock

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
HERE = os.path.dirname(os.path.abspath(__file__))
TRACES = os.path.join(HERE, "..", "..", "spec", "test", "traces")
FAKE_CHILD = os.path.join(HERE, "fake_child.py")
COMMANDS = ("rules", "run", "check", "judge", "compare", "claims", "explain", "matrix", "mutants", "report", "semantics", "serve", "oracle")

# A guard against hanging only: nothing here takes so long.
LONGEST = 120

SCENARIO = {
    "scenario": 1,
    "awaitables": [
        {"name": "a", "kind": "coroutine", "script": [{"sleep": 1}, {"raise": "ValueError"}]},
        {"name": "b", "kind": "coroutine", "script": [{"sleep": 2}, {"return": 2}]},
        {"name": "g", "kind": "gather", "of": ["a", "b"]},
    ],
    "main": {"script": [{"gather": "g"}, {"await": "g", "catch": True}, {"sleep": 3}]},
}


class Ended(NamedTuple):
    """What became of a run of the program."""

    status: int
    out: str
    err: str
    memory: int  # at most, in KiB


def start(*arguments: str, **others: Any) -> "subprocess.Popen[bytes]":
    """The program, running."""
    return subprocess.Popen(
        [PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others
    )


def command(*arguments: str, stdin: bytes = b"", stdout: Optional[Any] = None) -> Ended:
    """The program, run to its end."""
    with contextlib.ExitStack() as files:
        given, out, err = (files.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen(
            [PROGRAM, *arguments], stdin=given, stdout=stdout or out, stderr=err
        )
        status, memory = wait(process)
        out.seek(0)
        err.seek(0)
        return Ended(status, out.read().decode(), err.read().decode(), memory)


def wait(process: "subprocess.Popen[bytes]") -> "tuple[int, int]":
    """The exit status, negative for a signal, and the most memory in KiB. Kills what hangs."""
    deadline = time.monotonic() + LONGEST
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            ended = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
            process.returncode = ended
            return ended, usage.ru_maxrss
        if time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise AssertionError("%s hangs" % process.args)
        time.sleep(0.005)


def python_child(*arguments: str) -> str:
    """An adapter: the fake child, told how to misbehave."""
    return " ".join("'%s'" % word for word in (sys.executable, FAKE_CHILD, *arguments))


class CommandTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def file(self, content: Any, name: str = "input.json") -> str:
        """A file with these bytes, this text, or this as JSON."""
        if isinstance(content, str):
            content = content.encode()
        elif not isinstance(content, bytes):
            content = json.dumps(content).encode()
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def good(self, *arguments: str, stdin: bytes = b"") -> str:
        """The output of a command that succeeds."""
        ended = command(*arguments, stdin=stdin)
        self.assertEqual(ended.status, 0, ended)
        return ended.out

    def refused(self, *arguments: str, says: str, stdin: bytes = b"", shows: str = "") -> Ended:
        """What became of a command that must end with status 2 and one clear paragraph."""
        ended = command(*arguments, stdin=stdin)
        self.assertEqual((ended.status, ended.out), (2, shows), ended)
        self.assertTrue(ended.err.startswith("gathercheck: "), ended.err)
        self.assertIn(says, ended.err)
        self.assertNotIn("\n\n", ended.err)
        self.assertLess(len(ended.err), 5000)
        self.assertFalse([c for c in ended.err if c < " " and c != "\n"], ended.err)
        return ended

    def trace(self) -> Any:
        """The reference's trace of SCENARIO."""
        return json.loads(self.good("run", self.file(SCENARIO)))

    def falsified(self) -> Any:
        """What CPython did with the example of ERR-1, had its failure come out of gather late."""
        with open(os.path.join(TRACES, "err-1.json")) as file:
            trace = json.load(file)
        awaited = next(e for e in trace["events"] if e["event"] == "awaited")
        awaited["t"] += 4
        return trace


class Help(CommandTest):
    def test_version(self) -> None:
        self.assertRegex(self.good("--version"), r"^gathercheck \d+\.\d+\.\d+\n$")

    def test_help_lists_the_commands_and_the_exit_statuses(self) -> None:
        told = self.good("--help")
        for word in (*COMMANDS, "Exit status"):
            self.assertIn(word, told)

    def test_every_command_has_help(self) -> None:
        for name in COMMANDS:
            self.assertIn("Usage: ", self.good(name, "--help"))


class Usage(CommandTest):
    def test_no_command(self) -> None:
        self.refused(says="expected a command, found none")

    def test_unknown_command(self) -> None:
        self.assertIn("hint: ", self.refused("chekc", says="chekc").err)

    def test_unknown_option(self) -> None:
        for name in COMMANDS:
            files = [self.file(SCENARIO)] if name == "run" else []
            self.refused(name, *files, "--bogus", says="--bogus")

    def test_option_without_value(self) -> None:
        self.refused("check", "--cases", says="--cases")
        self.refused("run", says="scenario")

    def test_number_that_is_none(self) -> None:
        for number in ("abc", "-5", "1.5", "1e3", " 7", "99999999999999999999"):
            wanted = 'expected a whole number from 0 to 18446744073709551615, found "%s"' % number
            self.refused("check", "--cases=" + number, says=wanted)
            self.refused("compare", "--seed", number, says="--seed: expected")
        self.refused("check", "--patience", "0", says="--patience: expected a whole number from 1")
        self.refused("compare", "--jobs", "0", says="--jobs: expected a whole number from 1 to 256")

    def test_unknown_colour(self) -> None:
        self.refused("--color", "pink", "rules", says="pink")

    def test_unknown_rule(self) -> None:
        for name in ("check", "judge"):
            self.refused(name, "--rule", "NO-1", says='there is no rule "NO-1"')
        self.refused("rules", "NO-1", says='there is no rule "NO-1"')

    def test_rule_takes_one_value(self) -> None:
        self.refused("check", "--rule", self.rule(), "bogus", says='program "bogus" is not on PATH')

    def rule(self) -> str:
        identifier: str = json.loads(self.good("rules", "--json"))[0]["id"]
        return identifier

    def test_unknown_profile(self) -> None:
        for name in ("rules", "check", "judge"):
            said = self.refused(name, "--profile", "no", says='there is no profile "no"').err
            self.assertIn("there are values, cancellation", said)

    def test_unknown_edition(self) -> None:
        for edition in ("2.7", "3.7", "3.15", "3.08", "3", "new"):
            self.refused("check", "--edition", edition, says='there is no edition "%s"' % edition)
        self.refused("check", "reference:2.7", says='the reference has no edition "2.7"')


class Adapters(CommandTest):
    def test_unknown_adapter(self) -> None:
        said = self.refused("check", "nobody-has-this", says="is not on PATH").err
        self.assertIn("hint: an implementation is", said)
        self.refused("compare", "nobody-has-this", says="is not on PATH")

    def test_empty_adapter(self) -> None:
        for name in ("", " ", "''"):
            self.refused("check", name, says="expected an implementation, found")

    def test_open_quote(self) -> None:
        self.refused("check", "'a b", says="a quote that does not end")

    def test_program_that_does_not_exist(self) -> None:
        self.refused("check", self.path("missing"), says="No such file or directory")

    def test_program_that_is_a_folder(self) -> None:
        self.refused("check", self.folder, says="cannot be started")

    def test_python_that_does_not_exist(self) -> None:
        missing = self.path("python")
        self.refused("check", "python:" + missing, says='there is no program "%s"' % missing)
        self.refused("check", "python:3.99", says="Python 3.99 was found neither on PATH")

    def test_witness_that_is_not_installed(self) -> None:
        self.refused("check", "pypy:3.99", says="PyPy was not found on PATH as pypy3.99")
        without_uvloop = self.program("python3", "echo 'gather_oracle: no uvloop' >&2; exit 2")
        said = self.refused("check", "uvloop:" + without_uvloop, says="did not greet").err
        self.assertIn("gather_oracle: no uvloop", said)
        with mock.patch.dict(os.environ, PATH=self.folder):
            self.refused("check", "pypy", says="PyPy was not found on PATH as pypy3;")
            self.refused("check", "pyodide", says="Node.js was not found on PATH as node")
            said = self.refused("check", "uvloop", says="uvloop was not found in any python3").err
        self.assertIn("tried last: ", said)
        self.assertIn("gather_oracle: no uvloop", said)

    def test_uvloop_is_looked_for_in_every_python3_on_path(self) -> None:
        hello = {"protocol": 1, "name": "uvloop", "version": "1", "language": "Python"}
        hello.update(edition="3.11", capabilities=["all"])
        names = [{"name": "main", "kind": "task"}]
        names += [{"name": each["name"], "kind": each["kind"]} for each in SCENARIO["awaitables"]]
        trace = {"trace": 1, "edition": "3.11", "awaitables": names, "events": [], "end": "idle"}
        answers = [json.dumps({"hello": hello}), '{"id":1,"trace":%s}' % json.dumps(trace)]
        folders = [os.path.dirname(self.program("python3", "exit 2", folder="first"))]
        talk = "".join("read line; echo '%s'\n" % answer for answer in answers)
        second = self.program("python3", '[ "$3" = --uvloop ] || exit 3\n' + talk, folder="second")
        folders += [os.path.dirname(second)]
        with mock.patch.dict(os.environ, PATH=os.pathsep.join(folders)):
            told = self.good("run", "--adapter", "uvloop", self.file(SCENARIO))
        self.assertEqual(json.loads(told), trace)

    def program(self, name: str, script: str, folder: str = ".") -> str:
        """A program that is a script of the shell."""
        os.makedirs(self.path(folder), exist_ok=True)
        path = self.file("#!/bin/sh\n" + script, os.path.join(folder, name))
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return path

    def test_python_that_is_too_old(self) -> None:
        complaint = "this is Python 3.6, and the witness needs Python 3.8 or newer."
        old = self.program("python3.6", "echo 'gather_oracle: %s' >&2\nexit 2\n" % complaint)
        said = self.refused("check", "python:" + old, says=complaint).err
        self.assertIn("did not greet: its process ended with status 2", said)


class Children(CommandTest):
    """Children that never do what they should; test_children.py has those that misbehave once."""

    def check(self, *arguments: str, cases: int = 4, patience: int = 30_000) -> Ended:
        limits = ["--rule", "RUN-1", "--cases", str(cases), "--reach", "0", "--patience", str(patience)]
        return command("check", python_child(*arguments), *limits)

    def test_a_refusal_is_listed(self) -> None:
        ended = self.check("refuse", "1")
        self.assertEqual(ended.status, 2)
        self.assertIn("harness trouble in 5 scenarios (no verdicts)", ended.out)
        self.assertIn("refused: not today", ended.out)

    def test_children_that_never_answer_end_the_run(self) -> None:
        says = "was started again and again and never answered a request"
        for way in ("exit", "garbage"):
            ended = self.check(way, "1", cases=200)
            self.assertEqual((ended.status, ended.out), (2, ""))
            self.assertIn(says, ended.err)
        ended = self.check("hang", "1", cases=200, patience=2_000)
        self.assertEqual((ended.status, ended.out), (2, ""))
        self.assertIn(says, ended.err)

    def test_a_child_that_does_not_come_back_ends_the_run(self) -> None:
        ended = self.check("not_again", "10", self.path("once"), cases=200)
        self.assertEqual(ended.status, 2)
        self.assertIn(": 9 judged, 1 in trouble", ended.out)
        self.assertRegex(ended.out, 'stopped before its end: ".*" did not greet: its process ended')

    def test_run_tells_the_scenario(self) -> None:
        path = self.file(SCENARIO)
        says = "%s: exit: its process ended with status 3" % path
        self.refused("run", path, "--adapter", python_child("exit", "1"), says=says)

    def test_compare_lists_trouble(self) -> None:
        child = python_child("refuse", "1")
        ended = command("compare", child, "reference", "--cases", "3")
        self.assertEqual(ended.status, 2)
        self.assertIn("3 in trouble", ended.out)


class Inputs(CommandTest):
    """Files that are not what they should be."""

    def both(self, content: Any, says: str) -> None:
        """Neither `run` nor `judge` takes the file."""
        path = self.file(content)
        for name in ("run", "judge"):
            said = self.refused(name, path, says=path).err
            self.assertIn(says, said)

    def test_missing(self) -> None:
        for name in ("run", "judge"):
            missing = self.path("missing")
            self.refused(name, missing, says=missing + ": cannot be read: No such file")

    def test_unreadable(self) -> None:
        memory = "/proc/self/mem"
        if not os.path.exists(memory):
            self.skipTest("needs a file that opens and cannot be read")
        for name in ("run", "judge"):
            self.refused(name, memory, says=memory + ": cannot be read: ")

    def test_folder(self) -> None:
        for name in ("run", "judge"):
            self.refused(name, self.folder, says="expected a file, found a folder")

    def test_empty(self) -> None:
        for content in (b"", b" \n\n \n"):
            self.both(content, "expected")
        self.refused("judge", says="standard input: expected traces", stdin=b"")
        self.refused("run", "-", says="standard input: expected a JSON document", stdin=b"")

    def test_truncated(self) -> None:
        self.both(json.dumps(SCENARIO)[:-1], "unexpected end of input")
        self.both(json.dumps(self.trace())[:-1], "unexpected end of input")

    def test_wrong_type(self) -> None:
        for content in ([], 1, "x", None, True):
            self.both(json.dumps(content), "expected an object, found ")
        self.refused("run", self.file({**SCENARIO, "main": 3}), says="main: expected an object")
        trace = {**self.trace(), "events": {}}
        self.refused("judge", self.file(trace), says="line 1: events: expected an array, found {}")

    def test_wrong_version(self) -> None:
        for version in (2, "1", 1.0, None, True):
            scenario = self.file({**SCENARIO, "scenario": version})
            self.refused("run", scenario, says="scenario: expected format version 1, found ")
            trace = self.file({"trace": version, "future": "unknown"})
            self.refused("judge", trace, says="trace: expected format version 1, found ")

    def test_the_other_format(self) -> None:
        self.refused("run", self.file(self.trace()), says='"scenario" is missing')
        self.refused("judge", self.file(SCENARIO), says='"trace" is missing')

    def test_the_line_of_a_bad_trace_is_told(self) -> None:
        trace = json.dumps(self.trace())
        says = "line 3: edition: expected an edition"
        bad = trace.replace('"3.14"', '"2.7"')
        self.refused("judge", self.file("\n".join([trace, trace, bad])), says=says)

    def test_a_trace_of_gathers_that_cannot_be_is_refused(self) -> None:
        def judged(says: str, *calls: Any) -> None:
            names = [{"name": "main", "kind": "task"}, {"name": "a", "kind": "coroutine"}]
            names += [{"name": name, "kind": "gather"} for name in sorted({of for of, _ in calls} - {"a"} | {"g"})]
            events = [
                {"t": 0, "turn": 0, "event": "gather", "of": of, "by": "main", "children": children,
                 "return_exceptions": False, "done": False}
                for of, children in calls
            ]  # fmt: skip
            trace = {"trace": 1, "edition": "3.13", "awaitables": names, "events": events, "end": "idle"}
            self.refused("judge", stdin=json.dumps(trace).encode(), says=says)

        exists = "a coroutine, task, future or gather that exists already"
        judged(exists, ("g", ["g"]))
        judged(exists, ("g", ["h"]), ("h", ["g"]))
        judged(exists, ("g", ["main"]))
        judged("the name of a gather", ("a", []))
        judged('the gather "g" was called before', ("g", ["a"]), ("g", []))
        tower = [("g0", ["a"])] + [("g%d" % i, ["g%d" % (i - 1)] * 2) for i in range(1, 60)]
        judged("expected at most 100000 arguments", *tower)

    def test_nothing_is_judged_before_a_bad_line(self) -> None:
        lines = [json.dumps(self.falsified()), "{}"]
        self.refused("judge", self.file("\n".join(lines)), says="line 2")

    def test_100_megabytes_are_refused_in_little_memory(self) -> None:
        path = self.path("large.json")
        for piece in (b" ", b"[", b'"'):
            with open(path, "wb") as file:
                for _ in range(100):
                    file.write(piece * 1_000_000)
            for name in ("run", "judge"):
                said = self.refused(name, path, says="of at most 4 MiB, found more")
                self.assertLess(said.memory, 200_000)

    def test_nested_deeply(self) -> None:
        for text in ("[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000):
            self.both(text, "nested at most 64 deep")

    def test_binary_garbage(self) -> None:
        self.both(bytes(range(255, -1, -1)) * 8, "expected JSON: ")
        self.both(b"\0" * 100, "expected JSON: ")
        self.both(b"\x1b[31m{}", "expected JSON: ")

    def test_invalid_utf_8(self) -> None:
        self.both(b'{"scenario":1,"about":"\xff\xfe"}', "ill-formed UTF-8 byte")

    def test_byte_order_mark(self) -> None:
        self.both(b"\xef\xbb\xbf" + json.dumps(SCENARIO).encode(), "byte order mark")

    def test_long_keys_and_values_are_shown_in_short(self) -> None:
        self.both(json.dumps({"é" * 100_000: 1, "scenario": 1, "trace": 1}), "unknown key")
        bad = {"scenario": 1, "awaitables": "\n\x1b" * 100_000, "main": {"script": []}}
        self.refused("run", self.file(bad), says="awaitables: expected an array")

    def test_one_bad_file_among_good_ones_runs_none(self) -> None:
        good, bad = self.file(SCENARIO, "good.json"), self.file("{", "bad.json")
        self.refused("run", good, bad, says=bad)


class Outputs(CommandTest):
    def files(self) -> List[str]:
        return sorted(os.listdir(self.folder))

    def check(self, path: str) -> "tuple[str, ...]":
        return ("check", "--cases", "20", "--reach", "0", "--json", path)

    def test_missing_folder(self) -> None:
        path = self.path("missing/report.json")
        self.refused(*self.check(path), says=path + ": cannot be written: No such file")
        child = ("compare", "reference", "reference", "--cases", "5", "--json", path)
        self.refused(*child, says=path + ": cannot be written: No such file")
        self.assertEqual(self.files(), [])

    def test_folder(self) -> None:
        self.refused(*self.check(self.folder), says="cannot be written: it is a folder")
        self.assertEqual(self.files(), [])

    def test_a_run_without_a_report_leaves_no_file(self) -> None:
        path = self.path("report.json")
        child = python_child("exit", "1")
        ended = command("check", child, "--cases", "200", "--json", path)
        self.assertEqual((ended.status, self.files()), (2, []))

    def test_an_old_report_is_replaced_as_a_whole(self) -> None:
        path = self.file("old" * 100_000, "report.json")
        command(*self.check(path))
        with open(path) as file:
            self.assertEqual(json.load(file)["report"], 1)
        self.assertEqual(self.files(), ["report.json"])

    def test_a_full_disk(self) -> None:
        if not os.path.exists("/dev/full"):
            self.skipTest("needs /dev/full")
        ended = command(*self.check("/dev/full"))
        self.assertEqual(ended.status, 2)
        self.assertIn("/dev/full: cannot be written: No space left", ended.err)
        with open("/dev/full", "wb") as full:
            ended = command("rules", "--json", stdout=full)
        self.assertEqual(ended.status, 2)
        self.assertIn("standard output: cannot be written", ended.err)

    def test_a_pipe_stays_a_pipe(self) -> None:
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        process = start(*self.check(pipe))
        with open(pipe, "rb") as reader:
            self.assertEqual(json.load(reader)["kind"], "trial")
        process.communicate(timeout=LONGEST)
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))


class Rules(CommandTest):
    KEYS = ["id", "family", "presupposed", "title", "sentence", "level", "profile", "editions", "changed", "needs", "focus"]

    def setUp(self) -> None:
        super().setUp()
        self.rules = json.loads(self.good("rules", "--json"))

    def test_the_list_names_every_rule(self) -> None:
        lines = self.good("rules").splitlines()
        self.assertEqual([line.split()[0] for line in lines], [rule["id"] for rule in self.rules])

    def test_one_rule_is_shown_with_its_sentence_and_example(self) -> None:
        rule = self.rules[0]
        told = self.good("rules", rule["id"])
        for word in (rule["id"], rule["sentence"], rule["source"], "example:", '"scenario"'):
            self.assertIn(word, told)
        self.assertEqual(self.good("rules", rule["id"].lower()), told)

    def test_json_tells_all_of_a_rule(self) -> None:
        rule = self.rules[0]
        self.assertEqual(list(rule), self.KEYS + ["intent", "source", "example"])
        self.assertEqual(json.loads(self.good("rules", rule["id"], "--json")), [rule])

    def test_a_profile_lists_its_own_rules(self) -> None:
        profile = self.rules[0]["profile"]
        wanted = [rule for rule in self.rules if rule["profile"] == profile]
        told = json.loads(self.good("rules", "--profile", profile, "--json"))
        self.assertEqual(told, wanted)


class Run(CommandTest):
    def test_a_trace_is_one_line(self) -> None:
        told = self.good("run", self.file(SCENARIO))
        self.assertEqual(told.count("\n"), 1)
        self.assertEqual(json.loads(told)["end"], "idle")

    def test_traces_come_in_the_order_of_the_files(self) -> None:
        other = {"scenario": 1, "awaitables": [], "main": {"script": []}}
        files = [self.file(SCENARIO, "1"), self.file(other, "2"), self.file(SCENARIO, "3")]
        lines = self.good("run", *files).splitlines()
        self.assertEqual([len(json.loads(line)["awaitables"]) for line in lines], [4, 1, 4])

    def test_standard_input(self) -> None:
        told = self.good("run", "-", stdin=json.dumps(SCENARIO).encode())
        self.assertEqual(told, self.good("run", self.file(SCENARIO)))

    def test_timeline_is_for_people(self) -> None:
        told = self.good("run", "--timeline", self.file(SCENARIO))
        self.assertIn("ValueError", told)
        self.assertNotIn("{", told)

    def test_an_edition_is_named_in_the_trace(self) -> None:
        path = self.file(SCENARIO)
        for arguments in (("--edition", "3.9"), ("--adapter", "reference:3.9")):
            self.assertEqual(json.loads(self.good("run", path, *arguments))["edition"], "3.9")

    def test_the_reference_is_no_python(self) -> None:
        scenario = self.file({**SCENARIO, "python": {}})
        self.refused("run", scenario, says="the reference is no Python")

    def test_an_edition_is_that_of_the_reference(self) -> None:
        for adapter in ("reference:3.9", "python:" + sys.executable):
            arguments = ("run", self.file(SCENARIO), "--adapter", adapter, "--edition", "3.9")
            self.refused(*arguments, says="has an edition of its own")

    def test_a_run_without_rest_is_trouble_whoever_ran_it(self) -> None:
        chain = [{"at": i, "turn": 1000, "do": [{"observe": "main"}]} for i in range(120)]
        path = self.file({"scenario": 1, "awaitables": [], "main": {"script": []}, "timeline": chain})
        for adapter in ("reference", "python:" + sys.executable):
            ended = command("run", path, "--adapter", adapter)
            self.assertEqual((ended.status, ended.out), (2, ""), adapter)
            self.assertIn("limit: the run did not come to rest", ended.err)

    def test_a_python_is_run(self) -> None:
        told = self.good("run", self.file(SCENARIO), "--adapter", "python:" + sys.executable)
        self.assertEqual(json.loads(told)["edition"], "%d.%d" % sys.version_info[:2])


class Judge(CommandTest):
    def test_a_good_trace_from_a_file_and_from_standard_input(self) -> None:
        text = json.dumps(self.trace())
        told = self.good("judge", self.file(text))
        self.assertRegex(told, r"1 trace, \d+ rules, 0 violated\n$")
        for arguments in (("judge",), ("judge", "-")):
            self.assertEqual(self.good(*arguments, stdin=text.encode()), told)

    def test_blank_lines_do_not_count(self) -> None:
        told = self.good("judge", stdin=b"\n%s\n\n" % json.dumps(self.trace()).encode())
        self.assertIn("1 trace,", told)

    def test_a_falsified_trace_is_found_out(self) -> None:
        lines = [json.dumps(self.trace()), json.dumps(self.falsified())]
        ended = command("judge", self.file("\n".join(lines)))
        self.assertEqual(ended.status, 1, ended)
        self.assertIn("line 2: ERR-1 violated: ", ended.out)
        self.assertNotIn("line 1: ", ended.out)

    def test_a_trace_of_the_python_dialect_is_no_case_for_other_rules(self) -> None:
        trace = {}
        for key, value in self.trace().items():
            trace[key] = value
            if key == "edition":
                trace["python"] = True
        out = self.good("judge", "--profile", "values", self.file(trace))
        self.assertNotIn("holds 1", out)
        self.assertIn("vacuous 1", out)

    def test_quiet_leaves_out_the_rules(self) -> None:
        told = self.good("judge", "--quiet", stdin=json.dumps(self.trace()).encode())
        self.assertEqual(told.count("\n"), 1)

    def test_one_rule(self) -> None:
        rule = json.loads(self.good("rules", "--json"))[0]["id"]
        told = self.good("judge", "--rule", rule, stdin=json.dumps(self.trace()).encode())
        self.assertIn("1 rule", told)


class Check(CommandTest):
    KEYS = "report kind gathercheck implementation adapter edition seed exhaustive interrupted generated judged not_run trouble failures rules nearest"
    RULE = ["id", "level", "profile", "supported", "holds", "violated", "vacuous"]

    def report(self, *arguments: str) -> Any:
        return json.loads(self.good("check", "--cases", "300", "--reach", "1", "--json", "-", *arguments))

    def test_a_report_has_its_shape(self) -> None:
        report = self.report()
        self.assertEqual(list(report), self.KEYS.split())
        self.assertEqual((report["report"], report["kind"]), (1, "trial"))
        identity = ["name", "version", "language", "edition", "capabilities"]
        self.assertEqual(list(report["implementation"]), identity)
        self.assertEqual(report["trouble"], {"count": 0, "examples": []})
        for rule in report["rules"]:
            self.assertEqual(list(rule), self.RULE)
            counted = rule["holds"] + rule["violated"] + rule["vacuous"]
            self.assertEqual(counted, report["judged"] if rule["supported"] else 0)
        # What needs the Python dialect is beyond the reference; nothing else is.
        beyond = {rule["profile"] for rule in report["rules"] if not rule["supported"]}
        self.assertEqual(beyond, {"python"})

    def test_timing_is_in_the_report_only_on_demand(self) -> None:
        self.assertGreater(self.report("--timing")["seconds"], 0)

    def test_the_same_seed_gives_the_same_bytes(self) -> None:
        for more in ((), ("--json", "-")):
            arguments = ("check", "--cases", "300", "--reach", "1", "--seed", "7", *more)
            self.assertEqual(self.good(*arguments), self.good(*arguments))

    def test_another_seed_gives_other_scenarios(self) -> None:
        self.assertNotEqual(self.report("--seed", "1")["rules"], self.report("--seed", "2")["rules"])

    def test_one_rule(self) -> None:
        rule = json.loads(self.good("rules", "--json"))[0]["id"]
        told = self.report("--rule", rule)["rules"]
        self.assertEqual([each["id"] for each in told], [rule])

    def test_one_profile(self) -> None:
        profile = json.loads(self.good("rules", "--json"))[0]["profile"]
        told = {rule["profile"] for rule in self.report("--profile", profile)["rules"]}
        self.assertEqual(told, {profile})

    def test_people_get_a_line_a_rule(self) -> None:
        told = self.good("check", "--cases", "300", "--reach", "1")
        lines = re.findall(r"(?m)^  [A-Z]+-\d+ +(\w+) ", told)
        summed = re.search(r"\n(\d+) rules: (\d+) hold, 0 violated, 0 not reached, (\d+) not supported", told)
        rules, hold, unsupported = (int(number) for number in summed.groups())
        self.assertEqual(lines, ["holds"] * hold)
        self.assertEqual(rules, hold + unsupported)
        self.assertRegex(told, r"\n  %d rules need what reference does not claim: python" % unsupported)

    def test_a_python_is_checked(self) -> None:
        told = self.good("check", "python:" + sys.executable, "--cases", "300", "--reach", "1")
        self.assertIn("%d.%d" % sys.version_info[:2], told)

    def test_what_is_reported_does_not_depend_on_the_number_of_processes(self) -> None:
        python = "python:" + sys.executable
        for command in ("check", python, "--reach", "0"), ("compare", "reference", python):
            told = {self.good(*command, "--cases", "300", "--json", "-", "--jobs", jobs) for jobs in ("1", "2", "5")}
            self.assertEqual(len(told), 1)

    def test_a_rule_named_twice_counts_once(self) -> None:
        told = self.good("check", "--cases", "300", "--rule", "ERR-1", "--rule", "err-1")
        self.assertIn("1 rule: 1 holds", told)
        told = self.good("judge", "--rule", "ERR-1", "--rule", "ERR-1", stdin=json.dumps(self.trace()).encode())
        self.assertIn("1 trace, 1 rule,", told)

    def test_what_limited_scenarios_do_not_reach_is_no_failure(self) -> None:
        told = self.good("check", "--world", "small", "--sample", "20")
        self.assertRegex(told, r"[1-9]\d* not reached")
        self.assertNotIn("least reached", told)

    def test_a_command_that_is_no_single_argument(self) -> None:
        hint = 'hint: a command with what follows it is one argument, as "node my_gather.js"; gathercheck %s --help'
        for name in "check", "lint-adapter":
            self.assertIn(hint % name, command(name, "node", "my_gather.js").err)
        self.assertNotIn("one argument", command("check", "--nosuch").err)
        self.assertNotIn("one argument", command("rules", "ERR-1", "ERR-2").err)

    def test_of_who_refuses_everything_only_that_is_told(self) -> None:
        ended = command("check", python_child("refuse", "1"), "--cases", "20")
        self.assertEqual(ended.status, 2)
        self.assertRegex(ended.out, r": 0 judged, [1-9]\d* in trouble\n\nharness trouble in ")
        self.assertIn("\n  refused: not today\n", ended.out)
        self.assertTrue(ended.out.endswith("hint: gathercheck lint-adapter tells what is wrong with an adapter\n"))

    def test_the_example_of_a_rule_reaches_it(self) -> None:
        told = self.good("check", "--cases", "0", "--rule", "AWAIT-5", "python:" + sys.executable)
        self.assertIn("1 rule: 1 holds", told)

    def test_how_often_rules_of_the_dialect_are_reached(self) -> None:
        def reached(*arguments: str) -> int:
            check = ("check", "python:" + sys.executable, "--rule", "ARG-1", "--cases", "0", "--json", "-")
            return json.loads(self.good(*check, *arguments))["rules"][0]["holds"]

        self.assertIn(reached(), range(10, 25))
        self.assertGreaterEqual(reached("--reach", "25"), 25)
        self.assertIn(reached("--reach", "3"), range(3, 10))

    def test_compare_gives_the_reference_the_edition_of_the_other_side(self) -> None:
        told = self.good("compare", "reference", "reference:3.9", "--cases", "200")
        self.assertIn("edition 3.9", told)
        self.assertIn(": 0 differing traces", told)
        self.refused("compare", "reference:3.8", "reference:3.9", says="the editions differ, 3.8 and 3.9")

    def test_compare_with_itself(self) -> None:
        told = self.good("compare", "reference", "reference", "--cases", "200")
        self.assertIn("200 scenarios, seed 1: 0 differing traces, 0 in trouble", told)

    def test_compare_with_a_python(self) -> None:
        arguments = ("compare", "python:" + sys.executable, "reference", "--cases", "200")
        report = json.loads(self.good(*arguments, "--json", "-"))
        self.assertEqual((report["kind"], report["different"]), ("comparison", 0))


def children_of(pid: int) -> List[int]:
    """The processes that this one has started and that still run."""
    with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
        return [int(word) for word in file.read().split()]


def runs(pid: int) -> bool:
    """Whether there is such a process, and it is no mere zombie."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def until(happens: Any) -> Any:
    """What `happens()` gives, once it gives anything."""
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        found = happens()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it does not happen")


@unittest.skipUnless(os.path.exists("/proc/self/task/%d/children" % os.getpid()), "needs /proc")
class Interruption(CommandTest):
    MANY = ("--cases", "100000000")

    @contextlib.contextmanager
    def running(self, *arguments: str) -> "Iterator[subprocess.Popen[bytes]]":
        process = start(*arguments)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def interrupted(self, process: "subprocess.Popen[bytes]", how: int) -> "tuple[int, str, str]":
        process.send_signal(how)
        out, err = process.communicate(timeout=LONGEST)
        return process.returncode, out.decode(), err.decode()

    def test_what_was_done_is_reported(self) -> None:
        for how in (signal.SIGINT, signal.SIGTERM):
            with self.running("check", *self.MANY) as process:
                time.sleep(0.5)
                status, out, _ = self.interrupted(process, how)
            self.assertEqual(status, 130)
            self.assertIn("; interrupted", out)
            self.assertIn(" rules: ", out)

    def test_the_report_says_so(self) -> None:
        with self.running("check", *self.MANY, "--json", "-") as process:
            time.sleep(0.5)
            status, out, _ = self.interrupted(process, signal.SIGINT)
        self.assertEqual((status, json.loads(out)["interrupted"]), (130, True))

    def test_no_child_is_left_behind(self) -> None:
        python = "python:" + sys.executable
        for arguments in (("check", python), ("compare", python, "reference")):
            with self.running(*arguments, *self.MANY) as process:
                children = until(lambda: children_of(process.pid))
                time.sleep(0.5)
                status, out, _ = self.interrupted(process, signal.SIGINT)
            self.assertEqual(status, 130)
            self.assertIn("; interrupted", out)
            self.assertFalse([child for child in children if runs(child)])

    def test_a_silent_child_does_not_hold_it_up(self) -> None:
        ready = self.path("ready")
        for asked, shown in (("1", "; interrupted"), ("0", "")):
            child = python_child("hang", asked, ready)
            with self.running("check", child, *self.MANY, "--patience", "3600000") as process:
                until(lambda: os.path.exists(ready))
                children = children_of(process.pid)
                status, out, err = self.interrupted(process, signal.SIGINT)
            self.assertEqual(status, 130)
            self.assertIn(shown, out)
            self.assertIn("interrupted", out + err)
            self.assertFalse([child for child in children if runs(child)])
            os.remove(ready)


if __name__ == "__main__":
    unittest.main()
