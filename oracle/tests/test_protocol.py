# SPDX-License-Identifier: MIT
"""The protocol, spoken to a real child process."""

import asyncio
import json
import os
import re
import subprocess
import sys
import unittest
from typing import Any, Iterator, List, Union
from unittest import mock

from gather_oracle.capabilities import DIALECT
from gather_oracle.capabilities import PLAIN as PLAIN_WORDS
from gather_oracle.protocol import Conversation, in_time
from gather_oracle.witness import Witness
from tests.support import EDITION, ORACLE, Json, compact, future, run_text, scenario

HELLO: Json = {"hello": {"protocol": 1}}
BYE: Json = {"bye": True}
PLAIN = scenario([], [{"return": 1}])


def child(**others: Any) -> "subprocess.Popen[bytes]":
    """A witness as a child process."""
    return subprocess.Popen(
        [sys.executable, "-m", "gather_oracle"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": ORACLE},
        **others,
    )


class Lines(unittest.TestCase):
    """One conversation, line by line."""

    def setUp(self) -> None:
        witness = Witness()
        self.addCleanup(witness.close)
        self.conversation = Conversation(witness)

    def ask(self, line: Union[bytes, Json]) -> Json:
        data = line if isinstance(line, bytes) else compact(line).encode()
        answer: Json = json.loads(self.conversation.answer(data).decode())
        return answer

    def trouble(self, line: Union[bytes, Json], number: Any = None) -> str:
        answer = self.ask(line)
        self.assertEqual((list(answer), answer["id"]), (["id", "trouble"], number))
        self.assertEqual(self.ask({"id": 5, "run": PLAIN})["id"], 5)
        text: str = answer["trouble"]
        return text

    def test_hello_tells_who_speaks(self) -> None:
        told = self.ask(HELLO)["hello"]
        keys = ["protocol", "name", "version", "language", "edition", "capabilities"]
        self.assertEqual(list(told), keys)
        self.assertEqual((told["protocol"], told["language"]), (1, "Python"))
        self.assertEqual(told["edition"], EDITION)
        self.assertTrue(told["version"].startswith(EDITION + "."))

    def test_it_claims_what_this_python_can_do(self) -> None:
        claimed = self.ask(HELLO)["hello"]["capabilities"]
        self.assertIn("python", claimed)
        self.assertEqual("task_groups" in claimed, hasattr(asyncio, "TaskGroup"))
        self.assertEqual("eager_tasks" in claimed, hasattr(asyncio, "eager_task_factory"))
        self.assertEqual("awaited_by" in claimed, hasattr(asyncio, "future_add_to_awaited_by"))

    def test_the_words_are_those_of_the_law(self) -> None:
        with open(os.path.join(ORACLE, "..", "spec", "README.md"), encoding="utf-8") as file:
            table = file.read().partition("## Capabilities")[2].partition("\n\nA verdict")[0]
        rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
        self.assertEqual({*PLAIN_WORDS, "python", *DIALECT}, set(re.findall("`([a-z_]+)`", " ".join(rows))))

    def test_run_answers_with_the_canonical_trace(self) -> None:
        answer = self.conversation.answer(compact({"id": 12, "run": PLAIN}).encode())
        self.assertEqual(answer.decode(), '{"id":12,"trace":%s}' % run_text(PLAIN))

    def test_the_order_of_keys_and_blanks_in_a_request_do_not_matter(self) -> None:
        line = json.dumps({"run": PLAIN, "id": 12}, indent=None).encode() + b" \r"
        self.assertIn("trace", self.ask(line))

    def test_another_version_of_the_protocol_is_trouble(self) -> None:
        for version in (2, "1", None, True):
            text = self.trouble({"hello": {"protocol": version}})
            self.assertIn("expected protocol 1, but found", text)
        self.trouble({"hello": 1})

    def test_an_empty_line_is_trouble(self) -> None:
        self.assertIn("expected a JSON object", self.trouble(b""))

    def test_a_garbage_line_is_trouble(self) -> None:
        for line in (b"garbage", b'{"id":1,', b"\xff\xfe", b"[1]", b"null", b"7", b'"x"', b"NaN"):
            self.assertIn("expected a JSON object", self.trouble(line))

    def test_an_unknown_request_is_trouble(self) -> None:
        for request in ({}, {"bye": False}, {"run": PLAIN}, {**HELLO, **BYE}):
            self.assertIn("expected {", self.trouble(request))
        self.trouble({"id": 3}, 3)
        self.trouble({"id": 3, "run": PLAIN, "fast": True}, 3)

    def test_an_id_is_a_whole_number(self) -> None:
        for number in ("1", 1.5, True, [], None):
            self.trouble({"id": number, "run": PLAIN})

    def test_an_invalid_scenario_is_trouble_with_the_id_of_the_request(self) -> None:
        text = self.trouble({"id": 7, "run": scenario([], [{"slep": 1}])}, 7)
        self.assertTrue(text.startswith("main.script[0]: expected a step"), text)

    def test_a_request_nested_too_deeply_is_trouble(self) -> None:
        self.trouble(b'{"id":1,"run":' + b"[" * 100_000 + b"]" * 100_000 + b"}")
        do: List[Json] = []
        for i in range(300):
            do = [{"add_done_callback": "main", "label": "k%d" % i, "do": do}]
        self.trouble({"id": 2, "run": scenario([], do)}, 2)

    def test_half_a_surrogate_is_trouble(self) -> None:
        data = compact({"id": 4, "run": scenario([], [{"return": "?"}])}).replace("?", "\\ud800")
        self.assertIn("no Unicode", self.trouble(data.encode(), 4))
        self.trouble(data.replace("return", "\\ud800").encode(), 4)

    def test_text_passes_as_utf_8(self) -> None:
        answer = self.ask({"id": 1, "run": scenario([], [{"return": "\U0001f40d é"}])})
        self.assertIn("\U0001f40d é", compact(answer))

    def test_a_scenario_cannot_end_the_conversation(self) -> None:
        for error in ("BaseError", "CancelledError"):
            timeline: List[Json] = [{"at": 0, "do": [{"raise": error}]}]
            self.assertIn("trace", self.ask({"id": 1, "run": scenario([], [], timeline)}))


class Process(unittest.TestCase):
    """A child process from its first line to its exit."""

    def talk(self, data: bytes) -> List[bytes]:
        with child() as process:
            out, err = process.communicate(data)
        self.assertEqual((process.returncode, err), (0, b""))
        self.assertTrue(out == b"" or out.endswith(b"\n"))
        return out.split(b"\n")[:-1]

    def lines(self, *requests: Json) -> bytes:
        return b"".join(compact(request).encode() + b"\n" for request in requests)

    def test_a_conversation_in_one_go(self) -> None:
        requests = [{"id": i, "run": PLAIN} for i in range(1000)]
        answers = self.talk(self.lines(HELLO, *requests, BYE))
        self.assertEqual(len(answers), 1002)
        self.assertEqual([json.loads(line)["id"] for line in answers[1:-1]], list(range(1000)))
        self.assertEqual(answers[-1], b'{"bye":true}')

    def test_every_answer_comes_before_the_next_request(self) -> None:
        with child(bufsize=0) as process:
            assert process.stdin is not None and process.stdout is not None
            for request in (HELLO, {"id": 1, "run": PLAIN}, {}, BYE):
                process.stdin.write(self.lines(request))
                self.assertTrue(process.stdout.readline().endswith(b"}\n"))
            self.assertEqual(process.wait(), 0)

    def test_a_request_may_come_in_pieces(self) -> None:
        with child(bufsize=0) as process:
            assert process.stdin is not None and process.stdout is not None
            line = self.lines({"id": 1, "run": PLAIN})
            process.stdin.write(self.lines(HELLO) + line[:20])
            self.assertIn(b"hello", process.stdout.readline())
            process.stdin.write(line[20:])
            self.assertIn(b'{"id":1,"trace"', process.stdout.readline())

    def test_answers_do_not_wait_for_those_that_take_long(self) -> None:
        """A child that reads many requests at once answers the first before it is done with the last."""
        now = [0.0]

        def slow(count: int) -> Iterator[bytes]:
            for i in range(count):
                now[0] += 0.06
                yield b"%d" % i

        with mock.patch("gather_oracle.protocol.time.monotonic", lambda: now[0]):
            self.assertEqual(list(in_time(slow(5))), [[b"0", b"1"], [b"2", b"3"], [b"4"]])
            self.assertEqual(list(in_time(iter([b"a", b"b"]))), [[b"a", b"b"]])
            self.assertEqual(list(in_time(iter([]))), [])

    def test_nothing_after_bye_is_answered(self) -> None:
        self.assertEqual(self.talk(self.lines(BYE, HELLO)), [b'{"bye":true}'])

    def test_the_end_of_the_input_is_a_farewell(self) -> None:
        self.assertEqual(self.talk(b""), [])
        self.assertEqual(len(self.talk(self.lines(HELLO))), 1)

    def test_a_last_line_without_an_end_is_answered(self) -> None:
        whole = self.lines({"id": 1, "run": PLAIN})[:-1]
        self.assertIn(b'{"id":1,"trace"', self.talk(whole)[0])
        self.assertIn(b'{"id":null,"trouble"', self.talk(whole[:-5])[0])

    def test_a_line_of_three_megabytes_is_answered(self) -> None:
        script: List[Json] = [{"set_result": "f", "value": "x" * 40}] * 60_000
        data = self.lines({"id": 1, "run": scenario([future("f")], script)}, BYE)
        self.assertGreater(len(data), 3_000_000)
        answers = self.talk(data)
        self.assertEqual(answers[0].count(b'"settle"'), 60_000)

    def test_empty_lines_are_answered_one_by_one(self) -> None:
        self.assertEqual(len(self.talk(b"\n\n\n")), 3)

    def test_a_reader_that_goes_away_ends_the_child_without_a_traceback(self) -> None:
        with child() as process:
            assert process.stdin and process.stdout and process.stderr
            process.stdout.close()
            process.stdin.write(self.lines(HELLO))
            process.stdin.close()
            self.assertEqual((process.stderr.read(), process.wait()), (b"", 1))


if __name__ == "__main__":
    unittest.main()
