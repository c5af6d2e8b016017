# SPDX-License-Identifier: MIT
"""What is let go of: whether it is gone, and what asyncio says about it."""

import unittest
from typing import Any, List

from tests.support import AT_LEAST_39, Json, coroutine, future, gather, noted, outcome
from tests.support import run_python, task, thing, told

FAILING = [coroutine("a", {"raise": "ValueError"}), gather("g", "a")]
NEVER_RETRIEVED = {
    "report": "_GatheringFuture exception was never retrieved",
    "error": {"type": "ValueError"},
}


def reports(events: List[Json]) -> List[Any]:
    """Who was reported, and with which words."""
    return [(event["of"], event["report"]) for event in events if event["event"] == "logged"]


class NeverRetrieved(unittest.TestCase):
    def test_a_failure_that_nobody_awaits_is_logged_once(self) -> None:
        events = run_python(FAILING, [{"gather": "g"}, {"sleep": 1}])
        self.assertEqual(told(events, "logged", "g"), [NEVER_RETRIEVED])
        self.assertEqual(len(reports(events)), 1)

    def test_reading_the_final_state_and_running_callbacks_is_no_retrieval(self) -> None:
        callback: Json = {"add_done_callback": "g", "label": "k", "do": []}
        events = run_python(FAILING, [{"gather": "g"}, callback, {"sleep": 1}])
        self.assertEqual(outcome(events, "g"), {"error": {"type": "ValueError"}})
        self.assertEqual(told(events, "logged", "g"), [NEVER_RETRIEVED])

    def test_an_awaited_or_observed_failure_is_not_logged(self) -> None:
        for step in ({"await": "g", "catch": True}, {"observe": "g"}):
            events = run_python(FAILING, [{"gather": "g"}, {"sleep": 1}, step])
            self.assertEqual(reports(events), [])

    def test_cancelled_gathers_are_logged_too(self) -> None:
        awaitables = [coroutine("a", {"sleep": 9}), gather("g", "a")]
        events = run_python(awaitables, [{"gather": "g"}, {"sleep": 0}, {"cancel": "g"}])
        self.assertEqual(told(events, "logged", "g")[0]["error"]["type"], "CancelledError")
        events = run_python(
            [future("f"), gather("g", "f")], [{"gather": "g"}, {"cancel": "f"}, {"sleep": 1}]
        )
        self.assertEqual(told(events, "logged", "g")[0]["error"]["type"], "CancelledError")

    def test_only_the_first_failure_is_logged(self) -> None:
        awaitables = [*FAILING[:1], coroutine("b", {"raise": "KeyError"}), gather("g", "a", "b")]
        events = run_python(awaitables, [{"gather": "g"}, {"sleep": 1}])
        self.assertEqual(told(events, "logged"), [NEVER_RETRIEVED])

    def test_the_failure_of_a_task_counts_as_retrieved_once_it_is_gathered(self) -> None:
        failing = task("t", {"raise": "ValueError"})
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"await": "g", "catch": True}]
        self.assertEqual(reports(run_python([failing, gather("g", "t")], script)), [])
        events = run_python([failing], [{"create": "t"}, {"sleep": 1}])
        self.assertEqual(reports(events), [("t", "Task exception was never retrieved")])

    def test_cancelling_a_failed_gather_does_not_keep_it_from_the_log(self) -> None:
        events = run_python(FAILING, [{"gather": "g"}, {"sleep": 1}, {"cancel": "g"}])
        self.assertEqual(told(events, "logged", "g"), [NEVER_RETRIEVED])

    def test_wait_is_no_retrieval(self) -> None:
        events = run_python(FAILING, [{"gather": "g"}, {"wait": ["g"], "until": "ALL_COMPLETED"}])
        self.assertEqual(told(events, "logged", "g"), [NEVER_RETRIEVED])

    def test_a_gather_that_wait_for_cancelled_is_logged_up_to_38(self) -> None:
        awaitables = [coroutine("a", {"sleep": 9}), gather("g", "a")]
        events = run_python(
            awaitables, [{"gather": "g"}, {"await": "g", "within": 1, "catch": True}]
        )
        self.assertEqual(len(reports(events)), 0 if AT_LEAST_39 else 1)


class Destroyed(unittest.TestCase):
    def test_wrapped_children_are_destroyed_in_silence_and_tasks_are_not(self) -> None:
        awaitables = [
            future("f"),
            coroutine("a", {"await": "f"}),
            task("t", {"await": "f"}),
            gather("g", "a", "t"),
        ]
        events = run_python(awaitables, [{"create": "t"}, {"gather": "g"}, {"sleep": 1}])
        self.assertEqual(reports(events), [("t", "Task was destroyed but it is pending!")])

    def test_objects_go_in_the_order_of_the_scenario(self) -> None:
        awaitables = [task(name, {"raise": "ValueError"}) for name in "cab"]
        events = run_python(awaitables, [{"create": name} for name in "abc"])
        self.assertEqual([of for of, _ in reports(events)], ["c", "a", "b"])

    def test_objects_that_hold_each_other_go_together_in_that_order(self) -> None:
        awaitables = [task("t", {"await": "s"}), task("s", {"await": "t"})]
        events = run_python(awaitables, [{"create": "s"}, {"create": "t"}])
        self.assertEqual([of for of, _ in reports(events)], ["t", "s"])

    def test_main_is_an_object_too(self) -> None:
        events = run_python([future("f")], [{"await": "f"}])
        self.assertEqual(reports(events), [("main", "Task was destroyed but it is pending!")])


class Alive(unittest.TestCase):
    FORGET: List[Json] = [{"forget": "g"}, {"note": "alive", "of": "g"}]

    def test_what_the_run_holds_is_alive(self) -> None:
        events = run_python([gather("g")], [{"gather": "g"}, {"note": "alive", "of": "g"}])
        self.assertEqual(noted(events, "alive"), [1])

    def test_a_done_gather_that_is_forgotten_is_gone(self) -> None:
        awaitables = [coroutine("a"), gather("g", "a")]
        events = run_python(awaitables, [{"gather": "g"}, {"sleep": 1}, *self.FORGET])
        self.assertEqual(noted(events, "alive"), [0])
        self.assertEqual(noted(events, "forgotten", of="g"), [None])

    def test_an_error_does_not_keep_it_alive(self) -> None:
        script: List[Json] = [
            {"gather": "g"},
            {"await": "g", "catch": True},
            {"sleep": 0},
            *self.FORGET,
        ]
        self.assertEqual(noted(run_python(FAILING, script), "alive"), [0])

    def test_a_pending_child_keeps_it_alive_and_runs_on_without_it(self) -> None:
        awaitables = [coroutine("a", {"sleep": 2}, {"return": 1}), gather("g", "a")]
        script: List[Json] = [
            {"gather": "g"},
            *self.FORGET,
            {"sleep": 3},
            {"note": "alive", "of": "g"},
        ]
        events = run_python(awaitables, script)
        self.assertEqual(noted(events, "alive"), [1, 0])
        self.assertEqual(told(events, "ended", "a"), [{"outcome": {"result": 1}}])

    def test_a_forgotten_failure_is_logged_at_once(self) -> None:
        events = run_python(FAILING, [{"gather": "g"}, {"sleep": 1}, {"forget": "g"}, {"sleep": 1}])
        logged, forgotten = (
            next(e for e in events if e["event"] == kind and e["of"] == "g")
            for kind in ("logged", "noted")
        )
        self.assertEqual((logged["t"], forgotten["t"]), (1, 1))

    def test_what_is_forgotten_does_not_exist_for_the_run(self) -> None:
        awaitables = [task("t", {"sleep": 1}), gather("g", "t")]
        script: List[Json] = [{"create": "t"}, {"forget": "t"}, {"create": "t"}, {"gather": "g"}]
        events = run_python(awaitables, [*script, {"forget": "t"}, {"note": "class", "of": "t"}])
        skipped = [(e["of"], e["action"]) for e in events if e["event"] == "skipped"]
        self.assertEqual(
            skipped, [("t", "create"), ("g", "gather"), ("t", "forget"), ("t", "note")]
        )
        self.assertEqual([e["of"] for e in events if e["event"] == "final"], ["main"])

    def test_what_takes_no_weak_reference_cannot_be_told(self) -> None:
        script: List[Json] = [{"gather": "g"}, {"note": "alive", "of": "x"}]
        self.assertEqual(
            noted(run_python([thing("x", "none"), gather("g", "x")], script), "alive"), [None]
        )


if __name__ == "__main__":
    unittest.main()
