# SPDX-License-Identifier: MIT
"""The installed command: it works wherever it was moved to, and needs nothing of the tree that it was built from.

Where mount namespaces are permitted, every command runs while both trees are hidden.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import List

from installation import BUILD_TREE, DATA, PREFIX, PROGRAM, SOURCE_TREE, Ended, PackageTest

ROOT = ["unshare", "--mount"]
USER = ["unshare", "--user", "--map-root-user", "--mount"]

# Shows the first folder as the second one, and hides the trees, which may hold the first one.
HIDING = """
set -e
mount --bind "$1" "$2"
mount -t tmpfs none "$3"
[ ! -e "$4" ] || mount -t tmpfs none "$4"
shift 4
exec "$@"
"""

FEW = ["--cases", "60", "--reach", "0", "--report-only"]


def namespaces() -> List[str]:
    """The command that gives a namespace of mounts; none if that is not permitted."""
    for words in ROOT, USER:
        try:
            tried = subprocess.run([*words, "mount", "-t", "tmpfs", "none", "/mnt"], stderr=subprocess.DEVNULL)
        except FileNotFoundError:
            return []
        if tried.returncode == 0:
            return words
    return []


NAMESPACES = namespaces()


class InstalledProgram(PackageTest):
    def setUp(self) -> None:
        super().setUp()
        if not NAMESPACES:
            self.place, self.hidden = PREFIX, []
            return
        place = tempfile.TemporaryDirectory(prefix="another place ")
        self.addCleanup(place.cleanup)
        self.place = Path(place.name)
        trees = [str(SOURCE_TREE), str(BUILD_TREE)]
        self.hidden = [*NAMESPACES, "sh", "-c", HIDING, "sh", str(PREFIX), str(self.place), *trees]

    def gathercheck(self, *words: "str | Path", status: int = 0, **environment: str) -> Ended:
        program = self.place / PROGRAM.relative_to(PREFIX)
        ended = self.command(*self.hidden, program, *words, status=status, environment=environment)
        self.assertNotIn(str(SOURCE_TREE), ended.out.replace(str(self.place), ""))
        return ended

    def check(self, adapter: str, title: str) -> None:
        ended = self.gathercheck("check", adapter, *FEW)
        self.assertIn(title, ended.out)
        self.assertIn(" 0 in trouble", ended.out)

    @unittest.skipUnless(NAMESPACES, "mount namespaces are not permitted here")
    def test_the_trees_are_hidden(self) -> None:
        self.command(*self.hidden, "test", "!", "-e", SOURCE_TREE / "README.md")
        self.command(*self.hidden, "test", "!", "-e", BUILD_TREE / "gathercheck")

    def test_implementations_in_the_program(self) -> None:
        self.check("reference", "reference 0.")
        self.check("mutant:hangs_when_empty", "hangs_when_empty")

    def test_implementations_that_need_what_is_installed(self) -> None:
        self.check("python:" + sys.executable, "CPython 3.")
        if shutil.which("node"):
            self.check("javascript:promise_all", "Promise.all")
        if (BUILD_TREE / "libraries/gathercheck_qt").exists():
            self.check("qt:when_all", "when_all")

    def test_libraries_in_other_languages(self) -> None:
        built = {"rust:try_join_all": "try_join_all", "java:all_of": "all_of.jar", "go:errgroup": "errgroup"}
        for name, file in built.items():
            with self.subTest(name):
                if (BUILD_TREE / "libraries" / file).exists():
                    self.check(name, name.split(":")[1].split("_")[-1])

    def test_the_oracle_is_the_installed_one(self) -> None:
        spy = self.write("python", '#!/bin/sh\necho "$PYTHONPATH" >"%s/seen"\nexec "%s" "$@"\n' % (self.folder, sys.executable))
        spy.chmod(0o755)
        self.check("python:%s" % spy, "CPython 3.")
        seen = (self.folder / "seen").read_text().strip()
        self.assertEqual(Path(seen), self.place / DATA.relative_to(PREFIX) / "oracle")

    def test_a_script_finds_its_kit(self) -> None:
        self.write("mine.py", 'from gather_kit import serve\nserve(name="mine")\n')
        self.check("'%s' mine.py" % sys.executable, "mine")
        if shutil.which("node"):
            self.write(
                "mine.js",
                'require("gather_kit").serve({ name: "mine", version: "1", capabilities: ["tasks"],\n'
                "  gather: (promises) => Promise.all(promises) });\n",
            )
            self.check("node mine.js", "mine")

    def test_rules_and_claims(self) -> None:
        self.assertIn("ERR-1: The first failure completes the outer at once", self.gathercheck("rules", "ERR-1").out)
        self.assertIn("CLAIM-72", self.gathercheck("claims").out)
        self.assertIn("outer = asyncio.gather(a(), b())", self.gathercheck("explain", "--rule", "ERR-1").out)

    def test_recordings(self) -> None:
        verified = self.gathercheck("oracle", "verify", "--edition", "3.12", "--part", "facts", "--part", "examples")
        self.assertIn("traces, 0 differ, 0 in trouble", verified.out)
        corpus = self.gathercheck("oracle", "corpus", "--check", "--part", "facts").out
        self.assertRegex(corpus, r"facts: (\d+) scenarios stored, \1 would be now, \1 of them the same")

    def test_a_kit_that_is_missing_is_named(self) -> None:
        ended = self.gathercheck("check", "javascript:nothing", status=2)
        self.assertIn(str(self.place / "share/gathercheck/conformance/kits/javascript/nothing.js"), ended.out)

    def test_data_that_are_missing_are_named(self) -> None:
        for words in ["check", "python:" + sys.executable], ["oracle", "verify"]:
            out = self.gathercheck(*words, status=2, GATHERCHECK_DATA="/nowhere").out
            self.assertIn("/nowhere/oracle", out)
            self.assertIn("hint: gathercheck reads its own files in /nowhere, which GATHERCHECK_DATA names; ", out)
            self.assertIn("without it, in %s/share/gathercheck\n" % self.place, out)

    def test_other_complaints_do_not_speak_of_data(self) -> None:
        out = self.gathercheck("check", "no_such_program", status=2, GATHERCHECK_DATA="/nowhere").out
        self.assertIn("hint: an implementation is ", out)

    @unittest.skipUnless(NAMESPACES, "mount namespaces are not permitted here")
    def test_a_program_without_its_data_says_so(self) -> None:
        alone = self.folder / "bin" / "gathercheck"
        alone.parent.mkdir()
        shutil.copy(PROGRAM, alone)
        out = self.command(*self.hidden, alone, "oracle", "verify", status=2).out
        self.assertIn("%s/share/gathercheck/oracle/traces has no recordings" % self.folder, out)
        self.assertIn("install it as a whole, or name another such folder with GATHERCHECK_DATA", out)
        self.command(*self.hidden, alone, "oracle", "verify", "--part", "facts", environment={"GATHERCHECK_DATA": str(self.place / "share/gathercheck")})


class InstalledFiles(unittest.TestCase):
    def test_no_file_of_the_package_names_the_trees(self) -> None:
        files = sorted((PREFIX / "lib").glob("**/*.cmake"))
        self.assertGreaterEqual(len(files), 5)
        for file in [*files, *(PREFIX / "include").glob("**/*.hpp")]:
            text = file.read_text(encoding="utf-8")
            self.assertNotIn(str(SOURCE_TREE), text, file)
            self.assertNotIn(str(BUILD_TREE), text, file)
            self.assertNotIn(" at first", text, file)

    def test_what_the_tutorial_names_is_installed(self) -> None:
        page = (DATA / "conformance" / "TUTORIAL.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:spec|conformance|tools)/[\w/.]+)`", page))
        self.assertGreaterEqual(len(named), 4)
        for path in named:
            self.assertTrue((DATA / path).exists(), path)

    def test_nothing_is_installed_that_came_about_by_running(self) -> None:
        self.assertEqual(list(PREFIX.glob("**/__pycache__")), [])


if __name__ == "__main__":
    unittest.main()
