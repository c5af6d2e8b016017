# SPDX-License-Identifier: MIT
"""conformance/TUTORIAL.md, read by a machine: its files are written, its commands run, and what they print is compared.

A block of code whose first line is a comment with a name is that file; one of a diff changes a file; one of sh is a
list of commands, of status 0 unless `# status N` stands behind; one of text is what the last command prints. There,
... stands for anything, and a number of three digits or more for any such number.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

from installation import BUILD_TREE, CONSUMER, SOURCE_TREE

PAGE = SOURCE_TREE / "conformance" / "TUTORIAL.md"

# A guard against hanging only.
LONGEST = 300


class Block(NamedTuple):
    language: str
    text: str
    line: int  # of the page


class Command(NamedTuple):
    text: str
    status: int


def blocks(page: str) -> Iterator[Block]:
    for found in re.finditer(r"(?ms)^```(\w+)\n(.*?)^```$", page):
        yield Block(found[1], found[2], page.count("\n", 0, found.start()) + 1)


def commands(text: str) -> List[Command]:
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        command, _, status = line.partition("# status ")
        found.append(Command(command.strip(), int(status or 0)))
    return found


def named_file(text: str) -> Tuple[str, str]:
    """The name in the first line of a file, and the rest."""
    first, rest = text.split("\n", 1)
    return re.sub(r"^(//|#) ", "", first), rest


def expected(shown: str) -> "re.Pattern[str]":
    """What output has to match, of which the page shows a part."""
    lines = []
    for line in shown.splitlines():
        if line == "...":
            lines.append(r"(?:.*\n)*?")
            continue
        parts = (re.escape(part) for part in re.split(r"(\.\.\.|[\d,]*\d{3})", line)[0::2])
        gaps = (".*" if gap == "..." else r"[\d,]*\d{3}" for gap in re.split(r"(\.\.\.|[\d,]*\d{3})", line)[1::2])
        lines.append("".join(part + gap for part, gap in zip(parts, [*gaps, ""])) + r"\n")
    return re.compile("".join(lines))


class Shell:
    """One session, in which each command finds the folder and the environment that the last one left behind."""

    def __init__(self, folder: Path, environment: Dict[str, str]) -> None:
        self.state = folder / ".state"
        self.environment = environment
        self.state.write_text('cd "%s"\n' % folder)
        self.seconds = 0.0

    def run(self, command: str) -> "subprocess.CompletedProcess[str]":
        script = '. "%s"\n%s\nstatus=$?\n{ export -p; echo cd "\\"$PWD\\""; } >"%s"\nexit $status\n'
        begin = time.monotonic()
        ended = subprocess.run(
            ["bash", "-c", script % (self.state, command, self.state)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            universal_newlines=True,
            timeout=LONGEST,
        )
        self.seconds += time.monotonic() - begin
        return ended

    def folder(self) -> Path:
        return Path(self.state.read_text().splitlines()[-1][len('cd "') : -1])


class Tutorial(unittest.TestCase):
    def setUp(self) -> None:
        home = tempfile.TemporaryDirectory(prefix="at home ")
        self.addCleanup(home.cleanup)
        self.home = Path(home.name)
        (self.home / "build").symlink_to(BUILD_TREE)
        self.shell = Shell(self.home, {**os.environ, "HOME": str(self.home)})
        self.out = ""

    def place(self, block: Block) -> str:
        return "%s:%d" % (PAGE.name, block.line)

    def run_commands(self, block: Block) -> None:
        for command in commands(block.text):
            if command.text.startswith('gathercheck check "node') and not shutil.which("node"):
                print("%s: there is no node here, so this is left out: %s" % (self.place(block), command.text))
                continue
            ended = self.shell.run(command.text)
            self.out = ended.stdout
            told = "%s: %s\n%s" % (self.place(block), command.text, ended.stdout)
            self.assertEqual(ended.returncode, command.status, told)

    def compare(self, block: Block) -> None:
        out = re.sub(r"(?m)^time: .*\n", "", self.out).rstrip() + "\n"
        if expected(block.text).fullmatch(out):
            return
        shown = block.text.splitlines(keepends=True)
        fits = max(count for count in range(len(shown)) if expected("".join(shown[:count])).match(out))
        self.fail("%s: this line, or what follows, is not what comes:\n%s\nwhat comes is\n%s" % (self.place(block), shown[fits], out))

    def change(self, block: Block) -> None:
        _, name, *lines = block.text.splitlines()
        path = self.shell.folder() / name[len("+++ ") :]
        old = "".join(line[1:] + "\n" for line in lines if line[0] in " -")
        new = "".join(line[1:] + "\n" for line in lines if line[0] in " +")
        text = path.read_text()
        self.assertEqual(text.count(old), 1, self.place(block))
        path.write_text(text.replace(old, new))

    def write(self, block: Block) -> None:
        name, text = named_file(block.text)
        (self.shell.folder() / name).write_text(text)

    def test_the_whole_page(self) -> None:
        kinds = {"sh": self.run_commands, "text": self.compare, "diff": self.change}
        page = PAGE.read_text(encoding="utf-8")
        self.assertEqual(page.count("\n```"), 2 * len(list(blocks(page))))
        for block in blocks(page):
            kinds.get(block.language, self.write)(block)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = used.ru_utime + used.ru_stime
        print("The commands of the tutorial took %.0f s, %.0f s of a processor." % (self.shell.seconds, processor))
        self.assertLess(self.shell.seconds, 600, "ten minutes")
        self.compare_with_the_consumer()

    def compare_with_the_consumer(self) -> None:
        """Where the page ends, tools/consumer begins."""
        for name in "roundup.hpp", "roundup_adapter.cpp":
            self.assertEqual((self.shell.folder() / name).read_text(), (CONSUMER / name).read_text(), name)
        self.assertEqual(self.known(self.shell.folder()), self.known(CONSUMER))

    def known(self, folder: Path) -> List[str]:
        """The rules that are listed."""
        known = json.loads((folder / "known_failures.json").read_text())
        return sorted(each["rule"] for one in known["differences"] for each in one["failures"])


if __name__ == "__main__":
    unittest.main()
