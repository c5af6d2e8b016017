# SPDX-License-Identifier: MIT
"""The gallery of reports: tools/gallery, with few scenarios.

GATHERCHECK names the command.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
from typing import Set
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
GALLERY = ROOT / "conformance" / "gallery"

# A guard against hanging only.
LONGEST = 500


def links(page: pathlib.Path) -> Set[str]:
    """The files to which a page leads, in words."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    return {link for link in found if "://" not in link}


class Gallery(unittest.TestCase):
    def made(self, folder: pathlib.Path, *further: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(ROOT / "tools" / "gallery"), "--gathercheck", PROGRAM, "--cases", "20"]
        command += ["--reports", str(folder / "reports"), "--out", str(folder / "gallery"), *further]
        return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)

    def test_it_has_all_that_can_be_had_here(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            made = self.made(folder)
            if "the pictures are of it" in made.stderr:
                self.skipTest("Boost.Asio was not found")
            self.assertEqual(made.returncode, 0, made)
            reports = [path.stem for path in (folder / "reports").glob("*.json") if path.stem != "merged"]
            badges = [path.stem for path in (folder / "gallery" / "badges").glob("*.svg")]
            self.assertEqual(sorted(badges), sorted(reports))
            self.assertIn("boost.asio.wait_for_all", badges)
            for badge in badges:
                ElementTree.parse(folder / "gallery" / "badges" / (badge + ".svg"))
            page = (folder / "gallery" / "implementations.html").read_text(encoding="utf-8")
            self.assertEqual(len(set(re.findall(r'id="i\d+"', page))), len(reports))
            text = (folder / "gallery" / "README.md").read_text(encoding="utf-8")
            self.assertEqual(text.count("![its badge]"), len(reports))
            pictures = folder / "gallery" / "pictures"
            self.assertEqual("no new pictures" not in made.stderr, pictures.is_dir())

    def test_what_it_leads_to_is_there(self) -> None:
        self.assertGreater(len(links(GALLERY / "README.md")), 15)
        for link in links(GALLERY / "README.md"):
            self.assertTrue((GALLERY / link).exists(), link)

    def test_a_program_that_is_not_there_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            made = self.made(pathlib.Path(name), "--gathercheck", "/nosuch")
        self.assertEqual(made.returncode, 2)
        self.assertRegex(made.stderr, r"\Atools/gallery: tools/survey: there is no program /nosuch; .*\n\Z")


if __name__ == "__main__":
    unittest.main()
