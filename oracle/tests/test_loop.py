# SPDX-License-Identifier: MIT
"""Facts about the virtual clock and the turns."""

import json
import unittest
from typing import Any, Dict, List, Tuple

from gather_oracle.loop import TURN_LIMIT, Deadline, VirtualLoop
from tests.support import only, run, run_text, scenario, story, task


class DeadlineOrder(unittest.TestCase):
    def deadline(self, when: float, sequence: int) -> Deadline:
        deadline = Deadline(when)
        deadline.sequence = sequence
        return deadline

    def test_equal_deadlines_are_ordered_by_creation(self) -> None:
        self.assertLess(self.deadline(3, 0), self.deadline(3, 1))
        self.assertFalse(self.deadline(3, 1) < self.deadline(3, 0))

    def test_the_earlier_deadline_is_first_whenever_it_was_made(self) -> None:
        self.assertLess(self.deadline(2, 1), self.deadline(3, 0))

    def test_a_deadline_compares_with_a_plain_float_as_a_number(self) -> None:
        deadline = self.deadline(3, 0)
        self.assertTrue(deadline < 4.0 and deadline >= 3.0 and not deadline < 3.0)


class VirtualTime(unittest.TestCase):
    def setUp(self) -> None:
        self.loop = VirtualLoop()
        self.addCleanup(self.loop.close)
        self.seen: List[Tuple[Any, int, int]] = []

    def note(self, what: Any) -> None:
        self.seen.append((what, self.loop.now, self.loop.turn))

    def test_ties_fire_in_the_order_of_creation(self) -> None:
        for i in range(50):
            self.loop.call_at(7, self.note, i)
        self.loop.run_forever()
        self.assertEqual(self.seen, [(i, 7, 0) for i in range(50)])

    def test_ties_keep_their_order_when_most_timers_were_cancelled(self) -> None:
        timers = [self.loop.call_at(7, self.note, i) for i in range(400)]
        for i, timer in enumerate(timers):
            if i % 4:
                timer.cancel()
        self.loop.run_forever()
        self.assertEqual([what for what, _, _ in self.seen], list(range(0, 400, 4)))

    def test_a_cancelled_timer_costs_no_turn_and_moves_no_clock(self) -> None:
        self.loop.call_at(5, self.note, "cancelled").cancel()
        self.loop.call_at(9, self.note, "live")
        self.loop.run_forever()
        self.assertEqual(self.seen, [("live", 9, 0)])

    def test_a_jump_over_many_days_takes_one_turn_and_is_exact(self) -> None:
        self.loop.call_at(10**9, self.note, "later")
        self.loop.call_at(10**9 + 1, self.note, "one later")
        self.loop.run_forever()
        self.assertEqual(self.seen, [("later", 10**9, 0), ("one later", 10**9 + 1, 1)])

    def test_a_handle_queued_in_a_turn_runs_in_the_next(self) -> None:
        self.loop.call_soon(lambda: self.loop.call_soon(self.note, "queued"))
        self.loop.run_forever()
        self.assertEqual(self.seen, [("queued", 0, 1)])

    def test_an_expired_timer_runs_after_what_was_ready(self) -> None:
        self.loop.call_at(0, self.note, "timer")
        self.loop.call_soon(self.note, "ready")
        self.loop.run_forever()
        self.assertEqual(self.seen, [("ready", 0, 0), ("timer", 0, 0)])

    def test_an_idle_loop_stops_without_a_turn(self) -> None:
        self.loop.run_forever()
        self.assertEqual((self.loop.now, self.loop.turn, self.loop.is_idle()), (0, -1, True))


class Turns(unittest.TestCase):
    def test_main_starts_in_turn_0_and_the_timeline_follows_it_there(self) -> None:
        events = run([], [{"observe": "main"}], [{"at": 0, "do": [{"observe": "main"}]}])
        observed = only(events, event="observed", turn=0)
        self.assertEqual([event["by"] for event in observed], ["main", "timeline"])

    def test_the_timeline_acts_so_many_turns_after_its_timer(self) -> None:
        timeline = [{"at": 4, "turn": turn, "do": [{"observe": "main"}]} for turn in (2, 0, 1)]
        events = only(run([], [], timeline), event="observed")
        self.assertEqual([(e["t"], e["turn"]) for e in events], [(4, 1), (4, 2), (4, 3)])

    def test_a_sleep_of_0_yields_one_turn(self) -> None:
        events = run([], [{"sleep": 0}, {"sleep": 0}])
        self.assertEqual(story(events, "resumed"), ["1:main resumed", "2:main resumed"])

    def test_a_sleep_with_a_timer_resumes_one_turn_after_the_timer(self) -> None:
        resumed = only(run([], [{"sleep": 3}]), event="resumed")
        self.assertEqual(resumed, [{"t": 3, "turn": 2, "of": "main"}])

    def test_sleepers_with_one_deadline_wake_in_the_order_they_fell_asleep(self) -> None:
        names = ["t%d" % i for i in range(9)]
        tasks = [task(name, {"sleep": 5}) for name in names]
        events = run(tasks, [{"create": name} for name in names])
        self.assertEqual([e["of"] for e in only(events, event="resumed")], names)

    def test_final_events_have_the_moment_of_the_last_turn(self) -> None:
        final = only(run([], [{"sleep": 3}]), event="final")
        self.assertEqual([(e["t"], e["turn"]) for e in final], [(3, 2)])


class Limit(unittest.TestCase):
    def end(self, turns: int) -> Dict[str, Any]:
        script: List[Dict[str, Any]] = [{"sleep": 0}] * turns + [{"observe": "main"}]
        trace: Dict[str, Any] = json.loads(run_text(scenario([], script)))
        return trace

    def test_a_run_that_comes_to_rest_in_the_last_allowed_turn_ends_idle(self) -> None:
        trace = self.end(TURN_LIMIT - 1)
        self.assertEqual((trace["end"], len(only(trace["events"], event="observed"))), ("idle", 1))

    def test_a_run_that_needs_one_turn_more_is_stopped(self) -> None:
        trace = self.end(TURN_LIMIT)
        self.assertEqual((trace["end"], len(only(trace["events"], event="observed"))), ("limit", 0))
        self.assertEqual(trace["events"][-1]["turn"], TURN_LIMIT - 1)


if __name__ == "__main__":
    unittest.main()
