# SPDX-License-Identifier: MIT
"""gather among the other tools of asyncio: timeouts, wait, task groups, semaphores."""

import unittest
from typing import Any, List

from tests.support import AT_LEAST_311, Json, coroutine, gather, noted, one, only, outcome
from tests.support import run_python, task, told

CREATE_BOTH: List[Json] = [{"create": "t"}, {"create": "s"}]


def cleaning(name: str, delay: int) -> Json:
    """A coroutine that takes its time when it is cancelled."""
    return coroutine(name, {"sleep": 9}, on_cancel=[[{"sleep": delay}]])


class Limits(unittest.TestCase):
    def limited(self, limit: str, *children: Json, **how: Any) -> List[Json]:
        call = gather("g", *[child["name"] for child in children], **how)
        script: List[Json] = [{"gather": "g"}, {"await": "g", limit: 2, "catch": True}]
        return run_python([*children, call], script)

    def test_wait_for_gives_the_result_in_time(self) -> None:
        events = self.limited("within", coroutine("a", {"sleep": 1}, {"return": 1}))
        self.assertEqual(
            told(events, "awaited"), [{"on": "g", "outcome": {"result": {"list": [1]}}}]
        )
        self.assertEqual(noted(events, "within", of="g"), [2])

    def test_wait_for_raises_when_the_first_child_has_finished_cancelling(self) -> None:
        events = self.limited("within", cleaning("a", 1), cleaning("b", 3))
        self.check_timeout(events, 3)

    def test_wait_for_waits_for_every_child_with_return_exceptions(self) -> None:
        events = self.limited("within", cleaning("a", 1), cleaning("b", 3), return_exceptions=True)
        self.check_timeout(events, 5)

    @unittest.skipUnless(AT_LEAST_311, "asyncio.timeout came with 3.11")
    def test_timeout_does_likewise(self) -> None:
        self.check_timeout(self.limited("timeout", cleaning("a", 1), cleaning("b", 3)), 3)
        self.check_timeout(self.limited("timeout", cleaning("a", 1), return_exceptions=True), 3)

    def check_timeout(self, events: List[Json], time: int) -> None:
        awaited = one(events, event="awaited", of="main")
        self.assertEqual(
            (awaited["t"], awaited["outcome"]["error"]["type"]), (time, "TimeoutError")
        )
        self.assertEqual({e["t"] for e in only(events, event="interrupted")} - {time}, {2} - {time})

    def test_a_shield_saves_what_is_awaited(self) -> None:
        script: List[Json] = [
            {"create": "t"},
            {"await": "t", "within": 1, "shield": True, "catch": True},
        ]
        events = run_python([task("t", {"sleep": 2}, {"return": 1})], script)
        self.assertEqual(outcome(events, "t"), {"result": 1})
        self.assertIs(one(events, event="awaiting")["shield"], True)

    def test_what_is_not_there_is_skipped(self) -> None:
        events = run_python([task("t")], [{"await": "t", "within": 1}])
        self.assertEqual(told(events, "skipped"), [{"by": "main", "action": "await"}])


class Waits(unittest.TestCase):
    BOTH = [task("t", {"sleep": 1}, {"raise": "ValueError"}), task("s", {"sleep": 2})]

    def waited(self, until: str) -> List[Json]:
        return run_python(self.BOTH, [*CREATE_BOTH, {"wait": ["s", "t"], "until": until}])

    def test_it_names_those_that_are_done_in_order(self) -> None:
        for until, done, time in (
            ("FIRST_COMPLETED", "t", 1),
            ("FIRST_EXCEPTION", "t", 1),
            ("ALL_COMPLETED", "s t", 2),
        ):
            events = self.waited(until)
            self.assertEqual(noted(events, "done", of="main"), [done])
            awaited = one(events, event="awaited")
            self.assertEqual(
                (awaited["t"], awaited["on"], awaited["outcome"]), (time, "s", {"result": None})
            )
            self.assertEqual((noted(events, "until"), noted(events, "among")), ([until], ["s t"]))

    def test_a_gather_is_done_at_its_first_failure(self) -> None:
        step: Json = {"wait": ["g"], "until": "FIRST_EXCEPTION"}
        events = run_python(
            [*self.BOTH, gather("g", "t", "s")], [*CREATE_BOTH, {"gather": "g"}, step]
        )
        self.assertEqual(one(events, event="awaited")["t"], 1)

    def test_a_cancelled_wait_goes_to_on_cancel(self) -> None:
        step: Json = {"wait": ["s"], "until": "ALL_COMPLETED"}
        awaitables = [self.BOTH[1], task("w", step, on_cancel=[[{"return": "saved"}]])]
        script: List[Json] = [{"create": "s"}, {"create": "w"}, {"sleep": 1}, {"cancel": "w"}]
        events = run_python(awaitables, script)
        self.assertEqual(
            (outcome(events, "w"), outcome(events, "s")), ({"result": "saved"}, {"result": None})
        )

    def test_it_is_skipped_for_the_first_that_is_not_there(self) -> None:
        events = run_python(
            self.BOTH, [{"create": "t"}, {"wait": ["t", "s"], "until": "ALL_COMPLETED"}]
        )
        self.assertEqual(told(events, "skipped", "s"), [{"by": "main", "action": "wait"}])


@unittest.skipUnless(AT_LEAST_311, "task groups came with 3.11")
class TaskGroups(unittest.TestCase):
    def test_a_failing_member_cancels_the_one_that_gathers_and_its_children(self) -> None:
        awaitables = [
            coroutine("a", {"sleep": 9}),
            gather("g", "a"),
            task("t", {"gather": "g"}, {"await": "g"}),
        ]
        awaitables += [task("s", {"sleep": 1}, {"raise": "ValueError"})]
        events = run_python(awaitables, [{"task_group": ["t", "s"]}])
        self.assertEqual(
            [(e["of"], e["by"]) for e in events if e["event"] == "created"],
            [("t", "main"), ("s", "main")],
        )
        self.assertEqual(
            [one(events, event="interrupted")["of"], outcome(events, "t")], ["a", "cancelled"]
        )
        error = outcome(events, "main")["error"]
        self.assertEqual(error["type"], "ExceptionGroup")
        self.assertEqual(error["text"], "unhandled errors in a TaskGroup (1 sub-exception)")
        self.assertEqual(told(events, "awaiting", "main"), [{"on": "t"}])
        self.assertEqual(noted(events, "task_group"), ["t s"])

    def test_a_child_that_uses_one_contributes_an_exception_group(self) -> None:
        awaitables = [
            task("t", {"raise": "KeyError"}),
            coroutine("a", {"task_group": ["t"]}),
            gather("g", "a"),
        ]
        events = run_python(awaitables, [{"gather": "g"}, {"await": "g", "catch": True}])
        self.assertEqual(outcome(events, "g")["error"]["type"], "ExceptionGroup")

    def test_all_is_well_if_all_members_are(self) -> None:
        events = run_python([task("t", {"sleep": 1}), task("s")], [{"task_group": ["t", "s"]}])
        self.assertEqual(told(events, "awaited"), [{"on": "t", "outcome": {"result": None}}])

    def test_it_is_skipped_for_the_first_task_that_is_there(self) -> None:
        events = run_python([task("t"), task("s")], [{"create": "s"}, {"task_group": ["t", "s"]}])
        self.assertEqual(told(events, "skipped", "s"), [{"by": "main", "action": "task_group"}])
        self.assertEqual(len(only(events, event="created")), 1)


class Semaphores(unittest.TestCase):
    def test_one_at_a_time(self) -> None:
        steps: List[Json] = [{"acquire": "s"}, {"sleep": 1}, {"release": "s"}]
        children = [coroutine(name, *steps) for name in "abc"]
        script: List[Json] = [{"gather": "g"}, {"await": "g"}]
        events = run_python([*children, gather("g", "a", "b", "c")], script)
        acquired = [(e["t"], e["of"], e["value"]) for e in events if e.get("what") == "acquired"]
        self.assertEqual(acquired, [(0, "a", "s"), (1, "b", "s"), (2, "c", "s")])
        self.assertEqual(noted(events, "acquire"), ["s", "s", "s"])
        self.assertEqual(noted(events, "released", of="b"), ["s"])

    def test_a_cancelled_acquisition_is_an_interruption(self) -> None:
        waiting = task("t", {"acquire": "s"}, on_cancel=[[{"return": "saved"}]])
        script: List[Json] = [{"acquire": "s"}, {"create": "t"}, {"sleep": 1}, {"cancel": "t"}]
        events = run_python([waiting], script)
        self.assertEqual(told(events, "interrupted", "t"), [{"error": {"type": "CancelledError"}}])
        self.assertEqual(outcome(events, "t"), {"result": "saved"})

    def test_a_release_may_come_from_outside_and_first(self) -> None:
        events = run_python([], [{"acquire": "s"}, {"acquire": "s"}], before=[{"release": "s"}])
        self.assertEqual(noted(events, "acquired"), ["s", "s"])


if __name__ == "__main__":
    unittest.main()
