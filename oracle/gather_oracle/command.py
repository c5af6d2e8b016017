# SPDX-License-Identifier: MIT
"""The command line: python3 -m gather_oracle."""

import argparse
import platform
import sys
from typing import List

from gather_oracle import __version__
from gather_oracle.decode import LONGEST_DOCUMENT, decode_text
from gather_oracle.errors import InvalidScenario, Trouble
from gather_oracle.protocol import serve
from gather_oracle.scenario import Scenario
from gather_oracle.witness import Witness

ABOUT = """\
Runs scenarios on the real asyncio of this Python, on a virtual clock, and writes traces.
Without a command, speaks protocol 1 on standard input and output: JSON Lines, one request a line.
"""


class CommandError(Exception):
    """The command cannot go on; the text says why and what was expected."""


def main(arguments: List[str]) -> int:
    """Do what the command line says, and return the exit status."""
    options = parser().parse_args(arguments)
    try:
        if options.command == "run":
            run_files(options.files, make_witness(options.uvloop))
        else:
            serve(0, 1, make_witness(options.uvloop))
    except CommandError as error:
        sys.stderr.write("gather_oracle: %s\n" % error)
        return 2
    except BrokenPipeError:
        return 1
    except OSError as error:
        sys.stderr.write("gather_oracle: cannot go on reading or writing: %s\n" % error)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    version = "gather_oracle %s (%s %s)" % (
        __version__,
        platform.python_implementation(),
        platform.python_version(),
    )
    top = argparse.ArgumentParser(prog="python3 -m gather_oracle", description=ABOUT)
    top.add_argument("--version", action="version", version=version)
    top.add_argument("--uvloop", action="store_true", help="on uvloop instead of asyncio's loop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    run = commands.add_parser("run", help="run scenario files and print their traces, one a line")
    run.add_argument("files", nargs="+", metavar="FILE", help="a scenario, as JSON")
    return top


def make_witness(on_uvloop: bool) -> Witness:
    """The witness on one loop or the other."""
    if not on_uvloop:
        return Witness()
    try:
        from gather_oracle.uv_loop import UvLoop
    except ImportError as error:
        raise CommandError("no uvloop in %s: %s" % (sys.executable, error)) from None
    return Witness(UvLoop())


def run_files(names: List[str], witness: Witness) -> None:
    """Print the trace of each file, one a line."""
    try:
        for name in names:
            scenario = read_file(name)
            try:
                trace = witness.run(scenario).encode()
            except (Trouble, UnicodeEncodeError) as error:
                raise CommandError("%s: no trace, because %s" % (name, error)) from None
            sys.stdout.buffer.write(trace + b"\n")
            sys.stdout.buffer.flush()
    finally:
        witness.close()


def read_file(name: str) -> Scenario:
    """The scenario in a file."""
    try:
        with open(name, "rb") as file:
            data = file.read(LONGEST_DOCUMENT + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError("%s: cannot read it: %s" % (name, reason)) from None
    try:
        return decode_text(data)
    except InvalidScenario as error:
        raise CommandError("%s: not a scenario: %s" % (name, error)) from None
