# SPDX-License-Identifier: MIT
"""gathercheck check: what it judges and tells, and how it is interrupted.

GATHERCHECK names the program.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import unittest
from typing import Any, Iterator, List

from program import LONGEST, CommandTest, command, python_child, start


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
