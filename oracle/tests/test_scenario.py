# SPDX-License-Identifier: MIT
"""What is no scenario is told so, with the place and what was expected there."""

import json
import os
import unittest
from typing import Any, List

from gather_oracle.decode import decode_scenario, decode_text
from gather_oracle.errors import InvalidScenario
from tests.support import ORACLE, Json, coroutine, future, gather, scenario, task


class Invalid(unittest.TestCase):
    def complaint(self, data: Any) -> str:
        with self.assertRaises(InvalidScenario) as caught:
            decode_scenario(data)
        return str(caught.exception)

    def of_step(self, *steps: Any) -> str:
        return self.complaint(scenario([future("f"), task("t"), gather("g", "f")], steps))

    def test_no_object(self) -> None:
        for data in (None, [], 1, "x"):
            self.assertIn("expected a scenario, an object, but found", self.complaint(data))

    def test_another_version(self) -> None:
        for version in (0, 2, "1", True, 1.0, None):
            data = {**scenario([], []), "scenario": version}
            self.assertIn("scenario: expected version 1, but found", self.complaint(data))

    def test_a_part_that_is_missing(self) -> None:
        for key in ("scenario", "awaitables", "main"):
            data = scenario([], [])
            del data[key]
            self.assertEqual(self.complaint(data), 'a scenario lacks "%s"' % key)

    def test_a_key_that_does_not_exist(self) -> None:
        complaint = self.complaint({**scenario([], []), "timelines": []})
        self.assertEqual(complaint, 'a scenario has no key "timelines"')
        complaint = self.of_step({"cancel": "f", "msg": "m"})
        self.assertEqual(complaint, 'main.script[0]: cancel has no key "msg"')

    def test_about_is_a_text(self) -> None:
        self.assertIn('expected "about", a text', self.complaint({**scenario([], []), "about": 1}))

    def test_names(self) -> None:
        for name in ("", "A", "1a", "a-b", "a\n", "a" * 41, 1, None):
            complaint = self.complaint(scenario([{"name": name, "kind": "future"}], []))
            self.assertIn("awaitables[0].name: expected a name ([a-z]", complaint)
        for name in ("main", "timeline", "f"):
            complaint = self.complaint(scenario([future("f"), future(name)], []))
            self.assertEqual(complaint, 'awaitables[1].name: "%s" is taken' % name)

    def test_kinds(self) -> None:
        complaint = self.complaint(scenario([{"name": "x", "kind": "promise"}], []))
        wanted = "awaitables[0].kind: expected coroutine, task, future or gather, "
        self.assertEqual(complaint, wanted + 'but found "promise"')

    def test_an_unknown_step_shows_the_known_ones(self) -> None:
        for step in ({"slep": 1}, {}, 7, None, []):
            complaint = self.of_step({"sleep": 0}, step)
            self.assertIn("main.script[1]: expected a step (sleep, await, return, ", complaint)

    def test_wrong_types(self) -> None:
        delays: List[Any] = [-1, 0.0, 1.5, True, "1", None, 10**6 + 1]
        steps: List[Any] = [{"sleep": delay} for delay in delays]
        steps += [{"return": value} for value in (1.5, True, [], {}, 2**63, {"error": 1})]
        steps += [{"return": {"awaitable": name}} for name in ("g", "nobody", 1)]
        errors: List[Any] = ["OSError", 1, {}, {"type": "KeyError", "message": 1}]
        steps += [{"raise": error} for error in errors]
        steps += [{"await": "f", "catch": 1}, {"cancel": "f", "message": None}, {"continue": True}]
        steps += [{"await": "f", "return": 1}, {"set_result": "f"}, {"set_result": "t", "value": 1}]
        steps += [{"create": "f"}, {"create": "main"}, {"gather": "t"}, {"await": ["f"]}]
        for step in steps:
            self.assertTrue(self.of_step(step).startswith("main.script[0]: "), step)

    def test_a_place_deep_inside(self) -> None:
        do: List[Json] = [{"add_done_callback": "main", "label": "k", "do": [{"sleep": 1}]}]
        complaint = self.complaint(scenario([], [], [{"at": 0, "do": do}]))
        self.assertIn("timeline[0].do[0].do[0]: expected an action", complaint)
        complaint = self.complaint(scenario([], [], on_cancel=[[], [{"continue": 1}]]))
        self.assertTrue(complaint.startswith("main.on_cancel[1][0]: "), complaint)

    def test_timeline_moments(self) -> None:
        entries: List[Json] = [{"at": -1, "do": []}, {"at": 0, "turn": 1.5, "do": []}]
        for entry in entries + [{"at": 0}, {"do": []}]:
            self.assertIn("timeline[0]: ", self.complaint(scenario([], [], [entry])))

    def test_labels_are_unique(self) -> None:
        step: Json = {"add_done_callback": "f", "label": "k", "do": []}
        self.assertEqual(self.of_step(step, step), 'main.script[1].label: "k" is taken')

    def test_raise_is_the_last_action(self) -> None:
        do: List[Json] = [{"raise": "KeyError"}, {"observe": "main"}]
        complaint = self.complaint(scenario([], [], [{"at": 0, "do": do}]))
        self.assertEqual(complaint, 'timeline[0].do: "raise" is the last action or none')

    def test_a_coroutine_belongs_to_exactly_one_gather(self) -> None:
        wanted = "awaitables: a coroutine is an argument of exactly one gather, but a is an argument of "
        self.assertEqual(self.complaint(scenario([coroutine("a")], [])), wanted + "0")
        two = [coroutine("a"), gather("g", "a", "a"), gather("h", "a")]
        self.assertEqual(self.complaint(scenario(two, [])), wanted + "2")
        decode_scenario(scenario([coroutine("a"), gather("g", "a", "a")], []))

    def test_a_bare_coroutine_cannot_be_awaited_or_observed(self) -> None:
        for step in ({"await": "a"}, {"observe": "a"}, {"cancel": "a"}, {"create": "a"}):
            complaint = self.complaint(scenario([coroutine("a"), gather("g", "a")], [step]))
            self.assertIn("expected the name of a", complaint)

    def test_an_argument_of_gather_is_an_awaitable(self) -> None:
        for name in ("nobody", "main", "g", 1):
            data = scenario([{"name": "g", "kind": "gather", "of": [name]}], [])
            self.assertTrue(self.complaint(data).startswith("awaitables[0].of[0]: "))

    def test_gathers_that_double_forty_times_are_too_large(self) -> None:
        gathers = [gather("g%d" % i, *["g%d" % (i - 1) if i else "f"] * 2) for i in range(40)]
        complaint = self.complaint(scenario([future("f")] + gathers, []))
        self.assertIn("more than 100000 arguments, nested ones counted", complaint)

    def test_gathers_that_hold_each_other_are_allowed(self) -> None:
        decode_scenario(scenario([gather("g", "h", "h"), gather("h", "g")], []))

    def test_what_is_shown_of_the_input_is_short(self) -> None:
        self.assertLess(len(self.of_step({"return": ["x" * 1000]})), 300)


class Shared(unittest.TestCase):
    """The table of bad scenarios that every reader of the format refuses."""

    def test_every_bad_scenario_is_refused_with_its_field(self) -> None:
        with open(os.path.join(ORACLE, "..", "spec", "format", "bad_scenarios.json")) as file:
            table = json.load(file)
        self.assertGreater(len(table), 100)
        for bad in table:
            with self.subTest(bad["name"]), self.assertRaises(InvalidScenario) as caught:
                if "text" in bad:
                    decode_text(bad["text"].encode())
                else:
                    decode_text(json.dumps(bad["document"]).encode())
            self.assertIn(bad["field"], str(caught.exception), bad["name"])


class Defaults(unittest.TestCase):
    def test_timeline_on_cancel_turn_and_return_exceptions_may_be_left_out(self) -> None:
        data = {"scenario": 1, "awaitables": [{"name": "g", "kind": "gather", "of": []}]}
        decoded = decode_scenario({**data, "main": {"script": []}})
        self.assertEqual((decoded.timeline, decoded.main.on_cancel), ((), ()))
        self.assertIs(decoded.awaitables["g"].return_exceptions, False)


if __name__ == "__main__":
    unittest.main()
