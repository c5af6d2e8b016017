# SPDX-License-Identifier: MIT
"""gathercheck serve: any implementation behind the protocol.

GATHERCHECK names the program.
"""

import json
import os
import subprocess
import unittest
from typing import Any, Dict, List

PROGRAM = os.path.abspath(os.environ["GATHERCHECK"])
HELLO = {"hello": {"protocol": 1}}
SCENARIO = {
    "scenario": 1,
    "awaitables": [
        {"name": "a", "kind": "coroutine", "script": [{"return": 1}]},
        {"name": "g", "kind": "gather", "of": ["a"]},
    ],
    "main": {"script": [{"gather": "g"}, {"await": "g"}]},
}

Json = Dict[str, Any]


def talk(adapter: str, text: str) -> "subprocess.CompletedProcess[str]":
    """Everything at once, and what came of it."""
    return subprocess.run(
        [PROGRAM, "serve", adapter], input=text, capture_output=True, text=True, timeout=60
    )


def answers(adapter: str, *lines: Any) -> List[Json]:
    """What the child says to these lines."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    ended = talk(adapter, "".join(text + "\n" for text in texts))
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


class Conversations(unittest.TestCase):
    def test_it_says_who_it_is(self) -> None:
        (said,) = answers("reference:3.9", HELLO)
        self.assertEqual(said["hello"]["edition"], "3.9")
        self.assertEqual(said["hello"]["language"], "C++")
        self.assertIn("turns", said["hello"]["capabilities"])
        self.assertNotIn("python", said["hello"]["capabilities"])

    def test_the_trace_is_that_of_run(self) -> None:
        (said,) = answers("reference", {"id": 7, "run": SCENARIO})
        ran = subprocess.run(
            [PROGRAM, "run", "-"],
            input=json.dumps(SCENARIO),
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(said, {"id": 7, "trace": json.loads(ran.stdout)})

    def test_the_order_and_the_blanks_of_a_request_do_not_matter(self) -> None:
        compact = json.dumps({"id": 1, "run": SCENARIO}, separators=(",", ":"))
        other = json.dumps({"run": SCENARIO, "id": 1}, indent=None)
        one, two = answers("reference", compact, other)
        self.assertEqual(one, two)

    def test_a_farewell_is_the_end(self) -> None:
        self.assertEqual(answers("reference", {"bye": True}, HELLO), [{"bye": True}])

    def test_what_is_no_request_is_trouble_and_the_conversation_goes_on(self) -> None:
        said = answers("reference", "garbage", '{"id":1}', '{"id":2,"run":{}}', "[]", HELLO)
        self.assertEqual([each.get("id") for each in said], [None, 1, 2, None, None])
        for each in said[:4]:
            self.assertTrue(each["trouble"])
        self.assertIn("hello", said[4])

    def test_an_answer_comes_before_the_next_request(self) -> None:
        command = [PROGRAM, "serve", "reference"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as child:
            assert child.stdin and child.stdout
            for number in range(1, 4):
                child.stdin.write(json.dumps({"id": number, "run": SCENARIO}) + "\n")
                self.assertEqual(json.loads(child.stdout.readline())["id"], number)

    def test_a_scenario_of_the_python_dialect_is_trouble(self) -> None:
        (said,) = answers("reference", {"id": 1, "run": dict(SCENARIO, python={})})
        self.assertIn("no Python", said["trouble"])

    def test_an_implementation_that_there_is_not(self) -> None:
        ended = talk("mutant:of_nobody", "")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("there is no wrong gather", ended.stderr)


class Suites(unittest.TestCase):
    def test_the_suite_says_the_same_of_the_reference_and_of_the_served_one(self) -> None:
        def rules(adapter: str) -> Json:
            ended = subprocess.run(
                [PROGRAM, "check", adapter, "--cases", "50", "--reach", "0", "--json", "-"],
                capture_output=True,
                text=True,
                timeout=120,
            )
            report: Json = json.loads(ended.stdout)
            return report

        direct, served = rules("reference"), rules("%s serve reference" % PROGRAM)
        self.assertEqual(direct["rules"], served["rules"])
        self.assertEqual(direct["implementation"], served["implementation"])


if __name__ == "__main__":
    unittest.main()
