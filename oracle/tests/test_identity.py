# SPDX-License-Identifier: MIT
"""Identity numbers, values and the canonical bytes."""

import json
import unittest
from typing import List

from tests.support import AT_LEAST_39, EDITION, Json, coroutine, future, gather, one, only, run
from tests.support import run_text, scenario, task, without_ids


class Bytes(unittest.TestCase):
    def test_a_whole_trace_to_the_byte(self) -> None:
        script: List[Json] = [{"gather": "g"}, {"await": "g"}]
        script += [{"return": "é\u2028\x7f\"\\\n\x01"}]
        awaitables = [coroutine("a", {"return": {"error": "KeyError"}}), gather("g", "a")]
        wanted = (
            '{"trace":1,"edition":"%s","awaitables":[{"name":"main","kind":"task"},'
            '{"name":"a","kind":"coroutine"},{"name":"g","kind":"gather"}],"events":['
            '{"t":0,"turn":0,"event":"started","of":"main"},'
            '{"t":0,"turn":0,"event":"gather","of":"g","by":"main","children":["a"],'
            '"return_exceptions":false,"done":false},'
            '{"t":0,"turn":0,"event":"awaiting","of":"main","on":"g"},'
            '{"t":0,"turn":1,"event":"started","of":"a"},'
            '{"t":0,"turn":1,"event":"ended","of":"a",'
            '"outcome":{"result":{"error":{"type":"KeyError","id":1}}}},'
            '{"t":0,"turn":3,"event":"awaited","of":"main","on":"g",'
            '"outcome":{"result":{"list":[{"error":{"type":"KeyError","id":1}}],"id":2}}},'
            '{"t":0,"turn":3,"event":"ended","of":"main",'
            '"outcome":{"result":"é\u2028\x7f\\"\\\\\\n\\u0001"}},'
            '{"t":0,"turn":3,"event":"final","of":"main",'
            '"outcome":{"result":"é\u2028\x7f\\"\\\\\\n\\u0001"}},'
            '{"t":0,"turn":3,"event":"final","of":"g",'
            '"outcome":{"result":{"list":[{"error":{"type":"KeyError","id":1}}],"id":2}}}],'
            '"end":"idle"}'
        )
        self.assertEqual(run_text(scenario(awaitables, script)), wanted % EDITION)

    def test_a_trace_repeats_itself(self) -> None:
        data = scenario([future("f")], [{"await": "f"}], [{"at": 1, "do": [{"cancel": "f"}]}])
        self.assertEqual(run_text(data), run_text(data))

    def test_labels_stand_where_the_callback_acts(self) -> None:
        do: List[Json] = [{"observe": "main"}, {"raise": "KeyError"}]
        events = run([], [{"add_done_callback": "main", "label": "k", "do": do}])
        self.assertEqual(one(events, event="callback")["label"], "k")
        self.assertEqual(one(events, event="observed")["by"], "k")
        self.assertEqual(one(events, event="unhandled")["of"], "k")

    def test_what_a_scenario_is_about_is_not_in_its_trace(self) -> None:
        data = scenario([], [])
        self.assertEqual(run_text({**data, "about": "nothing"}), run_text(data))


class Values(unittest.TestCase):
    def test_every_value_comes_back_as_it_was_given(self) -> None:
        for value in (None, 0, -7, 2**63 - 1, -(2**63), "", "text"):
            events = run([], [{"return": value}])
            self.assertEqual(one(events, event="ended")["outcome"], {"result": value})

    def test_an_awaitable_as_a_value_is_not_awaited(self) -> None:
        events = run([future("f")], [{"return": {"awaitable": "f"}}])
        self.assertEqual(one(events, event="ended")["outcome"], {"result": {"awaitable": "f"}})
        self.assertEqual(one(events, event="final", of="f")["outcome"], "pending")

    def test_a_task_as_a_value_needs_not_exist(self) -> None:
        events = run([task("t")], [{"return": {"awaitable": "t"}}])
        self.assertEqual(one(events, event="ended")["outcome"], {"result": {"awaitable": "t"}})

    def test_an_error_as_a_value_is_a_result(self) -> None:
        events = run([], [{"return": {"error": {"type": "BaseError", "message": "m"}}}])
        error = {"type": "BaseError", "id": 1, "message": "m"}
        self.assertEqual(one(events, event="ended")["outcome"], {"result": {"error": error}})


class Identity(unittest.TestCase):
    def test_an_error_has_one_id_on_its_whole_way(self) -> None:
        awaitables = [coroutine("a", {"raise": "ValueError"}), gather("g", "a")]
        events = run(awaitables, [{"gather": "g"}, {"await": "g"}])
        error = {"error": {"type": "ValueError", "id": 1}}
        self.assertEqual([e["outcome"] for e in events if "outcome" in e], [error] * 5)

    def test_equal_errors_are_two_objects(self) -> None:
        error: Json = {"type": "ValueError", "message": "m"}
        script: List[Json] = [{"set_exception": "f", "error": error}]
        script += [{"set_exception": "g", "error": error}]
        found = only(run([future("f"), future("g")], script), event="settle")
        self.assertEqual([event["outcome"]["error"]["id"] for event in found], [1, 2])

    def test_errors_that_share_an_object_are_one(self) -> None:
        error: Json = {"type": "ValueError", "message": "m", "object": "e"}
        script: List[Json] = [{"set_exception": "f", "error": error}, {"raise": error}]
        events = run([future("f")], script)
        told = {"error": {"type": "ValueError", "id": 1, "message": "m"}}
        self.assertEqual(one(events, event="settle")["outcome"], told)
        self.assertEqual(one(events, event="ended")["outcome"], told)

    def test_a_list_comes_before_what_it_holds(self) -> None:
        value: Json = {"error": "KeyError"}
        settled: List[Json] = [{"set_result": "f", "value": value}]
        script: List[Json] = [{"gather": "g"}, {"gather": "h"}, *settled, {"await": "h"}]
        events = run([future("f"), gather("g", "f"), gather("h", "g")], script)
        inner = {"list": [{"error": {"type": "KeyError", "id": 1}}], "id": 3}
        outer = {"list": [inner], "id": 2}
        self.assertEqual(one(events, event="awaited")["outcome"], {"result": outer})

    def test_gather_gives_every_awaiter_the_same_list(self) -> None:
        awaitables = [gather("g"), task("t", {"await": "g"})]
        events = run(awaitables, [{"gather": "g"}, {"create": "t"}, {"await": "g"}, {"await": "t"}])
        lists = [e["outcome"] for e in only(events, event="awaited") if e["on"] == "g"]
        self.assertEqual(lists, [{"result": {"list": [], "id": 1}}] * 2)

    def test_errors_that_asking_makes_are_kept_apart(self) -> None:
        script: List[Json] = [{"observe": "f"} for _ in range(50)]
        events = run([future("f")], script)
        pairs = [(e["result"], e["exception"]) for e in only(events, event="observed")]
        ids = [outcome["error"]["id"] for pair in pairs for outcome in pair]
        self.assertEqual(ids, list(range(1, 101)))


class Messages(unittest.TestCase):
    def raised(self, error: object) -> Json:
        events = run([], [{"raise": error}])
        found: Json = one(events, event="ended")["outcome"]["error"]
        return found

    def test_a_message_is_told_if_the_scenario_gave_one(self) -> None:
        for kind in ("ValueError", "KeyError", "TimeoutError", "BaseError", "CancelledError"):
            self.assertEqual(self.raised(kind), {"type": kind, "id": 1})
            told = self.raised({"type": kind, "message": "m"})
            self.assertEqual(told, {"type": kind, "id": 1, "message": "m"})

    def test_an_empty_text_is_a_message(self) -> None:
        self.assertEqual(self.raised({"type": "KeyError", "message": ""})["message"], "")

    def test_a_message_of_cancel_arrives_with_the_error_from_39(self) -> None:
        events = run([], [{"sleep": 9}], [{"at": 1, "do": [{"cancel": "main", "message": "m"}]}])
        wanted = {"type": "CancelledError"}
        if AT_LEAST_39:
            wanted["message"] = "m"
        self.assertEqual(without_ids(one(events, event="interrupted")["error"]), wanted)

    def test_other_errors_tell_no_message(self) -> None:
        events = run([future("f")], [{"observe": "f"}])
        error = {"type": "InvalidStateError", "id": 1}
        self.assertEqual(one(events, event="observed")["result"], {"error": error})


class Header(unittest.TestCase):
    def test_awaitables_are_listed_main_first_with_name_and_kind(self) -> None:
        awaitables = [gather("g", "f"), future("f"), task("t")]
        trace = json.loads(run_text(scenario(awaitables, [])))
        told = [(awaitable["name"], awaitable["kind"]) for awaitable in trace["awaitables"]]
        self.assertEqual(told, [("main", "task"), ("g", "gather"), ("f", "future"), ("t", "task")])

    def test_the_edition_is_that_of_this_python(self) -> None:
        self.assertEqual(json.loads(run_text(scenario([], [])))["edition"], EDITION)


if __name__ == "__main__":
    unittest.main()
