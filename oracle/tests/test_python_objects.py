# SPDX-License-Identifier: MIT
"""Objects that only a Python can hand to gather, word by word."""

import unittest
from typing import Any, List

from tests.support import AT_LEAST_39, AT_LEAST_312, Json, coroutine, future, gather
from tests.support import noted, one, outcome, run_python, task, thing, told, without_ids

REQUIRED = "An asyncio.Future, a coroutine or an awaitable is required"


def gathered(word: str, *others: Json, script: Any = (), **made_of: Any) -> List[Json]:
    """The events of a program that gathers one such object and awaits it."""
    awaitables = [*others, thing("x", word, **made_of), gather("g", "x")]
    steps: List[Json] = [*script, {"gather": "g"}, {"await": "g", "catch": True}]
    return run_python(awaitables, steps)


def refusal(events: List[Json]) -> Any:
    """The error that the call of gather raised."""
    return without_ids(one(events, event="gather")["error"])


def delivered(events: List[Json]) -> Any:
    """What came out of the gather."""
    return without_ids(one(events, event="awaited")["outcome"])


ONE = {"result": {"list": [1]}}


class Refused(unittest.TestCase):
    def test_a_list_is_refused_as_unhashable(self) -> None:
        error = refusal(gathered("list"))
        self.assertEqual(error["type"], "TypeError")
        self.assertIn("unhashable", error["text"])
        self.assertIn("list", error["text"])

    def test_an_unhashable_awaitable_is_refused_as_unhashable(self) -> None:
        error = refusal(gathered("unhashable"))
        self.assertEqual(error["type"], "TypeError")
        self.assertIn("unhashable", error["text"])

    def test_what_is_no_awaitable_is_refused(self) -> None:
        words = ["number", "none", "text", "coroutine_function", "async_generator"]
        for word in [*words, "concurrent_future"]:
            with self.subTest(word):
                error = refusal(gathered(word))
                self.assertEqual(error["type"], "TypeError")
                self.assertTrue(error["text"].startswith(REQUIRED), error)

    def test_a_generator_is_a_coroutine_up_to_311(self) -> None:
        events = gathered("generator")
        if AT_LEAST_312:
            self.assertEqual(refusal(events)["type"], "TypeError")
        else:
            self.assertEqual(delivered(events), ONE)

    def test_earlier_arguments_run_on_and_later_ones_are_not_made_tasks(self) -> None:
        awaitables = [
            coroutine("a"),
            thing("x", "number"),
            coroutine("b"),
            gather("g", "a", "x", "b"),
        ]
        events = run_python(awaitables, [{"gather": "g"}, {"sleep": 1}])
        self.assertEqual(
            [event["of"] for event in events if event["event"] == "ended"], ["a", "main"]
        )
        logged = [report["report"] for report in told(events, "logged", "loop")]
        self.assertEqual(logged, [] if AT_LEAST_39 else ["Exception in callback"])


class Accepted(unittest.TestCase):
    def test_what_can_be_awaited_gives_its_value(self) -> None:
        for word in ("types_coroutine", "awaitable", "anext", "equal"):
            with self.subTest(word):
                self.assertEqual(delivered(gathered(word)), ONE)

    def test_an_error_of_await_is_that_of_the_child(self) -> None:
        events = gathered("raising_awaitable")
        self.assertNotIn("error", one(events, event="gather"))
        error = {"type": "ValueError", "text": "no await"}
        self.assertEqual(delivered(events), {"error": error})

    def test_an_await_that_gives_no_iterator_fails_the_child(self) -> None:
        self.assertEqual(delivered(gathered("bad_awaitable"))["error"]["type"], "TypeError")

    def test_a_used_coroutine_fails_the_child(self) -> None:
        for word in ("finished_coroutine", "closed_coroutine"):
            with self.subTest(word):
                error = delivered(gathered(word))["error"]
                text = "cannot reuse already awaited coroutine"
                self.assertEqual(error, {"type": "RuntimeError", "text": text})

    def test_equal_awaitables_are_one_argument(self) -> None:
        awaitables = [thing("x", "equal"), thing("y", "equal"), gather("g", "x", "y")]
        events = run_python(awaitables, [{"gather": "g"}, {"await": "g"}])
        self.assertEqual(delivered(events), {"result": {"list": [1, 1]}})
        self.assertEqual([e["of"] for e in events if e.get("what") == "await"], ["x"])

    def test_a_task_and_its_coroutine_are_two_arguments(self) -> None:
        awaitables = [
            task("t", {"sleep": 1}),
            thing("x", "coroutine_of", of="t"),
            gather("g", "t", "x"),
        ]
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"await": "g", "catch": True}]
        events = run_python(awaitables, script)
        self.assertEqual(delivered(events)["error"]["type"], "RuntimeError")

    def test_an_object_is_made_once_and_notes_what_it_is(self) -> None:
        awaitables = [future("f"), thing("x", "shield", of="f"), gather("g", "x"), gather("h", "x")]
        script: List[Json] = [{"note": "class", "of": "x"}, {"gather": "g"}, {"gather": "h"}]
        events = run_python(awaitables, script)
        self.assertEqual(noted(events, "is"), ["shield"])
        self.assertEqual(noted(events, "inner"), [{"awaitable": "f"}])
        self.assertEqual(told(events, "skipped"), [{"by": "main", "action": "note"}])

    def test_an_object_of_what_is_not_there_yet_cannot_be_gathered(self) -> None:
        events = gathered("shield", task("t"), of="t")
        skipped = [(e["of"], e["action"]) for e in events if e["event"] == "skipped"]
        self.assertEqual(skipped, [("g", "gather"), ("g", "await")])

    def test_a_shield_keeps_the_cancellation_of_the_gather_from_the_task(self) -> None:
        awaitables = [task("t", {"sleep": 2}, {"return": 1}), thing("x", "shield", of="t")]
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"sleep": 1}, {"cancel": "g"}]
        events = run_python([*awaitables, gather("g", "x")], [*script, {"await": "t"}])
        self.assertEqual(outcome(events, "t"), {"result": 1})
        self.assertEqual(outcome(events, "g")["error"]["type"], "CancelledError")

    def test_wait_for_limits_its_child_alone(self) -> None:
        awaitables = [task("t", {"sleep": 9}), thing("x", "wait_for", of="t", timeout=2)]
        awaitables += [coroutine("a", {"sleep": 3}, {"return": 2}), gather("g", "x", "a")]
        awaitables[-1]["return_exceptions"] = True
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"await": "g"}]
        events = run_python(awaitables, script)
        values = outcome(events, "g")["result"]["list"]
        self.assertEqual([values[0]["error"]["type"], values[1]], ["TimeoutError", 2])
        self.assertEqual(noted(events, "timeout"), [2])


class Ducks(unittest.TestCase):
    def settled(self, **action: Any) -> List[Json]:
        awaitables = [thing("x", "duck_future"), gather("g", "x")]
        step: Json = dict(action)
        return run_python(awaitables, [{"gather": "g"}, step, {"sleep": 1}])

    def test_a_result(self) -> None:
        events = self.settled(set_result="x", value=7)
        self.assertEqual(outcome(events, "g"), {"result": {"list": [7]}})

    def test_an_error(self) -> None:
        events = self.settled(set_exception="x", error="ValueError")
        self.assertEqual(outcome(events, "g"), {"error": {"type": "ValueError"}})

    def test_a_cancelled_one_leaves_gather_pending_from_39(self) -> None:
        events = self.settled(cancel="x")
        if AT_LEAST_39:
            self.assertEqual(outcome(events, "g"), "pending")
            self.assertEqual(told(events, "logged", "loop")[0]["error"]["type"], "AttributeError")
        else:
            self.assertEqual(outcome(events, "g")["error"]["type"], "CancelledError")

    def test_nothing_can_be_done_to_one_that_is_not_there(self) -> None:
        awaitables = [thing("x", "duck_future"), gather("g", "x")]
        events = run_python(awaitables, [{"cancel": "x"}, {"set_result": "x", "value": 1}])
        self.assertEqual([e["action"] for e in told(events, "skipped")], ["cancel", "set_result"])


if __name__ == "__main__":
    unittest.main()
