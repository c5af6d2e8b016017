# SPDX-License-Identifier: MIT
"""The command gathercheck, from outside: what it prints, how it ends, and what it leaves behind.

GATHERCHECK names the program.
"""

import json
import os
import stat
import sys
import unittest
from typing import List
from unittest import mock

from program import LONGEST, SCENARIO, CommandTest, Ended, command, python_child, start

COMMANDS = ("rules", "run", "check", "judge", "compare", "claims", "explain", "matrix", "mutants", "report", "semantics", "serve", "oracle")


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


if __name__ == "__main__":
    unittest.main()
