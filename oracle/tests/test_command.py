# SPDX-License-Identifier: MIT
"""The command line: traces of files, and one clear paragraph where there can be none."""

import os
import subprocess
import sys
import tempfile
import unittest
from typing import Any, Tuple
from unittest import mock

from gather_oracle import __main__ as start
from gather_oracle import __version__
from tests.support import ORACLE, compact, run_text, scenario, task

PLAIN = scenario([], [{"return": 1}])
CYCLE = scenario(
    [task("a", {"await": "b"}), task("b", {"await": "a"})],
    [{"create": "a"}, {"create": "b"}, {"sleep": 1}, {"cancel": "a"}],
)


def command(*arguments: str) -> Tuple[int, str, str]:
    """Exit status, output and error output of a command."""
    done = subprocess.run(
        [sys.executable, "-m", "gather_oracle", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ORACLE},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Run(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, content: Any, name: str = "one.json") -> str:
        path = os.path.join(self.folder, name)
        data = content if isinstance(content, bytes) else compact(content).encode()
        with open(path, "wb") as file:
            file.write(data)
        return path

    def complaint(self, path: str) -> str:
        status, out, err = command("run", path)
        self.assertEqual((status, out), (2, ""))
        self.assertTrue(err.startswith("gather_oracle: %s: " % path), err)
        self.assertEqual(err.count("\n"), 1)
        return err

    def test_traces_come_one_a_line_in_the_order_of_the_files(self) -> None:
        other = scenario([], [{"return": "é"}])
        files = [self.file(PLAIN), self.file(other, "two.json")]
        wanted = run_text(PLAIN) + "\n" + run_text(other) + "\n"
        self.assertEqual(command("run", *files), (0, wanted, ""))

    def test_a_file_that_cannot_be_read(self) -> None:
        self.assertIn("cannot read it", self.complaint(os.path.join(self.folder, "missing.json")))
        self.assertIn("cannot read it", self.complaint(self.folder))

    def test_an_empty_file(self) -> None:
        for content in (b"", b" \n"):
            complaint = self.complaint(self.file(content))
            self.assertIn("expected a scenario as JSON, but found nothing", complaint)

    def test_a_file_that_is_no_json(self) -> None:
        self.assertIn("expected a scenario as JSON, but", self.complaint(self.file(b"{")))
        self.assertIn("expected a scenario as JSON, but", self.complaint(self.file(b"[" * 100_000)))
        self.assertIn("expected a scenario as JSON, but 'utf-8'", self.complaint(self.file(b"\xff")))

    def test_a_file_that_is_too_large(self) -> None:
        self.assertIn("4194304 bytes, but found more", self.complaint(self.file(b" " * (5 << 20))))

    def test_a_file_that_is_no_scenario(self) -> None:
        complaint = self.complaint(self.file({"trace": 1}))
        self.assertIn('not a scenario: a scenario lacks "awaitables"', complaint)

    def test_a_scenario_that_leads_to_trouble(self) -> None:
        self.assertIn("no trace, because cancel() of a", self.complaint(self.file(CYCLE)))

    def test_half_a_surrogate(self) -> None:
        data = compact(scenario([], [{"return": "?"}])).replace("?", "\\ud800").encode()
        self.assertIn("half a surrogate", self.complaint(self.file(data)))

    def test_run_without_files_is_a_usage_error(self) -> None:
        status, out, err = command("run")
        self.assertEqual((status, out), (2, ""))
        self.assertIn("FILE", err)


class Options(unittest.TestCase):
    def test_help_names_the_protocol_and_run(self) -> None:
        status, out, err = command("--help")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("run", out)
        self.assertIn("protocol 1", out)

    def test_version_names_the_package_and_the_python(self) -> None:
        status, out, _ = command("--version")
        self.assertEqual(status, 0)
        self.assertTrue(out.startswith("gather_oracle %s (" % __version__), out)

    def test_an_unknown_command_is_a_usage_error(self) -> None:
        self.assertEqual(command("walk")[0], 2)


class OldPython(unittest.TestCase):
    def test_a_python_that_is_too_old_is_told_so(self) -> None:
        stderr = mock.Mock()
        with mock.patch.object(start.sys, "version_info", (3, 7, 16, "final", 0)):
            with mock.patch.object(start.sys, "stderr", stderr):
                self.assertEqual(start.start(), 2)
        told = "this is Python 3.7, and the witness needs Python 3.8 or newer:\nthe editions begin there"
        self.assertIn(told, stderr.write.call_args[0][0])


if __name__ == "__main__":
    unittest.main()
