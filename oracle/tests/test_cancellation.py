# SPDX-License-Identifier: MIT
"""Every way in which a script can take a cancellation."""

import unittest
from typing import Any, List, Sequence

from tests.support import Json, future, one, only, outcome, run, task, without_ids

CONTINUE: Json = {"continue": True}


def cancels(*moments: int) -> List[Json]:
    """A timeline that cancels main at these moments."""
    return [{"at": at, "do": [{"cancel": "main"}]} for at in moments]


class Reactions(unittest.TestCase):
    def main(
        self, script: List[Json], on_cancel: Sequence[Sequence[Json]], *moments: int
    ) -> List[Json]:
        return run([future("f")], script, cancels(*moments), on_cancel)

    def end(self, block: List[Json], *moments: int) -> Any:
        return outcome(self.main([{"sleep": 9}, {"return": "on"}], [block], *moments), "main")

    def test_without_a_block_the_error_propagates(self) -> None:
        events = self.main([{"sleep": 9}], [], 1)
        self.assertEqual(outcome(events, "main"), "cancelled")

    def test_a_block_that_continues_swallows_the_cancellation(self) -> None:
        self.assertEqual(self.end([CONTINUE], 1), {"result": "on"})

    def test_a_block_can_return(self) -> None:
        self.assertEqual(self.end([{"return": "cleaned"}], 1), {"result": "cleaned"})

    def test_a_block_can_convert_the_cancellation(self) -> None:
        self.assertEqual(self.end([{"raise": "KeyError"}], 1), {"error": {"type": "KeyError"}})

    def test_a_block_can_raise_a_cancelled_error_of_its_own(self) -> None:
        events = self.main([{"sleep": 9}], [[{"raise": "CancelledError"}]], 1)
        self.assertEqual(outcome(events, "main"), "cancelled")
        self.assertEqual(one(events, event="interrupted")["error"]["id"], 1)
        self.assertEqual(one(events, event="ended")["outcome"]["error"]["id"], 2)

    def test_at_the_end_of_a_block_the_same_error_is_raised_again(self) -> None:
        events = self.main([{"sleep": 9}], [[{"sleep": 2}, {"observe": "f"}]], 1)
        self.assertEqual(outcome(events, "main"), "cancelled")
        error = one(events, event="interrupted")["error"]
        ended = one(events, event="ended")
        self.assertEqual((ended["t"], ended["outcome"]), (3, {"error": error}))

    def test_an_empty_block_lets_the_error_propagate(self) -> None:
        self.assertEqual(self.end([], 1), "cancelled")

    def test_every_block_serves_once(self) -> None:
        script: List[Json] = [{"sleep": 9}, {"sleep": 9}, {"sleep": 9}, {"return": "on"}]
        swallow = [[CONTINUE], [CONTINUE]]
        survived = self.main(script, swallow, 1, 2)
        self.assertEqual(outcome(survived, "main"), {"result": "on"})
        self.assertEqual(one(survived, event="ended")["t"], 11)
        self.assertEqual(outcome(self.main(script, swallow, 1, 2, 3), "main"), "cancelled")

    def test_continue_goes_on_after_the_step_that_was_interrupted(self) -> None:
        script: List[Json] = [{"sleep": 9}, {"observe": "f"}, {"sleep": 1}, {"return": "on"}]
        events = self.main(script, [[CONTINUE, {"return": "not this"}]], 1)
        self.assertEqual(one(events, event="observed")["t"], 1)
        self.assertEqual(outcome(events, "main"), {"result": "on"})

    def test_an_interrupted_block_is_abandoned_for_the_next(self) -> None:
        blocks: List[List[Json]] = [[{"sleep": 9}, {"return": "first"}], [{"return": "second"}]]
        events = self.main([{"sleep": 9}], blocks, 1, 2)
        self.assertEqual(outcome(events, "main"), {"result": "second"})

    def test_continue_in_the_next_block_goes_back_to_the_script(self) -> None:
        blocks: List[List[Json]] = [[{"sleep": 9}, {"return": "first"}], [CONTINUE]]
        events = self.main([{"sleep": 9}, {"return": "on"}], blocks, 1, 2)
        self.assertEqual(outcome(events, "main"), {"result": "on"})

    def test_the_last_of_several_errors_is_raised_at_the_end(self) -> None:
        events = self.main([{"sleep": 9}], [[{"sleep": 9}], []], 1, 2)
        ids = [event["error"]["id"] for event in only(events, event="interrupted")]
        self.assertEqual(ids, [1, 2])
        self.assertEqual(one(events, event="ended")["outcome"]["error"]["id"], 2)

    def test_an_interrupted_block_without_a_next_one_propagates(self) -> None:
        events = self.main([{"sleep": 9}], [[{"sleep": 9}, {"return": "late"}]], 1, 2)
        self.assertEqual(outcome(events, "main"), "cancelled")

    def test_a_cancellation_at_an_await_runs_a_block(self) -> None:
        script: List[Json] = [{"await": "f", "catch": True}, {"return": "on"}]
        events = self.main(script, [[CONTINUE]], 1)
        self.assertEqual(outcome(events, "main"), {"result": "on"})
        self.assertEqual(outcome(events, "f"), "cancelled")
        error = {"error": {"type": "CancelledError"}}
        self.assertEqual(without_ids(one(events, event="awaited"))["outcome"], error)

    def test_a_cancellation_of_the_awaited_runs_a_block_too(self) -> None:
        script: List[Json] = [{"await": "f"}, {"return": "on"}]
        timeline: List[Json] = [{"at": 1, "do": [{"cancel": "f"}]}]
        events = run([future("f")], script, timeline, [[CONTINUE]])
        self.assertEqual(outcome(events, "main"), {"result": "on"})

    def test_an_error_awaited_in_a_block_ends_the_script(self) -> None:
        timeline = cancels(1) + [{"at": 2, "do": [{"set_exception": "f", "error": "KeyError"}]}]
        events = run([future("f")], [{"sleep": 9}], timeline, [[{"await": "f"}]])
        self.assertEqual(outcome(events, "main"), {"error": {"type": "KeyError"}})

    def test_a_cancelled_error_that_the_script_raises_runs_no_block(self) -> None:
        events = self.main([{"raise": "CancelledError"}], [[{"return": "caught"}]])
        self.assertEqual(outcome(events, "main"), "cancelled")

    def test_a_task_cancelled_before_it_starts_never_runs_its_script(self) -> None:
        never = task("t", {"return": 1}, on_cancel=[[{"return": "caught"}]])
        events = run([never], [{"create": "t"}, {"cancel": "t"}])
        self.assertEqual(outcome(events, "t"), "cancelled")
        self.assertEqual(only(events, event="started", of="t"), [])

    def test_a_cancellation_without_suspension_strikes_at_the_next_one(self) -> None:
        script: List[Json] = [{"cancel": "main"}, {"observe": "f"}, {"sleep": 0}, {"return": 1}]
        events = self.main(script, [])
        told = [event["event"] for event in events if event["of"] == "main"]
        self.assertEqual(told[1:], ["cancel", "sleeping", "interrupted", "ended", "final"])


if __name__ == "__main__":
    unittest.main()
