# SPDX-License-Identifier: MIT
"""A run of the Python dialect leaves nothing behind, whatever happened in it."""

import asyncio
import gc
import json
import unittest
import warnings
from typing import List

from gather_oracle.dialect.wording import steady
from gather_oracle.protocol import Conversation
from gather_oracle.witness import Witness
from tests.support import AT_LEAST_312, Json, compact, coroutine, future, gather, run_text, scenario
from tests.support import task, thing
from tests.test_isolation import FAILING, FOREVER, PLAIN, said_about

CALL: List[Json] = [{"gather": "g"}, {"await": "g"}]


def python(data: Json, **options: object) -> Json:
    """The same scenario in the dialect."""
    return {**data, "python": options}


def exiting(kind: str) -> Json:
    """A program that an exit ends while a sibling, a task and a timer are left."""
    awaitables = [coroutine("a", {"sleep": 1}, {"raise": kind}), coroutine("b", {"sleep": 9})]
    awaitables += [future("f"), task("t", {"await": "f"}), gather("g", "a", "b")]
    return scenario(awaitables, [{"create": "t"}, {"set_variable": 7}, *CALL])


UNFINISHED = scenario(
    [thing("x", "anext"), thing("y", "async_generator"), thing("z", "wait_for", of="f", timeout=5)]
    + [
        {**future("f"), "loop": "other"},
        coroutine("a", {"acquire": "s"}),
        gather("g", "x", "a", "z", "y"),
    ],
    [{"acquire": "s"}, {"gather": "g"}],
)

ENDLESS = scenario(
    [coroutine("a", *[{"sleep": 0}] * 3, on_cancel=[[{"sleep": 0}]] * 3), gather("g", "a")],
    [{"gather": "g"}, *[{"sleep": 0}] * 100_001],
)

CYCLE = scenario(
    [task("a", {"await": "b"}), task("b", {"await": "a"})],
    [{"create": "a"}, {"create": "b"}, {"sleep": 1}, {"cancel": "a"}],
)

RUNS = [
    python(FOREVER),
    python(FAILING),
    python(UNFINISHED),
    *[
        python(exiting("KeyboardInterrupt"), runner=runner)
        for runner in ("run", "run_until_complete", "again")
    ],
    python(exiting("SystemExit")),
    python(PLAIN, before=[{"set_variable": 1}], current=True, factory=True),
    python(FAILING, before=[{"gather": "g"}], thread=[{"gather": "g"}]),
]


class Independence(unittest.TestCase):
    def setUp(self) -> None:
        self.witness = Witness()
        self.addCleanup(self.witness.close)

    def test_every_run_gives_the_trace_of_a_fresh_witness(self) -> None:
        for _ in range(2):
            for data in RUNS:
                self.assertEqual(run_text(data, self.witness), run_text(data))
                for plain in (PLAIN, FOREVER):
                    self.assertEqual(run_text(plain, self.witness), run_text(plain))

    def test_nothing_of_the_interpreter_is_left_changed(self) -> None:
        def state() -> object:
            return gc.isenabled(), warnings.filters[:], asyncio._get_running_loop()

        before = state()
        for data in RUNS:
            run_text(data, self.witness)
        self.assertEqual(state(), before)
        gc.collect()
        self.assertEqual([task for task in gc.get_objects() if isinstance(task, asyncio.Task)], [])

    def test_a_run_that_does_not_come_to_rest_ends(self) -> None:
        for options in ({}, {"runner": "run"}, {"runner": "again"}):
            trace = json.loads(run_text(python(ENDLESS, **options), self.witness))
            self.assertEqual(trace["end"], "limit")
            self.assertEqual(
                "escaped" in [event["event"] for event in trace["events"]], bool(options)
            )
        self.assertEqual(run_text(PLAIN, self.witness), run_text(PLAIN))


class Silence(unittest.TestCase):
    def test_no_run_of_the_dialect_says_anything(self) -> None:
        for data in RUNS:
            self.assertEqual(said_about(data), ("", []))


class Protocol(unittest.TestCase):
    def setUp(self) -> None:
        witness = Witness()
        self.addCleanup(witness.close)
        self.conversation = Conversation(witness)

    def ask(self, data: Json) -> Json:
        answer: Json = json.loads(
            self.conversation.answer(compact({"id": 1, "run": data}).encode())
        )
        return answer

    def test_exits_in_a_scenario_end_neither_the_conversation_nor_the_next_run(self) -> None:
        wanted = self.ask(PLAIN)
        for kind in ("KeyboardInterrupt", "SystemExit"):
            for options in ({}, {"runner": "run"}, {"runner": "again"}):
                self.assertIn("trace", self.ask(python(exiting(kind), **options)))
                self.assertEqual(self.ask(PLAIN), wanted)

    def test_an_endless_cancel_is_trouble(self) -> None:
        for options in ({}, {"runner": "run"}):
            self.assertIn("trouble", self.ask(python(CYCLE, **options)))
        self.assertIn("trace", self.ask(PLAIN))

    @unittest.skipIf(AT_LEAST_312, "this Python has eager tasks")
    def test_what_this_python_cannot_do_is_trouble(self) -> None:
        answer = self.ask(python(PLAIN, eager=True))
        self.assertEqual(answer, {"id": 1, "trouble": "needs Python 3.12: eager tasks"})


class Wording(unittest.TestCase):
    def test_descriptions_of_objects_are_cut_down_to_one_word(self) -> None:
        said = "Task <Task pending coro=<f() at /a.py:1>> got <Future x> in <class 'a.B'>"
        self.assertEqual(steady(said), "Task <Task> got <Future> in <class 'a.B'>")

    def test_addresses_are_left_out_and_the_rest_stays(self) -> None:
        self.assertEqual(steady("object X at 0x7f00ab is > 1 but < 2"), "object X is > 1 but < 2")


if __name__ == "__main__":
    unittest.main()
