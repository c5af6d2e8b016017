# SPDX-License-Identifier: MIT
"""gathercheck as it was installed, for those who test it from outside.

INSTALLED names its prefix, which has a space in it. SOURCE_TREE and BUILD_TREE are where it comes from.
"""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional

PREFIX = Path(os.environ["INSTALLED"])
SOURCE_TREE = Path(os.environ["SOURCE_TREE"])
BUILD_TREE = Path(os.environ["BUILD_TREE"])
CMAKE = os.environ["CMAKE"]
CTEST = os.environ["CTEST"]

PROGRAM = PREFIX / "bin" / "gathercheck"
DATA = PREFIX / "share" / "gathercheck"
CONSUMER = SOURCE_TREE / "tools" / "consumer"

# A guard against hanging only.
LONGEST = 500


class Ended:
    """What became of a command."""

    def __init__(self, process: "subprocess.CompletedProcess[str]") -> None:
        self.status = process.returncode
        self.out = process.stdout

    def __repr__(self) -> str:
        return "status %d\n%s" % (self.status, self.out)


class PackageTest(unittest.TestCase):
    """Has a fresh folder, whose name has a space in it, as a user's project may have."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="a user's ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def command(
        self, *words: "str | Path", status: Optional[int] = 0, environment: Optional[Dict[str, str]] = None
    ) -> Ended:
        """What a command prints, on both streams, in the folder."""
        process = subprocess.run(
            [str(word) for word in words],
            cwd=self.folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
            timeout=LONGEST,
        )
        ended = Ended(process)
        if status is not None:
            self.assertEqual(ended.status, status, "%s: %r" % (words, ended))
        return ended

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def configure(self, *options: str, status: int = 0) -> Ended:
        """Configures the project in the folder."""
        return self.command(
            CMAKE, "-S", ".", "-B", "build", "-DCMAKE_PREFIX_PATH=%s" % PREFIX, *options, status=status
        )

    def registered(self, *options: str) -> Dict[str, List[str]]:
        """The tests of the project in the folder, each with its labels in their order."""
        shown = json.loads(self.command(CTEST, "--test-dir", "build", "--show-only=json-v1", *options).out)
        return {test["name"]: sorted(properties(test).get("LABELS", [])) for test in shown["tests"]}

    def rules(self, *profiles: str) -> Dict[str, str]:
        """The profile of every rule of these."""
        rules = json.loads(self.command(PROGRAM, "rules", "--json").out)
        return {rule["id"]: rule["profile"] for rule in rules if rule["profile"] in profiles}


def properties(test: Any) -> Dict[str, Any]:
    return {each["name"]: each["value"] for each in test.get("properties", [])}
