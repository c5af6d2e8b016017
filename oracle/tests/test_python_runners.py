# SPDX-License-Identifier: MIT
"""How a loop is run, what escapes from it, and what is done without one."""

import unittest
from typing import Any, List

from tests.support import AT_LEAST_310, AT_LEAST_312, AT_LEAST_314, Json, coroutine, future, gather
from tests.support import noted, one, outcome, run_python, story, task, told, without_ids

CALL: List[Json] = [{"gather": "g"}, {"await": "g"}]
PAIR = [
    coroutine("a", {"raise": "ValueError"}),
    coroutine("b", {"sleep": 2}),
    gather("g", "a", "b"),
]
EXITING = [
    coroutine("a", {"sleep": 1}, {"raise": "SystemExit"}),
    coroutine("b", {"sleep": 2}, {"return": 2}),
    gather("g", "a", "b"),
]


def escaped(events: List[Json]) -> Any:
    """Which errors came out of the runner."""
    return [event["error"] for event in told(events, "escaped", "main")]


class RunUntilComplete(unittest.TestCase):
    def test_survivors_of_a_failure_are_left_suspended(self) -> None:
        events = run_python(PAIR, CALL, runner="run_until_complete")
        self.assertEqual(escaped(events), [{"type": "ValueError"}])
        self.assertEqual(told(events, "ended", "b"), [])
        self.assertEqual(noted(events, "runner"), ["run_until_complete"])

    def test_again_they_go_on(self) -> None:
        events = run_python(PAIR, CALL, runner="again")
        self.assertEqual(told(events, "ended", "b"), [{"outcome": {"result": None}}])

    def test_without_an_escape_again_runs_once(self) -> None:
        events = run_python([task("t", {"sleep": 2})], [{"create": "t"}], runner="again")
        self.assertEqual((escaped(events), told(events, "ended", "t")), ([], []))

    def test_a_deadlock_is_a_runtime_error(self) -> None:
        events = run_python([future("f")], [{"await": "f"}], runner="run_until_complete")
        text = "Event loop stopped before Future completed."
        self.assertEqual(escaped(events), [{"type": "RuntimeError", "text": text}])

    def test_an_exit_escapes_before_the_gather_is_done(self) -> None:
        for kind in ("KeyboardInterrupt", "SystemExit"):
            child = coroutine("a", {"sleep": 1}, {"raise": kind})
            events = run_python([child, *EXITING[1:]], CALL, runner="run_until_complete")
            self.assertEqual(escaped(events), [{"type": kind}])
            self.assertEqual(
                [outcome(events, "g"), outcome(events, "main")], ["pending", "pending"]
            )

    def test_on_a_second_run_the_awaiter_gets_the_exit(self) -> None:
        events = run_python(EXITING, [*CALL[:1], {"await": "g", "catch": True}], runner="again")
        exit = {"error": {"type": "SystemExit"}}
        self.assertEqual(told(events, "awaited", "main"), [{"on": "g", "outcome": exit}])
        self.assertEqual(told(events, "ended", "b"), [{"outcome": {"result": 2}}])

    def test_on_a_second_run_the_exit_is_listed_with_return_exceptions(self) -> None:
        awaitables = [*EXITING[:2], gather("g", "a", "b", return_exceptions=True)]
        events = run_python(awaitables, CALL, runner="again")
        values = [{"error": {"type": "SystemExit"}}, 2]
        self.assertEqual(outcome(events, "g"), {"result": {"list": values}})

    def test_a_plain_run_is_ended_by_an_exit_too(self) -> None:
        events = run_python(EXITING, CALL)
        self.assertEqual(escaped(events), [{"type": "SystemExit"}])
        self.assertEqual(outcome(events, "g"), "pending")

    def test_an_exit_may_come_from_the_timeline(self) -> None:
        events = run_python([], [{"sleep": 9}], [{"at": 1, "do": [{"raise": "KeyboardInterrupt"}]}])
        self.assertEqual(escaped(events), [{"type": "KeyboardInterrupt"}])


class Run(unittest.TestCase):
    def test_survivors_are_cancelled(self) -> None:
        events = run_python(PAIR, CALL, runner="run")
        self.assertEqual(escaped(events), [{"type": "ValueError"}])
        self.assertEqual(told(events, "interrupted", "b"), [{"error": {"type": "CancelledError"}}])

    def test_main_is_an_ordinary_task(self) -> None:
        events = run_python([coroutine("a", {"return": 1}), gather("g", "a")], CALL, runner="run")
        self.assertEqual(outcome(events, "g"), {"result": {"list": [1]}})
        self.assertEqual(story(events, "started"), ["0:main started", "1:a started"])

    def test_an_exit_escapes_and_cancels_the_siblings(self) -> None:
        events = run_python(EXITING, CALL, runner="run")
        self.assertEqual(escaped(events), [{"type": "SystemExit"}])
        self.assertEqual(len(told(events, "interrupted", "b")), 1)

    def test_what_main_sees_of_an_exit_is_a_cancellation_or_the_exit(self) -> None:
        alone = [coroutine("a", {"raise": "SystemExit"}), gather("g", "a")]
        pair = [alone[0], coroutine("b", {"sleep": 0}), gather("g", "a", "b")]
        seen = []
        for awaitables in (alone, pair):
            events = run_python(awaitables, CALL, runner="run")
            seen += [each["outcome"]["error"]["type"] for each in told(events, "awaited", "main")]
        self.assertEqual(seen, ["CancelledError", "SystemExit"])


class Before(unittest.TestCase):
    CHILDREN: List[Json] = [coroutine("a", {"return": 1}), gather("g", "a")]

    def test_without_a_current_loop_coroutines_cannot_be_gathered(self) -> None:
        events = run_python(self.CHILDREN, [], before=[{"gather": "g"}])
        error = without_ids(one(events, event="gather")["error"])
        self.assertEqual(error["type"], "RuntimeError")
        self.assertIn("no current event loop", error["text"])
        self.assertEqual(
            (one(events, event="gather")["turn"], one(events, event="gather")["by"]), (0, "before")
        )

    def test_nor_can_nothing_at_all(self) -> None:
        events = run_python([gather("g")], [], before=[{"gather": "g"}])
        self.assertEqual(one(events, event="gather")["error"]["type"], "RuntimeError")

    def test_futures_bring_their_loop(self) -> None:
        events = run_python(
            [future("f"), gather("g", "f")],
            [{"set_result": "f", "value": 3}, {"await": "g"}],
            before=[{"gather": "g"}],
        )
        self.assertEqual(outcome(events, "g"), {"result": {"list": [3]}})

    def test_with_a_current_loop_they_run_on_it(self) -> None:
        for runner in (None, "run_until_complete"):
            options = {"runner": runner} if runner else {}
            before = [{"gather": "g"}]
            events = run_python(
                self.CHILDREN, [{"await": "g"}], before=before, current=True, **options
            )
            self.assertEqual(outcome(events, "g"), {"result": {"list": [1]}})
            self.assertEqual(story(events, "started"), ["0:a started", "0:main started"])
            self.assertEqual(noted(events, "current"), [1])

    def test_a_current_loop_that_does_not_run_is_deprecated_in_310_and_some_later(self) -> None:
        events = run_python(self.CHILDREN, [], before=[{"gather": "g"}], current=True)
        warned = told(events, "warned", "g")
        self.assertIn(warned, ([], [{"category": "DeprecationWarning"}]))
        if not AT_LEAST_310 or AT_LEAST_312:
            self.assertEqual(warned, [])

    def test_a_thread_has_no_loop(self) -> None:
        events = run_python(self.CHILDREN, [], thread=[{"gather": "g"}], current=True)
        self.assertEqual(one(events, event="gather")["by"], "thread")
        self.assertEqual(one(events, event="gather")["error"]["type"], "RuntimeError")


class OtherLoops(unittest.TestCase):
    FOREIGN: Json = {**future("f"), "loop": "other"}

    def test_futures_of_two_loops_are_refused(self) -> None:
        events = run_python([self.FOREIGN, future("h"), gather("g", "h", "f")], [{"gather": "g"}])
        error = one(events, event="gather")["error"]
        self.assertEqual(error["type"], "ValueError")
        self.assertIn("loop", error["text"])
        self.assertEqual(noted(events, "loop", of="f"), ["other"])

    def test_futures_of_another_loop_make_a_gather_of_that_loop_up_to_313(self) -> None:
        script: List[Json] = [{"gather": "g"}, {"observe": "g"}, {"await": "g", "catch": True}]
        events = run_python([self.FOREIGN, gather("g", "f")], script)
        if AT_LEAST_314:
            self.assertEqual(one(events, event="gather")["error"]["type"], "ValueError")
        else:
            self.assertIs(one(events, event="observed")["loop"], False)
            self.assertEqual(
                one(events, event="awaited")["outcome"]["error"]["type"], "RuntimeError"
            )

    def test_a_coroutine_after_a_foreign_future_goes_to_the_foreign_loop_up_to_313(self) -> None:
        events = run_python(
            [self.FOREIGN, coroutine("a"), gather("g", "f", "a")], [{"gather": "g"}, {"sleep": 1}]
        )
        self.assertEqual(told(events, "started", "a"), [])
        self.assertEqual("error" in one(events, event="gather"), AT_LEAST_314)


if __name__ == "__main__":
    unittest.main()
