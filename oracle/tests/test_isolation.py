# SPDX-License-Identifier: MIT
"""One run leaves nothing to the next, and says nothing when it is thrown away."""

import asyncio
import contextlib
import gc
import io
import logging
import unittest
import warnings
from typing import List, Tuple

from gather_oracle.decode import decode_scenario
from gather_oracle.errors import Trouble
from gather_oracle.witness import Witness
from tests.support import PYPY, Json, coroutine, future, gather, run_text, scenario, task

PLAIN = scenario([], [{"sleep": 1}, {"return": 1}])

FOREVER = scenario(
    [
        task("t", {"await": "f"}, {"observe": "f"}, on_cancel=[[{"return": "caught"}]]),
        task("s", {"await": "t", "shield": True, "catch": True}),
        future("f"),
        gather("g", "t", "f"),
    ],
    [{"create": "t"}, {"create": "s"}, {"gather": "g"}, {"await": "g", "catch": True}],
)

FAILING = scenario(
    [coroutine("a", {"raise": "ValueError"}), coroutine("b", {"raise": "KeyError"})]
    + [gather("g", "a", "b"), future("f")],
    [{"gather": "g"}, {"set_exception": "f", "error": "ValueError"}, {"await": "f"}],
)

SHIELDED = scenario(
    [task("t", {"sleep": 2}, {"raise": "ValueError"})],
    [{"create": "t"}, {"await": "t", "shield": True}],
    [{"at": 1, "do": [{"cancel": "main"}]}],
)

STOPPED = scenario(
    [coroutine("a", {"sleep": 1}), gather("g", "a"), task("t", {"sleep": 1})],
    [{"sleep": 0}] * 99_999 + [{"gather": "g"}, {"create": "t"}, {"sleep": 0}],
)

CYCLE = scenario(
    [task("a", {"await": "b"}), task("b", {"await": "a"})],
    [{"create": "a"}, {"create": "b"}, {"sleep": 1}, {"cancel": "a"}],
)


def said_about(data: Json) -> Tuple[str, List[str]]:
    """What is written to the log and to standard error about a run, and the warnings."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logger = logging.getLogger("asyncio")
    logger.addHandler(handler)
    with contextlib.redirect_stderr(heard), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        run_text(data)
        gc.collect()
    logger.removeHandler(handler)
    return heard.getvalue(), [str(warning.message) for warning in warned]


class Silence(unittest.TestCase):
    """Whatever is thrown away, nothing is written to a log, a warning or standard error."""

    def check_silence(self, data: Json) -> None:
        self.assertEqual(said_about(data), ("", []))

    def test_pending_tasks_are_destroyed_silently(self) -> None:
        self.check_silence(FOREVER)

    def test_errors_that_nobody_retrieves_are_dropped_silently(self) -> None:
        self.check_silence(FAILING)

    def test_an_error_behind_an_abandoned_shield_is_dropped_silently(self) -> None:
        self.check_silence(SHIELDED)

    def test_bodies_that_never_started_are_dropped_silently(self) -> None:
        self.check_silence(STOPPED)


def futures_alive() -> int:
    """How many futures and tasks there are in this process."""
    return sum(isinstance(thing, asyncio.Future) for thing in gc.get_objects())


@unittest.skipIf(PYPY, "PyPy frees nothing before it collects")
class Remains(unittest.TestCase):
    """A run in which all is done in the end leaves no cycle of objects: each goes with the run."""

    def setUp(self) -> None:
        self.witness = Witness()
        self.addCleanup(self.witness.close)
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)

    def check_remains(self, data: Json) -> None:
        self.witness.run(decode_scenario(data))
        self.assertEqual(futures_alive(), 0)

    def test_of_what_is_done_nothing_is_left(self) -> None:
        self.check_remains(PLAIN)

    def test_of_what_failed_nothing_is_left(self) -> None:
        self.check_remains(FAILING)

    def test_of_what_a_shield_hid_nothing_is_left(self) -> None:
        self.check_remains(SHIELDED)


class Independence(unittest.TestCase):
    def setUp(self) -> None:
        self.witness = Witness()
        self.addCleanup(self.witness.close)

    def test_every_run_gives_the_trace_of_a_fresh_witness(self) -> None:
        runs: List[Json] = [PLAIN, FOREVER, PLAIN, FAILING, SHIELDED, STOPPED, FOREVER, PLAIN]
        for data in runs:
            self.assertEqual(run_text(data, self.witness), run_text(data))
            gc.collect()

    def test_an_endless_cancel_is_trouble_and_the_next_run_is_clean(self) -> None:
        with self.assertRaisesRegex(Trouble, r"^cancel\(\) of a did not come to an end$"):
            self.witness.run(decode_scenario(CYCLE))
        self.assertEqual(run_text(PLAIN, self.witness), run_text(PLAIN))

    def test_an_endless_cancel_inside_asyncio_is_trouble(self) -> None:
        awaitables = [task("a", {"sleep": 0}, {"cancel": "a"}, {"await": "b"})]
        awaitables += [task("b", {"await": "a"})]
        data = scenario(awaitables, [{"create": "a"}, {"create": "b"}])
        with self.assertRaisesRegex(Trouble, "RecursionError came out of a handle"):
            self.witness.run(decode_scenario(data))
        self.assertEqual(run_text(PLAIN, self.witness), run_text(PLAIN))

    def test_lists_too_deep_to_write_are_trouble(self) -> None:
        names = ["g%d" % i for i in range(900)]
        gathers = [gather(name, of) for name, of in zip(names, ["f"] + names)]
        script: List[Json] = [{"gather": name} for name in names]
        script += [{"set_result": "f", "value": 1}, {"await": names[-1]}]
        with self.assertRaisesRegex(Trouble, "nested too deeply"):
            self.witness.run(decode_scenario(scenario([future("f")] + gathers, script)))
        self.assertEqual(run_text(PLAIN, self.witness), run_text(PLAIN))

    def test_a_trace_too_large_to_hold_is_trouble(self) -> None:
        awaitables = [future("f"), gather("g", *["f"] * 50_000)]
        script: List[Json] = [{"set_result": "f", "value": "x" * 100}, {"gather": "g"}]
        script += [{"await": "g"}] + [{"observe": "g"}] * 50
        with self.assertRaisesRegex(Trouble, "the trace grew beyond"):
            self.witness.run(decode_scenario(scenario(awaitables, script)))
        self.assertEqual(run_text(PLAIN, self.witness), run_text(PLAIN))


if __name__ == "__main__":
    unittest.main()
