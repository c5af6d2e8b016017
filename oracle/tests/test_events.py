# SPDX-License-Identifier: MIT
"""Each kind of event, with all its keys."""

import unittest
from typing import List

from tests.support import AT_LEAST_39, AT_LEAST_311, Json, coroutine, future, gather, one, only
from tests.support import run, task, without_ids

NOW = {"t": 0, "turn": 0}
SETTLE_F: Json = {"set_result": "f", "value": 5}


class Bodies(unittest.TestCase):
    def test_main_starts_and_ends_and_is_not_created(self) -> None:
        events = run([], [])
        self.assertEqual(
            events,
            [
                {**NOW, "event": "started", "of": "main"},
                {**NOW, "event": "ended", "of": "main", "outcome": {"result": None}},
                {**NOW, "event": "final", "of": "main", "outcome": {"result": None}},
            ],
        )

    def test_created_tells_who_made_the_task(self) -> None:
        events = run([task("t")], [], [{"at": 0, "do": [{"create": "t"}]}])
        self.assertEqual(one(events, event="created"), {**NOW, "of": "t", "by": "timeline"})

    def test_a_bare_coroutine_starts_but_is_not_created_and_has_no_final_state(self) -> None:
        events = run([coroutine("a"), gather("g", "a")], [{"gather": "g"}])
        self.assertEqual([e["event"] for e in only(events, of="a")], ["started", "ended"])

    def test_a_sleep_is_told_before_and_after(self) -> None:
        events = run([], [{"sleep": 2}])
        self.assertEqual(one(events, event="sleeping"), {**NOW, "of": "main", "delay": 2})
        self.assertEqual(one(events, event="resumed"), {"t": 2, "turn": 2, "of": "main"})

    def test_interrupted_has_the_error_that_came_out_of_the_sleep(self) -> None:
        events = run([], [{"sleep": 9}], [{"at": 1, "do": [{"cancel": "main"}]}])
        found = one(events, event="interrupted")
        self.assertEqual(without_ids(found["error"]), {"type": "CancelledError"})
        self.assertEqual(one(events, event="ended")["outcome"], {"error": found["error"]})

    def test_awaiting_and_awaited_name_the_awaited(self) -> None:
        events = run([future("f")], [{"await": "f"}], [{"at": 0, "do": [SETTLE_F]}])
        self.assertEqual(one(events, event="awaiting"), {**NOW, "of": "main", "on": "f"})
        awaited = {"t": 0, "turn": 1, "of": "main", "on": "f", "outcome": {"result": 5}}
        self.assertEqual(one(events, event="awaited"), awaited)

    def test_ended_has_the_returned_value_or_the_raised_error(self) -> None:
        tasks = [task("a", {"return": "x"}), task("b", {"raise": "BaseError"})]
        events = run(tasks, [{"create": "a"}, {"create": "b"}])
        self.assertEqual(one(events, event="ended", of="a")["outcome"], {"result": "x"})
        error = {"error": {"type": "BaseError", "id": 1}}
        self.assertEqual(one(events, event="ended", of="b")["outcome"], error)

    def test_steps_after_return_and_raise_are_not_done(self) -> None:
        raising = task("t", {"raise": "KeyError"}, {"observe": "main"})
        events = run([raising], [{"create": "t"}, {"return": 1}, {"observe": "main"}])
        self.assertEqual(only(events, event="observed"), [])


class Awaits(unittest.TestCase):
    def failing(self, **keys: bool) -> List[Json]:
        script: List[Json] = [{"await": "f", **keys}, {"return": "on"}]
        timeline = [{"at": 1, "do": [{"set_exception": "f", "error": "BaseError"}]}]
        return run([future("f")], script, timeline)

    def test_an_error_of_the_awaited_ends_the_script_with_the_same_object(self) -> None:
        events = self.failing()
        error = {"error": {"type": "BaseError", "id": 1}}
        self.assertEqual(one(events, event="awaited")["outcome"], error)
        self.assertEqual(one(events, event="final", of="main")["outcome"], error)

    def test_catch_goes_on_after_an_error(self) -> None:
        ended = one(self.failing(catch=True), event="ended")
        self.assertEqual(ended["outcome"], {"result": "on"})

    def test_catch_does_not_catch_a_cancellation(self) -> None:
        script: List[Json] = [{"await": "f", "catch": True}, {"return": 1}]
        events = run([future("f")], script, [{"at": 1, "do": [{"cancel": "f"}]}])
        self.assertEqual(one(events, event="final", of="main")["outcome"], "cancelled")

    def test_shield_keeps_the_cancellation_of_the_awaiter_from_the_awaited(self) -> None:
        cancel = [{"at": 1, "do": [{"cancel": "main"}]}]
        shielded = run([future("f")], [{"await": "f", "shield": True}], cancel)
        self.assertEqual(one(shielded, event="final", of="f")["outcome"], "pending")
        self.assertEqual(one(shielded, event="awaiting")["shield"], True)
        plain = run([future("f")], [{"await": "f", "shield": False}], cancel)
        self.assertEqual(one(plain, event="final", of="f")["outcome"], "cancelled")
        self.assertNotIn("shield", one(plain, event="awaiting"))

    def test_shield_hands_an_error_on_as_the_same_object_and_catch_catches_it(self) -> None:
        events = self.failing(shield=True, catch=True)
        self.assertEqual(
            one(events, event="awaited")["outcome"], one(events, event="final", of="f")["outcome"]
        )
        self.assertEqual(one(events, event="ended")["outcome"], {"result": "on"})


class Gathers(unittest.TestCase):
    def test_gather_tells_its_call_and_whether_it_is_done(self) -> None:
        outer = gather("g", "f", "a", "f", return_exceptions=True)
        found = one(run([future("f"), coroutine("a"), outer], [{"gather": "g"}]), event="gather")
        call = {"children": ["f", "a", "f"], "return_exceptions": True, "done": False}
        self.assertEqual(found, {**NOW, "of": "g", "by": "main", **call})

    def test_an_empty_gather_is_done_at_once(self) -> None:
        found = one(run([gather("g")], [{"gather": "g"}]), event="gather")
        self.assertEqual((found["children"], found["done"]), ([], True))

    def test_one_coroutine_at_two_positions_runs_once(self) -> None:
        events = run([coroutine("a", {"return": 1}), gather("g", "a", "a")], [{"gather": "g"}])
        self.assertEqual(len([e for e in events if e["of"] == "a" and e["event"] == "started"]), 1)
        outcome = one(events, event="final", of="g")["outcome"]
        self.assertEqual(outcome, {"result": {"list": [1, 1], "id": 1}})


class Actions(unittest.TestCase):
    def test_cancel_tells_whether_it_was_accepted(self) -> None:
        events = run([future("f")], [{"cancel": "f"}, {"cancel": "f"}])
        accepted = [event["accepted"] for event in only(events, event="cancel", of="f")]
        self.assertEqual(accepted, [True, False])

    def test_cancel_records_its_message_even_where_it_is_not_passed_on(self) -> None:
        script: List[Json] = [{"cancel": "f", "message": ""}, {"observe": "f"}]
        events = run([future("f")], script)
        self.assertEqual(list(one(events, event="cancel"))[-2:], ["message", "accepted"])
        error = one(events, event="observed")["result"]["error"]
        self.assertEqual(error.get("message"), "" if AT_LEAST_39 else None)

    def test_settle_tells_the_outcome_and_whether_it_was_accepted(self) -> None:
        script: List[Json] = [SETTLE_F, {"set_exception": "f", "error": "KeyError"}]
        found = only(run([future("f")], script), event="settle")
        base = {**NOW, "of": "f", "by": "main"}
        error = {"error": {"type": "KeyError", "id": 1}}
        self.assertEqual(found[0], {**base, "outcome": {"result": 5}, "accepted": True})
        self.assertEqual(found[1], {**base, "outcome": error, "accepted": False})

    def test_a_gather_can_be_settled_from_outside(self) -> None:
        script: List[Json] = [{"gather": "g"}, {"set_result": "g", "value": 7}]
        events = run([future("f"), gather("g", "f")], script)
        self.assertEqual(one(events, event="final", of="g")["outcome"], {"result": 7})

    def test_a_future_settled_with_a_cancelled_error_is_not_cancelled(self) -> None:
        script: List[Json] = [{"set_exception": "f", "error": "CancelledError"}, {"observe": "f"}]
        events = run([future("f")], script)
        self.assertIs(one(events, event="observed")["cancelled"], False)
        error = {"error": {"type": "CancelledError", "id": 1}}
        self.assertEqual(one(events, event="final", of="f")["outcome"], error)

    def test_a_callback_is_registered_and_runs_with_the_state_of_its_object(self) -> None:
        do: List[Json] = [{"add_done_callback": "main", "label": "k2", "do": []}]
        script: List[Json] = [{"add_done_callback": "f", "label": "k", "do": do}, SETTLE_F]
        events = run([future("f")], script)
        registered = only(events, event="registered")
        self.assertEqual(registered[0], {**NOW, "of": "f", "by": "main", "label": "k"})
        self.assertEqual((registered[1]["of"], registered[1]["by"]), ("main", "k"))
        ran = {"t": 0, "turn": 1, "of": "f", "label": "k", "outcome": {"result": 5}}
        self.assertEqual(only(events, event="callback")[0], ran)

    def test_a_callback_on_a_cancelled_object_sees_cancelled(self) -> None:
        script: List[Json] = [{"add_done_callback": "f", "label": "k", "do": []}, {"cancel": "f"}]
        self.assertEqual(one(run([future("f")], script), event="callback")["outcome"], "cancelled")

    def test_an_error_raised_by_a_callback_is_unhandled_under_its_label(self) -> None:
        do: List[Json] = [{"observe": "main"}, {"raise": {"type": "ValueError", "message": "v"}}]
        events = run([], [{"add_done_callback": "main", "label": "k", "do": do}])
        error = {"type": "ValueError", "id": 1, "message": "v"}
        found = {"t": 0, "turn": 1, "of": "k", "error": error}
        self.assertEqual(one(events, event="unhandled"), found)

    def test_every_error_raised_by_the_timeline_is_unhandled_and_the_run_goes_on(self) -> None:
        kinds = ["ValueError", "KeyError", "TimeoutError", "BaseError", "CancelledError"]
        timeline = [{"at": 1, "do": [{"raise": kind}]} for kind in kinds]
        events = run([], [{"sleep": 2}], timeline)
        found = only(events, event="unhandled", of="timeline")
        self.assertEqual([event["error"]["type"] for event in found], kinds)
        self.assertEqual(one(events, event="final", of="main")["outcome"], {"result": None})


class Observations(unittest.TestCase):
    def observe(self, *script: Json) -> Json:
        return one(run([future("f")], [*script, {"observe": "f"}]), event="observed")

    def test_a_pending_future_raises_invalid_state_errors_with_ids(self) -> None:
        def error(number: int) -> Json:
            return {"error": {"type": "InvalidStateError", "id": number}}

        told = {"done": False, "cancelled": False, "result": error(1), "exception": error(2)}
        self.assertEqual(self.observe(), {**NOW, "of": "f", "by": "main", **told, "loop": True})

    def test_a_result_comes_with_no_exception(self) -> None:
        found = self.observe(SETTLE_F)
        self.assertEqual((found["done"], found["cancelled"]), (True, False))
        self.assertEqual((found["result"], found["exception"]), ({"result": 5}, {"result": None}))

    def test_an_error_is_raised_by_result_and_returned_by_exception(self) -> None:
        found = self.observe({"set_exception": "f", "error": "KeyError"})
        error = {"type": "KeyError", "id": 1}
        self.assertEqual(found["result"], {"error": error})
        self.assertEqual(found["exception"], {"result": {"error": error}})

    def test_a_cancelled_future_raises_from_both(self) -> None:
        found = without_ids(self.observe({"cancel": "f"}))
        error = {"error": {"type": "CancelledError"}}
        self.assertEqual((found["cancelled"], found["result"]), (True, error))
        self.assertEqual(found["exception"], error)

    def test_cancelling_is_told_of_tasks_alone_from_311(self) -> None:
        awaitables = [task("t", {"sleep": 1}), gather("g", "t")]
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"sleep": 0}]
        script += [{"cancel": "t"}, {"cancel": "g"}, {"observe": "t"}, {"observe": "g"}]
        events = run(awaitables, script)
        cancelling = one(events, event="observed", of="t").get("cancelling")
        self.assertEqual(cancelling, 2 if AT_LEAST_311 else None)
        self.assertNotIn("cancelling", one(events, event="observed", of="g"))


class Skips(unittest.TestCase):
    def test_what_does_not_apply_is_skipped_and_the_script_goes_on(self) -> None:
        awaitables = [task("t"), task("u"), gather("g", "u"), gather("h", "g"), gather("i")]
        script: List[Json] = [{"await": "t"}, {"cancel": "t"}, {"observe": "t"}]
        script += [{"add_done_callback": "t", "label": "k", "do": []}]
        script += [{"set_result": "g", "value": 1}, {"set_exception": "g", "error": "KeyError"}]
        script += [{"gather": "g"}, {"gather": "h"}, {"create": "t"}, {"create": "t"}]
        script += [{"gather": "i"}, {"gather": "i"}, {"return": "end"}]
        events = run(awaitables, script)
        actions = "await cancel observe add_done_callback set_result set_exception".split()
        actions += ["gather", "gather", "create", "gather"]
        skipped = only(events, event="skipped")
        self.assertEqual([event["action"] for event in skipped], actions)
        self.assertEqual(skipped[0], {**NOW, "of": "t", "by": "main", "action": "await"})
        self.assertEqual(one(events, event="final", of="main")["outcome"], {"result": "end"})

    def test_only_what_exists_has_a_final_state_in_the_order_of_the_scenario(self) -> None:
        awaitables = [task("t"), gather("g", "f"), future("f"), gather("h")]
        awaitables += [coroutine("a"), gather("i", "a")]
        events = run(awaitables, [{"gather": "i"}, {"gather": "g"}])
        self.assertEqual([e["of"] for e in only(events, event="final")], ["main", "g", "f", "i"])


if __name__ == "__main__":
    unittest.main()
