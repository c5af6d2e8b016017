# SPDX-License-Identifier: MIT
"""gathercheck_add_conformance: what it makes of its arguments, and what it says of wrong ones."""

import sys
import unittest
from typing import List

from installation import CTEST, PackageTest

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES NONE)
enable_testing()
find_package(gathercheck REQUIRED COMPONENTS gathercheck)
"""


class Function(PackageTest):
    def call(self, arguments: str, status: int = 0) -> str:
        self.write("CMakeLists.txt", PROJECT + "gathercheck_add_conformance(%s)\n" % arguments)
        return " ".join(self.configure(status=status).out.split())

    def refused(self, arguments: str) -> str:
        return self.call(arguments, status=1)

    def ids(self) -> List[str]:
        return sorted(name.split(".")[1] for name in self.registered())

    def test_the_profiles_of_any_future_are_asked_for(self) -> None:
        self.call("mine COMMAND reference")
        rules = self.rules("values", "cancellation", "future")
        self.assertEqual(self.ids(), sorted([*rules, "lint", "run"]))
        for name, labels in self.registered().items():
            profile = rules.get(name.split(".")[1])
            self.assertEqual(labels, sorted(["gathercheck", profile] if profile else ["gathercheck"]), name)

    def test_all_profiles(self) -> None:
        self.call("mine COMMAND reference PROFILES all")
        every = self.rules("values", "cancellation", "future", "turns", "python")
        self.assertEqual(self.ids(), sorted([*every, "lint", "run"]))

    def test_profiles_and_rules(self) -> None:
        self.call("mine COMMAND reference PROFILES turns RULES ERR-1 RES-1")
        self.assertEqual(self.ids(), sorted([*self.rules("turns"), "ERR-1", "RES-1", "lint", "run"]))

    def test_rules_alone(self) -> None:
        self.call("mine COMMAND reference RULES ERR-1")
        self.assertEqual(self.ids(), ["ERR-1", "lint", "run"])

    def test_a_name_and_an_edition(self) -> None:
        self.call("mine NAME theirs COMMAND reference EDITION 3.8 RULES RET-10 ERR-1 CASES 50 SEED 3")
        self.assertEqual(set(self.registered()), {"theirs.lint", "theirs.run", "theirs.RET-10", "theirs.ERR-1"})
        out = self.command(CTEST, "--test-dir", "build", "-V").out
        self.assertIn("judged by the law of 3.8", out)
        self.assertIn("50 scenarios", out.replace("the rules' examples and those of seed 3", "50 scenarios"))
        self.assertIn("100% tests passed, 0 tests failed out of 4", out)

    def test_a_rule_of_another_edition_is_skipped(self) -> None:
        self.call("mine COMMAND reference PROFILES python CASES 50")
        out = self.command(CTEST, "--test-dir", "build", "-V").out
        self.assertRegex(out, r"mine\.RET-10 \.+\*\*\*Skipped")
        self.assertIn("RET-10 is no rule of 3.14", out)

    def test_a_command_of_several_words(self) -> None:
        self.write("my gather.py", 'import sys\nfrom gather_kit import serve\nserve(name=sys.argv[1])\n')
        script = '"${CMAKE_CURRENT_SOURCE_DIR}/my gather.py"'
        self.call('mine COMMAND "%s" %s "a name" RULES RES-1 CASES 50' % (sys.executable, script))
        out = self.command(CTEST, "--test-dir", "build", "-V").out
        self.assertIn(": a name (Python), judged", out)
        self.assertIn("100% tests passed", out)

    def test_a_slow_one_is_stopped(self) -> None:
        self.write("slow.py", "import time\ntime.sleep(60)\n")
        self.call('mine COMMAND "%s" "${CMAKE_CURRENT_SOURCE_DIR}/slow.py" RULES RES-1 TIMEOUT 1' % sys.executable)
        out = self.command(CTEST, "--test-dir", "build", status=8).out
        self.assertRegex(out, r"mine\.run \.+\*\*\*Timeout")
        self.assertRegex(out, r"mine\.RES-1 \.+\*\*\*Not Run")

    def test_a_failing_rule_tells_why(self) -> None:
        self.call("mine COMMAND mutant:hangs_when_empty RULES EMPTY-1 RES-1 CASES 50")
        out = self.command(CTEST, "--test-dir", "build", "--output-on-failure", status=8).out
        self.assertIn("EMPTY-1 violated ", out)
        self.assertIn("outer has no children, and it was not done when gather returned", out)
        self.assertRegex(out, r"mine\.RES-1 \.+   Passed")

    def test_known_failures_are_written_by_a_target(self) -> None:
        said = self.call("mine COMMAND mutant:hangs_when_empty RULES EMPTY-1 CASES 50 KNOWN_FAILURES known.json")
        self.assertIn("there is no file %s/known.json; the target mine.known_failures writes it" % self.folder, said)
        out = self.command(CTEST, "--test-dir", "build", "-V", status=8).out
        self.assertIn("known.json: ", out)
        self.command("cmake", "--build", "build", "--target", "mine.known_failures")
        known = (self.folder / "known.json").read_text()
        self.assertIn('"rule": "EMPTY-1"', known)
        self.write("known.json", known.replace('"reason": ""', '"reason": "A test."'))
        out = self.command(CTEST, "--test-dir", "build", "-V").out
        self.assertIn("EMPTY-1 is violated as known", out)

    def test_what_is_wrong_is_said(self) -> None:
        mine = "gathercheck_add_conformance(mine): "
        self.assertIn(mine + 'there is no argument "FAILURES;x"; there are NAME COMMAND', self.refused("mine FAILURES x COMMAND reference"))
        self.assertIn(mine + "expected a value behind CASES", self.refused("mine COMMAND reference CASES"))
        self.assertIn(mine + 'there is no target "mine"; add_executable comes before', self.refused("mine CASES 5"))
        self.assertIn(mine + 'CASES: expected a whole number, found "many"', self.refused("mine COMMAND reference CASES many"))
        self.assertIn(mine + 'EDITION: expected 3.8 to 3.14, found "3.7"', self.refused("mine COMMAND reference EDITION 3.7"))
        self.assertIn('there is no profile "speed"; there are values', self.refused("mine COMMAND reference PROFILES speed"))
        self.assertIn('there is no rule "ERR-999"; gathercheck rules lists them', self.refused("mine COMMAND reference RULES ERR-999"))

    def test_a_newer_version_is_not_found(self) -> None:
        self.write("CMakeLists.txt", PROJECT.replace("gathercheck REQUIRED", "gathercheck 99 REQUIRED"))
        self.assertIn('compatible with requested version "99"', " ".join(self.configure(status=1).out.split()))

    def test_a_component_that_does_not_exist(self) -> None:
        self.write("CMakeLists.txt", PROJECT.replace("COMPONENTS gathercheck", "COMPONENTS telepathy"))
        self.assertIn('there is no component "telepathy"; there are', self.configure(status=1).out)


if __name__ == "__main__":
    unittest.main()
