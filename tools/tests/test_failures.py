# SPDX-License-Identifier: MIT
"""What gathercheck check says of failures, and how they are seen again, from outside.

GATHERCHECK names the program.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import unittest
from typing import Any, Dict, List

from program import HERE, PROGRAM, SCENARIO, CommandTest, command

FEW = ("--cases", "300", "--reach", "0")
WRAPS = "mutant:wraps_a_failure"


# A Python whose gather does not mind a keyword that it does not know.
TOLERANT = """
import asyncio, runpy, sys
gather = asyncio.gather
asyncio.gather = lambda *of, return_exceptions=False, **unknown: gather(*of, return_exceptions=return_exceptions)
sys.argv = ["gather_oracle"]
runpy.run_module("gather_oracle", run_name="__main__", alter_sys=True)
"""


class Failures(CommandTest):
    def out(self, *arguments: str, status: int = 1, stdin: bytes = b"") -> str:
        ended = command("check", *arguments, stdin=stdin)
        self.assertEqual(ended.status, status, ended)
        return ended.out

    def report(self, *arguments: str) -> Dict[str, Any]:
        return json.loads(self.out(*arguments, "--json", "-"))

    def told(self, out: str) -> List[str]:
        """The rules that lead the failures that are shown."""
        return re.findall(r"(?m)^([A-Z]+-\d+) violated", out)

    def test_the_first_failure_names_the_mistake(self) -> None:
        out = self.out(WRAPS, *FEW)
        self.assertEqual(self.told(out)[0], "ERR-2")
        self.assertIn("\n>    0    2  finally outer: ValueError         finally outer: RuntimeError\n", out)

    def test_at_most_three_are_shown_and_the_others_counted(self) -> None:
        name = "mutant:hears_only_of_the_first_arguments_failure"
        out = self.out(name, *FEW)
        failures = self.report(name, *FEW)["failures"]
        self.assertGreater(len(failures), 3)
        self.assertEqual(self.told(out), [failure["rule"] for failure in failures[:3]])
        self.assertIn("and %d more failures, led by " % (len(failures) - 3), out)

    def test_every_violated_rule_is_in_one_failure(self) -> None:
        report = self.report(WRAPS, *FEW)
        led = [failure["rule"] for failure in report["failures"]]
        related = [rule for failure in report["failures"] for rule in failure["related"]]
        violated = [rule["id"] for rule in report["rules"] if rule["violated"]]
        self.assertEqual(sorted(led + related), sorted(violated))
        first = report["failures"][0]
        self.assertEqual(first["expected"]["events"][-1]["outcome"]["error"]["type"], "ValueError")
        self.assertEqual(first["observed"]["events"][-1]["outcome"]["error"]["type"], "RuntimeError")
        self.assertIn("wraps_a_failure", first["hint"])

    def test_what_only_a_python_can_show_is_told_by_a_cpython(self) -> None:
        oracle = os.path.join(HERE, "..", "..", "oracle")
        tolerant = "env PYTHONPATH=%s %s %s" % (oracle, sys.executable, self.file(TOLERANT, "tolerant.py"))
        arguments = (tolerant, "--rule", "ARG-11", "--cases", "0", "--reach", "0")
        ended = command("check", *arguments, "--json", "-")
        failure = json.loads(ended.out)["failures"][0]
        gather = next(each for each in failure["expected"]["events"] if each["event"] == "gather")
        self.assertEqual(gather["error"]["type"], "TypeError")
        self.assertNotIn("error", next(each for each in failure["observed"]["events"] if each["event"] == "gather"))
        self.assertNotIn("cpp", failure["reproducers"])
        program = self.file(failure["reproducers"]["python"], "program.py")
        printed = subprocess.run([sys.executable, program], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
        self.assertIn("raises TypeError", printed)
        ended = command("check", *arguments)
        self.assertIn("ARG-11 violated once", ended.out)
        self.assertRegex(ended.out, r"\n     t turn  CPython 3\S+, the witness +CPython 3\S+\n")
        self.assertRegex(ended.out, r"\n>    0    0  main: outer = gather\(\) raises +main: outer = gather")

    def test_the_line_that_replays_does(self) -> None:
        line = re.search(r"(?m)^  replay:   (.*)$", self.out(WRAPS, *FEW))
        assert line is not None
        shell = line.group(1).replace("gathercheck", shlex.quote(os.path.abspath(PROGRAM)), 1)
        ended = subprocess.run(shell, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        self.assertEqual(ended.returncode, 1)
        out = ended.stdout.decode()
        self.assertIn("1 scenario, of standard input: 1 judged", out)
        self.assertEqual(self.told(out)[0], "ERR-2")

    def test_scenarios_on_lines_and_in_a_document_are_replayed(self) -> None:
        line = json.dumps(SCENARIO)
        self.assertIn("2 scenarios, of ", self.out("--replay", self.file(line + "\n\n" + line + "\n"), status=0))
        pretty = json.dumps(SCENARIO, indent=2).encode()
        self.assertIn("1 scenario, of standard input", self.out("--replay", "-", status=0, stdin=pretty))

    def test_what_is_no_scenario_is_refused_with_its_line(self) -> None:
        path = self.file(json.dumps(SCENARIO) + '\n{"scenario":1}\n')
        self.refused("check", "--replay", path, says=path + ":2: ")
        self.refused("check", "--replay", "-", says="standard input: ", stdin=b"[]")
        self.refused("check", "--replay", self.path("missing.json"), says="missing.json")

    def test_replay_takes_no_other_scenarios(self) -> None:
        path = self.file(SCENARIO)
        self.refused("check", "--replay", path, "--exhaustive", says="--replay has its own scenarios")

    def test_colours_are_of_the_headline_and_of_the_difference(self) -> None:
        plain = self.out(WRAPS, *FEW)
        painted = command("--color", "always", "check", WRAPS, *FEW).out
        self.assertEqual(re.sub("\x1b\\[[0-9]*m", "", painted), plain)
        self.assertRegex(painted, "\x1b\\[31mERR-2 violated")
        self.assertRegex(painted, "\x1b\\[33m>    0    2  finally outer")


if __name__ == "__main__":
    unittest.main()
