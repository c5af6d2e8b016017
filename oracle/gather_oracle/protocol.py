# SPDX-License-Identifier: MIT
"""The protocol by which the suite asks a child process to run scenarios, version 1.

JSON Lines on file descriptors. Every line gets one line, in order; what was answered is written
out before the process waits for more, so that the suite may send ahead or go step by step.
"""

import json
import os
import time
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from gather_oracle.capabilities import capabilities
from gather_oracle.decode import decode_scenario
from gather_oracle.errors import InvalidScenario, Trouble
from gather_oracle.json_shape import shown
from gather_oracle.recorder import EDITION
from gather_oracle.witness import Witness

BYE = '{"bye":true}'
CHUNK = 1 << 16
LONGEST_SILENCE = 0.1  # seconds, while answers are ready


class Identity(NamedTuple):
    """Who answers, and what it claims to be able to do."""

    name: str
    version: str
    capabilities: List[str]


def serve(source: int, sink: int, witness: Witness, identity: Optional[Identity] = None) -> None:
    """Answer requests from one file descriptor on another, until `bye` or the end of the input."""
    conversation = Conversation(witness, identity)
    try:
        for lines in batches(source):
            for answers in in_time(conversation.answers(lines)):
                write(sink, answers)
                if conversation.over:
                    return
    finally:
        witness.close()


def batches(source: int) -> Iterator[List[bytes]]:
    """The lines of the input, in groups of those that are there without waiting for more.

    A last line without an end counts: it may be whole, and if it is not, that deserves an answer.
    """
    pieces: List[bytes] = []
    while True:
        chunk = os.read(source, CHUNK)
        if not chunk:
            break
        first, *others = chunk.split(b"\n")
        pieces.append(first)
        if others:
            yield [b"".join(pieces), *others[:-1]]
            pieces = others[-1:]
    rest = b"".join(pieces)
    if rest:
        yield [rest]


def in_time(answers: Iterator[bytes]) -> Iterator[List[bytes]]:
    """The answers in groups, none of which takes long: whoever asked waits for each answer."""
    group: List[bytes] = []
    began = time.monotonic()
    for answer in answers:
        group.append(answer)
        if time.monotonic() - began > LONGEST_SILENCE:
            yield group
            group, began = [], time.monotonic()
    if group:
        yield group


def write(sink: int, answers: List[bytes]) -> None:
    """Write the answers out, all of them."""
    data = memoryview(b"\n".join(answers) + b"\n")
    while data:
        data = data[os.write(sink, data) :]


class Conversation:
    """One child's side of the protocol, line by line. No request can end it but `bye`.

    Without another identity it is the witness that answers.
    """

    def __init__(self, witness: Witness, identity: Optional[Identity] = None) -> None:
        self.over = False
        self._witness = witness
        self._identity = identity or Identity(*witness.identity, capabilities(witness))

    def answers(self, lines: List[bytes]) -> Iterator[bytes]:
        """The answers to several lines, as they are made; none to what comes after `bye`."""
        for line in lines:
            yield self.answer(line)
            if self.over:
                return

    def answer(self, line: bytes) -> bytes:
        """The answer to one line, both without their ends."""
        number = None
        try:
            request = parsed(line)
            number = request_number(request)
            return self._reply(request).encode()
        except (InvalidScenario, Trouble) as error:
            return trouble(number, str(error))
        except RecursionError:
            return trouble(number, "the request is nested too deeply")
        except UnicodeEncodeError:
            return trouble(number, "the scenario has a text that is no Unicode: half a surrogate")

    def _reply(self, request: Dict[str, Any]) -> str:
        if request.keys() == {"id", "run"} and request["id"] is not None:
            trace = self._witness.run(decode_scenario(request["run"]))
            return '{"id":%d,"trace":%s}' % (request["id"], trace)
        if request.keys() == {"hello"}:
            return hello(request["hello"], self._identity)
        if request == {"bye": True}:
            self.over = True
            return BYE
        wanted = '{"hello":...}, {"id":n,"run":...} or {"bye":true}'
        raise InvalidScenario("expected %s, but found %s" % (wanted, shown(request)))


def parsed(line: bytes) -> Dict[str, Any]:
    """The JSON object on a line."""
    try:
        data = json.loads(line.decode())
    except ValueError as error:
        raise InvalidScenario("expected a JSON object, but found no JSON: %s" % error) from None
    if type(data) is not dict:
        raise InvalidScenario("expected a JSON object, but found %s" % shown(data))
    return data


def request_number(request: Dict[str, Any]) -> Optional[int]:
    """The id of a request, None for those that have none."""
    number = request.get("id")
    if number is not None and type(number) is not int:
        raise InvalidScenario('"id" is a whole number, not %s' % shown(number))
    return number


def hello(data: Any, identity: Identity) -> str:
    """Say who is speaking, to one who speaks the same protocol."""
    if type(data) is not dict or type(data.get("protocol")) is not int or data["protocol"] != 1:
        raise InvalidScenario("expected protocol 1, but found %s" % shown(data))
    return compact(
        {
            "hello": {
                "protocol": 1,
                "name": identity.name,
                "version": identity.version,
                "language": "Python",
                "edition": EDITION,
                "capabilities": identity.capabilities,
            }
        }
    )


def trouble(number: Optional[int], text: str) -> bytes:
    """Say that a request led to no trace."""
    # A lone surrogate, quoted from a request, goes back as the escape that it came as.
    return compact({"id": number, "trouble": text}).encode(errors="backslashreplace")


def compact(data: Any) -> str:
    """JSON without blanks."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
