# SPDX-License-Identifier: MIT
"""The notes, contexts and errors of the Python dialect."""

import unittest
from typing import Any, List

from tests.support import AT_LEAST_39, AT_LEAST_310, AT_LEAST_313, AT_LEAST_314, Json, coroutine
from tests.support import future, gather, noted, one, outcome, run_python, story, task, thing, told
from tests.support import without_ids

CALL: List[Json] = [{"gather": "g"}, {"await": "g", "catch": True}]


def note(what: str, *of: str) -> Json:
    """A note, about one or two objects or none."""
    return {"note": what, **dict(zip(("of", "to"), of))}


class Notes(unittest.TestCase):
    def test_class(self) -> None:
        awaitables = [future("f"), task("t"), gather("e"), gather("g", "f"), thing("x", "number")]
        script: List[Json] = [{"create": "t"}, {"gather": "e"}, {"gather": "g"}]
        script += [note("class", name) for name in ("f", "t", "e", "g", "main")]
        wanted = ["Future", "Task", "Future", "_GatheringFuture", "Task"]
        self.assertEqual(noted(run_python(awaitables, script), "class"), wanted)

    def test_the_current_task_of_a_child_is_its_own(self) -> None:
        awaitables = [coroutine("a", note("current_task")), task("t", note("current_task"))]
        awaitables += [gather("g", "a", "t")]
        script: List[Json] = [note("current_task"), {"create": "t"}, *CALL]
        timeline: List[Json] = [{"at": 1, "do": [note("current_task")]}]
        events = run_python(awaitables, script, timeline)
        self.assertEqual(
            sorted(map(str, noted(events, "current_task"))), ["None", "a", "main", "t"]
        )

    def test_outside_of_the_loop_there_is_no_current_task(self) -> None:
        self.assertEqual(
            noted(run_python([], [], before=[note("current_task")]), "current_task"), [None]
        )

    def test_number_counts_from_main(self) -> None:
        awaitables = [task("t"), future("f")]
        script: List[Json] = [
            {"create": "t"},
            note("number", "t"),
            note("number", "f"),
            note("number"),
        ]
        self.assertEqual(noted(run_python(awaitables, script), "number"), [1, None, 0])

    def test_futures_are_equal_to_themselves_alone(self) -> None:
        awaitables = [future("f"), gather("g"), gather("h"), gather("k", "f")]
        script: List[Json] = [{"gather": "g"}, {"gather": "h"}, {"gather": "k"}]
        pairs = [("g", "g"), ("g", "h"), ("f", "k")]
        words = ("equal", "same", "hash_equal")
        events = run_python(
            awaitables, script + [note(word, *pair) for word in words for pair in pairs]
        )
        for word in words:
            self.assertEqual(noted(events, word), [1, 0, 0], word)

    def test_equal_objects_and_unhashable_ones(self) -> None:
        awaitables = [thing("x", "equal"), thing("y", "equal"), thing("u", "unhashable")]
        awaitables += [gather("g", "x", "y"), gather("h", "u")]
        script: List[Json] = [{"gather": "g"}, {"gather": "h"}, note("equal", "x", "y")]
        script += [
            note("hash_equal", "x", "y"),
            note("same", "x", "y"),
            note("hash_equal", "u", "u"),
        ]
        events = run_python(awaitables, script)
        self.assertEqual([noted(events, word) for word in ("equal", "same")], [[1], [0]])
        self.assertEqual(noted(events, "hash_equal"), [1, None])

    def test_a_traceback_grows_up_to_39(self) -> None:
        awaitables = [coroutine("a", {"raise": "ValueError"}), gather("g", "a"), future("f")]
        events = run_python(
            awaitables, [*CALL, *[note("traceback", "g")] * 3, note("traceback", "f")]
        )
        first, second, third, pending = noted(events, "traceback")
        self.assertEqual(first < second < third, not AT_LEAST_310)
        self.assertEqual(first == second == third, AT_LEAST_310)
        self.assertGreater(pending, 0)

    def test_no_traceback_without_an_error(self) -> None:
        events = run_python([gather("g")], [{"gather": "g"}, note("traceback", "g")])
        self.assertEqual(noted(events, "traceback"), [None])

    def test_same_error(self) -> None:
        awaitables = [task("t", {"raise": "ValueError"}), future("f"), gather("g", "t")]
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"await": "g", "catch": True}]
        script += [
            note("same_error", "g", "t"),
            note("same_error", "g", "main"),
            note("same_error", "f", "g"),
        ]
        self.assertEqual(noted(run_python(awaitables, script), "same_error"), [1, None, None])

    def test_pending_counts_the_tasks_that_are_not_done(self) -> None:
        awaitables = [coroutine("a", {"sleep": 1}), coroutine("b"), gather("g", "a", "b")]
        script: List[Json] = [note("pending"), {"gather": "g"}, note("pending"), {"sleep": 0}]
        events = run_python(awaitables, [*script, {"sleep": 0}, note("pending")])
        self.assertEqual(noted(events, "pending"), [1, 3, 2])

    def test_cancel_takes_a_message_from_39(self) -> None:
        events = run_python([future("f")], [note("cancel_takes_message", "f")])
        self.assertEqual(noted(events, "cancel_takes_message"), [int(AT_LEAST_39)])
        self.assertEqual(outcome(events, "f"), "cancelled" if AT_LEAST_39 else "pending")

    @unittest.skipUnless(AT_LEAST_314, "awaited_by came with 3.14")
    def test_awaited_by_names_the_task_that_called(self) -> None:
        awaitables = [task("t", {"sleep": 1}), gather("g", "t")]
        script: List[Json] = [{"create": "t"}, note("awaited_by", "t"), {"gather": "g"}]
        events = run_python(awaitables, [*script, note("awaited_by", "t"), {"await": "g"}])
        self.assertEqual(noted(events, "awaited_by"), ["", "main"])

    def test_what_is_not_there_is_skipped(self) -> None:
        events = run_python([task("t"), future("f")], [note("class", "t"), note("same", "f", "t")])
        self.assertEqual(told(events, "skipped", "t"), [{"by": "main", "action": "note"}] * 2)


class Contexts(unittest.TestCase):
    def test_children_get_a_copy_of_the_context_at_the_call(self) -> None:
        child = [note("variable"), {"set_variable": "mine"}, {"sleep": 0}, note("variable")]
        awaitables = [coroutine("a", *child), coroutine("b", *child), gather("g", "a", "b")]
        script: List[Json] = [
            note("variable"),
            {"set_variable": 1},
            {"gather": "g"},
            {"set_variable": 2},
        ]
        events = run_python(awaitables, [*script, {"await": "g"}, note("variable")])
        for name in ("a", "b"):
            self.assertEqual(noted(events, "variable", of=name), [1, "mine"])
        self.assertEqual(noted(events, "variable", of="main"), [None, 2])

    def test_a_callback_runs_in_the_context_of_its_registration(self) -> None:
        callback: Json = {"add_done_callback": "g", "label": "k", "do": [note("variable")]}
        script: List[Json] = [
            {"gather": "g"},
            {"set_variable": "r"},
            callback,
            {"set_variable": "l"},
        ]
        events = run_python([coroutine("a"), gather("g", "a")], [*script, {"await": "g"}])
        self.assertEqual(noted(events, "variable"), ["r"])

    def test_setting_the_variable_is_noted(self) -> None:
        events = run_python([coroutine("a", {"set_variable": "mine"}), gather("g", "a")], CALL)
        self.assertEqual(noted(events, "set_variable", of="a"), ["mine"])

    def test_a_thread_and_the_next_run_begin_anew(self) -> None:
        for _ in range(2):
            events = run_python(
                [], [note("variable")], before=[{"set_variable": 1}], thread=[note("variable")]
            )
            self.assertEqual(noted(events, "variable"), [None, 1])


class Errors(unittest.TestCase):
    def raising(self, error: Any) -> List[Json]:
        return run_python([coroutine("a", {"raise": error}), gather("g", "a")], CALL)

    def test_stop_iteration_becomes_a_runtime_error(self) -> None:
        error = {"type": "RuntimeError", "text": "coroutine raised StopIteration"}
        events = self.raising("StopIteration")
        self.assertEqual(
            told(events, "ended", "a"), [{"outcome": {"error": {"type": "StopIteration"}}}]
        )
        self.assertEqual(outcome(events, "g"), {"error": error})

    def test_stop_async_iteration_and_generator_exit_are_delivered(self) -> None:
        for kind in ("StopAsyncIteration", "GeneratorExit"):
            error = {"type": kind, "message": "m"}
            events = self.raising(error)
            self.assertEqual(outcome(events, "g"), {"error": error})
            self.assertEqual(told(events, "ended", "a"), [{"outcome": {"error": error}}])
            self.assertEqual(told(events, "awaited"), [{"on": "g", "outcome": {"error": error}}])

    def test_stop_iteration_cannot_settle_a_future_and_is_converted_from_313(self) -> None:
        script: List[Json] = [
            {"gather": "g"},
            {"set_exception": "f", "error": "StopIteration"},
            {"sleep": 1},
        ]
        events = run_python([future("f"), gather("g", "f")], script)
        self.assertIs(one(events, event="settle")["accepted"], AT_LEAST_313)
        if AT_LEAST_313:
            self.assertEqual(outcome(events, "g")["error"]["type"], "RuntimeError")
            self.assertIn("interacts badly", outcome(events, "g")["error"]["text"])
        else:
            self.assertEqual(outcome(events, "g"), "pending")

    def test_an_error_of_asyncio_says_what_it_says_and_cancellations_their_message(self) -> None:
        events = run_python(
            [future("f")], [{"observe": "f"}, {"cancel": "f", "message": "m"}, {"observe": "f"}]
        )
        first, second = (each["result"]["error"] for each in told(events, "observed"))
        self.assertEqual(first["type"], "InvalidStateError")
        self.assertIn("text", first)
        wanted = (
            {"type": "CancelledError", "message": "m"}
            if AT_LEAST_39
            else {"type": "CancelledError"}
        )
        self.assertEqual(second, wanted)

    def test_texts_have_no_places_of_this_machine(self) -> None:
        awaitables = [{**future("f"), "loop": "other"}]
        events = run_python(awaitables, [{"await": "f", "catch": True}])
        error = without_ids(one(events, event="awaited")["outcome"]["error"])
        text = "Task <Task> got Future <Future> attached to a different loop"
        self.assertEqual(error, {"type": "RuntimeError", "text": text})


class Stops(unittest.TestCase):
    def test_a_stopped_loop_leaves_everything_as_it_is(self) -> None:
        awaitables = [task("t", {"sleep": 0}, {"sleep": 0}, {"sleep": 0})]
        events = run_python(awaitables, [{"create": "t"}, {"sleep": 0}, {"stop": True}])
        self.assertEqual(story(events, "resumed"), ["1:main resumed"])
        self.assertEqual(outcome(events, "t"), "pending")


if __name__ == "__main__":
    unittest.main()
