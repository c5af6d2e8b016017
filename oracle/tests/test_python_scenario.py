# SPDX-License-Identifier: MIT
"""Reading scenarios of the Python dialect: what is refused, and in which words."""

import unittest
from typing import Any, List

from gather_oracle.decode import decode_scenario
from gather_oracle.dialect.scenario import PythonScenario
from gather_oracle.errors import InvalidScenario
from gather_oracle.scenario import Scenario
from tests.support import Json, future, gather, scenario, task, thing

WORDS_OF_STEPS: List[Json] = [
    {"await": "f", "within": 1},
    {"await": "f", "timeout": 1},
    {"wait": ["f"], "until": "ALL_COMPLETED"},
    {"task_group": ["t"]},
    {"acquire": "s"},
    {"release": "s"},
    {"note": "pending"},
    {"set_variable": 1},
    {"forget": "f"},
    {"stop": True},
    {"raise": "KeyboardInterrupt"},
    {"raise": "SystemExit"},
    {"raise": "StopIteration"},
    {"raise": "StopAsyncIteration"},
    {"raise": "GeneratorExit"},
]

WORDS_OF_AWAITABLES: List[Json] = [
    thing("x", "list"),
    {**future("x"), "loop": "other"},
    {**gather("x"), "return_exceptions": 1},
    {**gather("x"), "positional": True},
    {**gather("x"), "keywords": {}},
]

NAMES = [future("f"), task("t"), gather("g"), thing("x", "list"), thing("d", "duck_future")]


def complaint(data: Any) -> str:
    """What the reader says about a scenario that is none."""
    try:
        decode_scenario(data)
    except InvalidScenario as error:
        return str(error)
    raise AssertionError("accepted: %s" % data)


def python(data: Json, **options: Any) -> Json:
    """The same scenario in the dialect."""
    return {**data, "python": options}


class Elsewhere(unittest.TestCase):
    """Words of the dialect in a plain scenario."""

    def test_each_word_is_refused_in_a_plain_scenario_and_accepted_in_the_dialect(self) -> None:
        plain = [scenario([future("f"), task("t")], [step]) for step in WORDS_OF_STEPS]
        plain += [scenario([awaitable], []) for awaitable in WORDS_OF_AWAITABLES]
        for data in plain:
            with self.subTest(str(data)):
                self.assertIn('expected "python" in the scenario, since ', complaint(data))
                self.assertIs(type(decode_scenario(python(data))), PythonScenario)

    def test_the_complaint_names_the_place_and_the_word(self) -> None:
        told = complaint(scenario([], [{"stop": True}]))
        self.assertTrue(told.startswith('main.script[0]: expected "python"'), told)
        self.assertIn('"stop"', told)
        self.assertTrue(
            complaint(scenario([thing("x", "list")], [])).startswith("awaitables[0].kind: ")
        )

    def test_what_is_wrong_in_the_dialect_too_is_told_as_ever(self) -> None:
        self.assertNotIn('"python"', complaint(scenario([], [{"stop": True}, {"sleep": -1}])))

    def test_a_plain_scenario_stays_plain(self) -> None:
        self.assertIs(type(decode_scenario(scenario([], []))), Scenario)


class Refused(unittest.TestCase):
    def check(self, wanted: str, *script: Json, **options: Any) -> None:
        self.assertIn(wanted, complaint(python(scenario(NAMES, script), **options)))

    def test_options(self) -> None:
        for data in (None, [], True):
            self.assertIn(
                'expected "python", an object', complaint({**scenario([], []), "python": data})
            )
        self.check('python: "python" has no key "fast"', fast=True)
        self.check('python: "eager" is true or false', eager=1)
        self.check(
            'python: "runner" is run or run_until_complete or again, not "twice"', runner="twice"
        )
        self.check("python.before[0]: expected an action", before=[{"sleep": 1}])
        self.check(
            'python.before: "raise" has no loop to raise into', before=[{"raise": "ValueError"}]
        )
        self.check('python.thread: "raise" has no loop', thread=[{"raise": "ValueError"}])

    def test_objects(self) -> None:
        bad = [
            ('"is" is list or number or ', thing("y", "cat")),
            ('lacks "of"', thing("y", "shield")),
            ('lacks "timeout"', thing("y", "wait_for", of="f")),
            ('has no key "of"', thing("y", "list", of="f")),
            ("expected the name of a task", thing("y", "coroutine_of", of="f")),
            ("expected the name of a ", thing("y", "shield", of="x")),
            ('"timeout" is a whole number', thing("y", "wait_for", of="f", timeout=-1)),
        ]
        for wanted, data in bad:
            told = complaint(python(scenario([*NAMES, data], [])))
            self.assertTrue(told.startswith("awaitables[5]: ") and wanted in told, told)

    def test_gathers_and_futures(self) -> None:
        bad: List[Json] = [
            {**gather("y"), "return_exceptions": []},
            {**gather("y"), "return_exceptions": 1.5},
            {**gather("y"), "positional": 1},
            {**gather("y"), "keywords": []},
            {**gather("y"), "keywords": {"return_exceptions": 1}},
            {**gather("y"), "keywords": {"No": 1}},
            {**gather("y"), "keywords": {"loop": "mine"}},
            {**future("y"), "loop": "mine"},
        ]
        for data in bad:
            told = complaint(python(scenario([*NAMES, data], [])))
            self.assertTrue(told.startswith("awaitables[5]"), told)

    def test_names_that_are_taken(self) -> None:
        for name in ("loop", "before", "thread", "main", "timeline"):
            self.assertIn("is taken", complaint(python(scenario([future(name)], []))))

    def test_an_object_is_noted_forgotten_or_an_argument_and_nothing_else(self) -> None:
        refused: List[Json] = [{"await": "x"}, {"observe": "x"}, {"cancel": "x"}, {"create": "x"}]
        refused += [{"set_result": "x", "value": 1}, {"return": {"awaitable": "x"}}, {"await": "d"}]
        refused += [{"wait": ["x"], "until": "ALL_COMPLETED"}, {"observe": "d"}]
        for step in refused:
            self.check("expected the name of a ", step)
        accepted: List[Json] = [{"note": "class", "of": "x"}, {"forget": "x"}, {"cancel": "d"}]
        accepted += [{"set_result": "d", "value": 1}, {"set_exception": "d", "error": "SystemExit"}]
        decode_scenario(python(scenario(NAMES, accepted)))

    def test_notes(self) -> None:
        self.check('"note" is class or ', {"note": "weather"})
        self.check('lacks "of"', {"note": "class"})
        self.check('lacks "to"', {"note": "equal", "of": "f"})
        self.check('has no key "to"', {"note": "class", "of": "f", "to": "t"})
        for word in ("current_task", "variable", "pending"):
            self.check('has no key "of"', {"note": word, "of": "f"})
        self.check("expected the name of a ", {"note": "class", "of": "nobody"})
        decode_scenario(
            python(scenario(NAMES, [{"note": "number"}, {"note": "number", "of": "main"}]))
        )

    def test_steps(self) -> None:
        self.check("exclude each other", {"await": "f", "within": 1, "timeout": 1})
        self.check('"within" is a whole number', {"await": "f", "within": "1"})
        self.check('lacks "until"', {"wait": ["f"]})
        self.check('"until" is FIRST_COMPLETED or ', {"wait": ["f"], "until": "NEVER"})
        self.check("expected a name at least", {"wait": [], "until": "ALL_COMPLETED"})
        self.check("expected a name at least", {"task_group": []})
        self.check("expected the name of a task", {"task_group": ["f"]})
        self.check("expected a name, but found", {"acquire": "S"})
        self.check("expected a name, but found", {"release": 1})
        self.check("expected a whole number", {"set_variable": None})
        self.check("expected the name of a ", {"forget": "main"})
        self.check('"stop" is true', {"stop": 1})

    def test_nobody_waits_for_himself(self) -> None:
        for step in ({"wait": ["t"], "until": "ALL_COMPLETED"}, {"task_group": ["t"]}):
            self.assertIn(
                "t cannot await itself", complaint(python(scenario([task("t", step)], [])))
            )

    def test_steps_that_suspend_are_no_actions(self) -> None:
        for step in WORDS_OF_STEPS[2:5]:
            data = scenario([future("f"), task("t")], [], [{"at": 0, "do": [step]}])
            self.assertIn("timeline[0].do[0]: expected an action", complaint(python(data)))


if __name__ == "__main__":
    unittest.main()
