# SPDX-License-Identifier: MIT
"""The order of events within one instant, as asyncio's ready queue gives it."""

import unittest
from typing import List

from tests.support import AT_LEAST_312, Json, coroutine, future, gather, one, run, story, task

YIELD: Json = {"sleep": 0}


def marks(of: str, label: str) -> Json:
    """Register a callback that does nothing but show itself."""
    return {"add_done_callback": of, "label": label, "do": []}


class Interleaving(unittest.TestCase):
    """Tasks a, b, c that yield 2, 0 and 1 times, beside a bystander and a task that awaits."""

    def events(self) -> List[Json]:
        children = [task("a", YIELD, YIELD), task("b"), task("c", YIELD)]
        others = [task("bystander", *[YIELD] * 7), gather("outer", "a", "b", "c")]
        script = [{"create": name} for name in ("a", "b", "c", "bystander")]
        script += [marks(name, "cb_" + name) for name in ("a", "b", "c")]
        script += [{"gather": "outer"}, marks("outer", "cb_outer"), {"await": "outer"}]
        return run(children + others, script)

    def test_children_bystander_callbacks_and_awaiter_take_turns(self) -> None:
        told = story(self.events(), "started", "resumed", "callback", "awaited")
        self.assertEqual(
            told[1:-1],
            "1:a started,1:b started,1:c started,1:bystander started,"
            "2:a resumed,2:b callback,2:c resumed,2:bystander resumed,"
            "3:a resumed,3:c callback,3:bystander resumed,"
            "4:a callback,4:bystander resumed,"
            "5:outer callback,5:main awaited,5:bystander resumed,"
            "6:bystander resumed,7:bystander resumed".split(","),
        )

    def test_siblings_take_turns_between_a_failure_and_the_awaiter(self) -> None:
        failing = coroutine("failing", YIELD, {"raise": "ValueError"})
        sibling = coroutine("sibling", *[YIELD] * 4)
        script = [{"gather": "outer"}, {"await": "outer", "catch": True}]
        events = run([failing, sibling, gather("outer", "failing", "sibling")], script)
        self.assertEqual(
            story(events, "resumed", "ended", "awaited"),
            "2:failing resumed,2:failing ended,2:sibling resumed,3:sibling resumed,"
            "4:main awaited,4:main ended,4:sibling resumed,5:sibling resumed,5:sibling ended".split(
                ","
            ),
        )


class Latency(unittest.TestCase):
    """How many turns pass between a cause and the awaiter."""

    def awaited(self, awaitables: List[Json], script: List[Json], **others: List[Json]) -> int:
        events = run(awaitables, script, **others)
        turn: int = one(events, event="awaited", of="main", on="outer")["turn"]
        return turn

    def test_children_that_end_in_their_first_step_wake_the_awaiter_in_turn_3(self) -> None:
        children = [coroutine("a"), coroutine("b"), gather("outer", "a", "b")]
        self.assertEqual(self.awaited(children, [{"gather": "outer"}, {"await": "outer"}]), 3)

    def test_a_failure_wakes_the_awaiter_two_turns_later(self) -> None:
        children = [coroutine("a", YIELD, {"raise": "KeyError"}), gather("outer", "a")]
        script = [{"gather": "outer"}, {"await": "outer", "catch": True}]
        self.assertEqual(self.awaited(children, script), 4)

    def test_set_result_on_the_last_future_wakes_the_awaiter_two_turns_later(self) -> None:
        for n in (1, 10, 100):
            names = ["f%d" % i for i in range(n)]
            awaitables = [future(name) for name in names] + [gather("outer", *names)]
            settle = [{"set_result": name, "value": 1} for name in names]
            timeline = [{"at": 1, "do": settle}]
            script = [{"gather": "outer"}, {"await": "outer"}]
            self.assertEqual(self.awaited(awaitables, script, timeline=timeline), 3)

    def test_cancel_takes_one_turn_to_a_task_and_three_to_the_awaiter(self) -> None:
        awaitables = [coroutine("a", {"sleep": 9}), gather("outer", "a")]
        script: List[Json] = [{"gather": "outer"}, {"await": "outer"}]
        events = run(awaitables, script, [{"at": 1, "do": [{"cancel": "outer"}]}])
        told = story(events, "cancel", "interrupted", "awaited")
        self.assertEqual(told, ["2:outer cancel", "3:a interrupted", "5:main awaited"])

    def test_cancel_of_plain_futures_takes_two_turns_to_the_awaiter(self) -> None:
        script: List[Json] = [{"gather": "outer"}, {"await": "outer"}]
        timeline = [{"at": 1, "do": [{"cancel": "outer"}]}]
        awaitables = [future("f"), gather("outer", "f")]
        self.assertEqual(self.awaited(awaitables, script, timeline=timeline), 3)

    def test_every_level_of_nesting_adds_one_turn(self) -> None:
        for depth, turn in ((1, 2), (2, 3), (3, 4), (5, 6)):
            names = ["g%d" % i for i in range(1, depth)] + ["outer"]
            arguments = ["f"] + names[:-1]
            gathers = [gather(name, of) for name, of in zip(names, arguments)]
            script: List[Json] = [{"gather": name} for name in names] + [{"await": "outer"}]
            timeline = [{"at": 0, "do": [{"set_result": "f", "value": 1}]}]
            self.assertEqual(self.awaited([future("f")] + gathers, script, timeline=timeline), turn)

    def test_an_empty_gather_does_not_suspend(self) -> None:
        script: List[Json] = [{"gather": "outer"}, {"await": "outer"}]
        self.assertEqual(self.awaited([gather("outer")], script), 0)

    def test_a_gather_of_done_children_does_not_suspend_from_312(self) -> None:
        script: List[Json] = [{"set_result": "f", "value": 1}]
        script += [{"gather": "outer"}, {"await": "outer"}]
        events = run([future("f"), gather("outer", "f")], script)
        self.assertEqual(one(events, event="gather")["done"], AT_LEAST_312)
        self.assertEqual(one(events, event="awaited")["turn"], 0 if AT_LEAST_312 else 2)

    def test_awaiting_a_done_object_does_not_suspend(self) -> None:
        events = run([future("f")], [{"set_result": "f", "value": 1}, {"await": "f"}])
        self.assertEqual(one(events, event="awaited")["turn"], 0)


if __name__ == "__main__":
    unittest.main()
