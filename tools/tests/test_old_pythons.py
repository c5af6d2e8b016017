#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pythons older than the oldest edition are refused, with the reason, wherever a Python is named.

GATHERCHECK names the program. A Python 3.6 or 3.7 of pyenv is asked itself, if there is one.
"""

import glob
import os
import unittest
from typing import List

from program import CommandTest

TOO_OLD = ("2.7", "3.5", "3.6", "3.7", "3.7.16")


def old_pythons() -> List[str]:
    """The programs of the old Pythons that pyenv has installed."""
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    return [found for minor in (6, 7) for found in glob.glob("%s/versions/3.%d.*/bin/python3" % (root, minor))]


class OldPythons(CommandTest):
    def told(self, version: str) -> str:
        return "Python %s is older than the oldest edition, 3.8: before that CancelledError was an Exception" % version

    def test_their_versions_are_refused_installed_or_not(self) -> None:
        for version in TOO_OLD:
            self.refused("check", "python:" + version, says=self.told(version))
            self.refused("compare", "uvloop:" + version, says=self.told(version))
            self.refused("oracle", "record", "--python", version, "--out", self.path("traces"), says=self.told(version))
            self.assertFalse(os.path.exists(self.path("traces")))

    def test_later_versions_are_looked_for(self) -> None:
        for version in ("3.99", "3.99.1", "4.0"):
            self.refused("check", "python:" + version, says="Python %s was found neither on PATH" % version)

    def test_one_that_is_named_by_its_path_says_so_itself(self) -> None:
        pythons = old_pythons()
        if not pythons:
            self.skipTest("there is none")
        for python in pythons:
            said = self.refused("check", "python:" + python, says="did not greet").err
            self.assertRegex(said, r"this is Python 3\.[67], and the witness needs Python 3\.8 or newer:\nthe editions begin there")


if __name__ == "__main__":
    unittest.main()
