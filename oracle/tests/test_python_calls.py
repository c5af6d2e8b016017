# SPDX-License-Identifier: MIT
"""The ways to call gather that only a Python has: truths, positions, keywords, task factories."""

import sys
import unittest
from typing import Any, List

from gather_oracle.decode import decode_scenario
from gather_oracle.errors import Trouble
from gather_oracle.witness import Witness
from tests.support import AT_LEAST_310, AT_LEAST_312, Json, coroutine, gather, noted
from tests.support import one, outcome, run_python, scenario, story, task, told, without_ids

VERSION = sys.version_info[:2]
CALL: List[Json] = [{"gather": "g"}, {"await": "g", "catch": True}]
FAILING = coroutine("a", {"raise": "ValueError"})


def called(*of: str, **how: Any) -> List[Json]:
    """The events of a program that gathers in this way."""
    awaitables = [FAILING] if of else []
    return run_python([*awaitables, {**gather("g", *of), **how}], CALL)


class ReturnExceptions(unittest.TestCase):
    def test_it_is_read_by_its_truth(self) -> None:
        for value in (True, 7, "no"):
            events = called("a", return_exceptions=value)
            self.assertEqual(
                outcome(events, "g"), {"result": {"list": [{"error": {"type": "ValueError"}}]}}
            )
            self.assertIs(one(events, event="gather")["return_exceptions"], True)
        for value in (False, None, 0, ""):
            events = called("a", return_exceptions=value)
            self.assertEqual(outcome(events, "g"), {"error": {"type": "ValueError"}})
            self.assertIs(one(events, event="gather")["return_exceptions"], False)

    def test_what_is_no_truth_value_is_noted(self) -> None:
        self.assertEqual(noted(called("a", return_exceptions=None), "return_exceptions"), [None])
        self.assertEqual(noted(called("a", return_exceptions=0), "return_exceptions"), [0])
        self.assertEqual(noted(called("a", return_exceptions=True), "return_exceptions"), [])

    def test_by_position_it_is_an_argument_and_refused(self) -> None:
        events = called("a", return_exceptions=True, positional=True)
        self.assertEqual(one(events, event="gather")["error"]["type"], "TypeError")
        self.assertEqual(noted(events, "positional", of="g"), [1])


class Keywords(unittest.TestCase):
    def test_an_unknown_one_is_refused(self) -> None:
        events = called("a", keywords={"timeout": 1})
        error = without_ids(one(events, event="gather")["error"])
        self.assertEqual(error["type"], "TypeError")
        self.assertIn("gather() got an unexpected keyword argument 'timeout'", error["text"])
        self.assertEqual(noted(events, "keyword", of="g"), ["timeout"])

    def test_loop_warns_from_38_and_is_refused_from_310(self) -> None:
        for of in ((), ("a",)):
            events = called(*of, keywords={"loop": "running"})
            warned = told(events, "warned", "g")
            if AT_LEAST_310:
                self.assertEqual(one(events, event="gather")["error"]["type"], "TypeError")
                self.assertEqual(warned, [])
            else:
                self.assertIn("done", one(events, event="gather"))
                silent = VERSION == (3, 8) and of
                self.assertEqual(warned, [] if silent else [{"category": "DeprecationWarning"}])


class Factories(unittest.TestCase):
    def test_the_factory_is_called_once_for_each_argument_that_is_no_future(self) -> None:
        awaitables = [task("t"), FAILING, {"name": "x", "kind": "object", "is": "awaitable"}]
        awaitables += [gather("g", "a", "t", "x", "a")]
        script: List[Json] = [{"create": "t"}, {"gather": "g"}, {"await": "g", "catch": True}]
        events = run_python(awaitables, script, factory=True)
        calls = [(e["of"], e["value"], e["by"]) for e in events if e.get("what") == "factory"][1:]
        named = [
            ("main", "main", "loop"),
            ("t", "t", "main"),
            ("a", "a", "main"),
            ("x", "x", "main"),
        ]
        self.assertEqual(calls, named)

    def test_automatic_names_count_in_the_order_of_the_arguments(self) -> None:
        bodies = [coroutine(name, {"note": "number"}) for name in "abc"]
        events = run_python([*bodies, gather("g", "c", "a", "b")], CALL)
        self.assertEqual(
            [(e["of"], e["value"]) for e in events if e.get("what") == "number"],
            [("c", 1), ("a", 2), ("b", 3)],
        )


@unittest.skipUnless(AT_LEAST_312, "eager tasks came with 3.12")
class Eager(unittest.TestCase):
    def test_children_run_in_the_call_and_the_gather_is_done_on_return(self) -> None:
        awaitables = [
            coroutine("a", {"return": 1}),
            coroutine("b", {"return": 2}),
            gather("g", "a", "b"),
        ]
        events = run_python(awaitables, CALL, eager=True)
        kinds = [
            (e["event"], e["of"]) for e in events if e["event"] in ("started", "ended", "gather")
        ]
        self.assertEqual(
            kinds[1:6],
            [("started", "a"), ("ended", "a"), ("started", "b"), ("ended", "b"), ("gather", "g")],
        )
        self.assertIs(one(events, event="gather")["done"], True)
        self.assertEqual(one(events, event="awaited")["turn"], 0)
        self.assertEqual(noted(events, "eager"), [1])

    def test_a_child_that_suspends_has_done_its_first_part(self) -> None:
        events = run_python([coroutine("a", {"sleep": 1}), gather("g", "a")], CALL, eager=True)
        self.assertEqual(story(events, "started", "gather")[1:], ["0:a started", "0:g gather"])
        self.assertIs(one(events, event="gather")["done"], False)

    def test_a_failure_completes_the_gather_and_later_children_still_start(self) -> None:
        awaitables = [FAILING, coroutine("b", {"sleep": 1}), gather("g", "a", "b")]
        events = run_python(awaitables, CALL, eager=True)
        self.assertIs(one(events, event="gather")["done"], True)
        self.assertEqual(len(told(events, "started", "b")), 1)

    def test_a_keyboard_interrupt_comes_out_of_the_call(self) -> None:
        awaitables = [
            coroutine("a", {"raise": "KeyboardInterrupt"}),
            coroutine("b"),
            gather("g", "a", "b"),
        ]
        events = run_python(awaitables, CALL, eager=True)
        self.assertEqual(
            without_ids(one(events, event="gather")["error"]), {"type": "KeyboardInterrupt"}
        )
        self.assertEqual(told(events, "started", "b"), [])
        self.assertEqual(outcome(events, "main"), {"result": None})

    def test_a_coroutine_twice_runs_once(self) -> None:
        events = run_python(
            [coroutine("a", {"return": 1}), gather("g", "a", "a")], CALL, eager=True
        )
        self.assertEqual(outcome(events, "g"), {"result": {"list": [1, 1]}})
        self.assertEqual(len(told(events, "started", "a")), 1)

    def test_with_a_factory_of_our_own_tasks_are_noted_and_eager(self) -> None:
        events = run_python([FAILING, gather("g", "a")], CALL, eager=True, factory=True)
        self.assertEqual(noted(events, "factory", of="a"), ["a"])
        self.assertIs(one(events, event="gather")["done"], True)


class Needs(unittest.TestCase):
    @unittest.skipIf(AT_LEAST_312, "this Python has eager tasks")
    def test_eager_tasks_are_trouble_before_312(self) -> None:
        self.check_trouble("needs Python 3.12", [], eager=True)

    @unittest.skipIf(sys.version_info >= (3, 11), "this Python has timeouts and task groups")
    def test_timeouts_and_task_groups_are_trouble_before_311(self) -> None:
        for step in ({"await": "t", "timeout": 1}, {"task_group": ["t"]}):
            self.check_trouble("needs Python 3.11", [step])

    @unittest.skipIf(sys.version_info >= (3, 14), "this Python knows who awaits")
    def test_awaited_by_is_trouble_before_314(self) -> None:
        self.check_trouble("needs Python 3.14", [{"note": "awaited_by", "of": "t"}])

    def check_trouble(self, text: str, script: List[Json], **options: Any) -> None:
        witness = Witness()
        self.addCleanup(witness.close)
        data = {**scenario([task("t")], script), "python": options}
        with self.assertRaisesRegex(Trouble, "^%s: " % text):
            witness.run(decode_scenario(data))


if __name__ == "__main__":
    unittest.main()
