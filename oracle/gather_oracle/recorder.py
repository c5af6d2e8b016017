# SPDX-License-Identifier: MIT
"""The recorder: writes down what a run was seen to do, in the canonical text of trace 1.

An event becomes text at the moment it happens, so that nothing that happens later can change it.
The recorder schedules nothing, awaits nothing and registers nothing.
"""

import asyncio
import sys
from json.encoder import encode_basestring as quoted
from typing import Any, Dict, List, Optional, Sequence

from gather_oracle.errors import SCENARIO_ERRORS
from gather_oracle.loop import WitnessLoop
from gather_oracle.scenario import Scenario

EDITION = "%d.%d" % sys.version_info[:2]
LARGEST_TRACE = 64 * 1024 * 1024

# Exactly these classes: an error of another class gave itself its message.
SPEAKING = frozenset(SCENARIO_ERRORS.values())


class Absent:
    """Stands for an awaitable that was used as a plain value before it came into being."""


class Recorder:
    """The trace of one run, as it grows.

    Objects that get an id are kept alive until the end of the run, so that no two share an `id()`.
    `trouble` says why the trace is worthless, if it is; the loop is stopped then.
    """

    def __init__(self, loop: WitnessLoop) -> None:
        self.trouble: Optional[str] = None
        self._loop = loop
        self._events: List[str] = []
        self._size = 0
        self._names: Dict[int, str] = {}
        self._ids: Dict[int, int] = {}
        self._kept: List[Any] = []

    def name(self, thing: Any, name: str) -> None:
        """From now on, `thing` is called `name`."""
        self._names[id(thing)] = name
        self._kept.append(thing)

    def name_of(self, thing: Any) -> str:
        """What a named thing is called."""
        return self._names[id(thing)]

    def fail(self, trouble: str) -> None:
        """Give the run up: what asyncio does from here on is no longer the scenario's doing."""
        if self.trouble is None:
            self.trouble = trouble
        self._loop.stop()

    def record(self, event: str, of: str, details: str = "") -> None:
        """Add an event about `of`; `details` are its further keys as text."""
        loop = self._loop
        line = '{"t":%d,"turn":%d,"event":"%s","of":%s%s}' % (
            loop.now,
            loop.turn,
            event,
            quoted(of),
            details,
        )
        self._events.append(line)
        self._size += len(line)
        if self._size > LARGEST_TRACE:
            self.fail("the trace grew beyond %d characters" % LARGEST_TRACE)

    def end(self) -> None:
        """Let go of all objects."""
        for thing in self._kept:
            if isinstance(thing, BaseException):
                drop_traceback(thing)
        self._kept.clear()

    def trace(self, scenario: Scenario, end: str) -> str:
        """The whole trace, one line without its end."""
        awaitables = ['{"name":"main","kind":"task"}']
        for awaitable in scenario.awaitables.values():
            awaitables.append('{"name":"%s","kind":"%s"}' % (awaitable.name, awaitable.kind))
        return '{"trace":1,"edition":"%s","awaitables":[%s],"events":[%s],"end":"%s"}' % (
            EDITION,
            ",".join(awaitables),
            ",".join(self._events),
            end,
        )

    def result(self, value: Any) -> str:
        """The text of the outcome of something that returned `value`."""
        return '{"result":%s}' % self.value(value)

    def failure(self, error: BaseException) -> str:
        """The text of the outcome of something that raised `error`, and of it as a value."""
        return '{"error":%s}' % self.error(error)

    def state(self, future: "asyncio.Future[Any]") -> str:
        """The text of the state of a future, read by calls that change nothing a trace shows."""
        if not future.done():
            return '"pending"'
        if future.cancelled():
            return '"cancelled"'
        error = future.exception()
        return self.result(future.result()) if error is None else self.failure(error)

    def value(self, value: Any) -> str:
        """The text of a value."""
        kind = type(value)
        if value is None:
            return "null"
        if kind is int:
            return str(value)
        if kind is str:
            return quoted(value)
        if kind is list:
            return self._list(value)
        if isinstance(value, BaseException):
            return self.failure(value)
        name = self._named(value)
        if name is None:
            self.fail("a value that no scenario contains: %s" % kind.__name__)
        return '{"awaitable":"%s"}' % name

    def error(self, error: BaseException) -> str:
        """The text of an exception object."""
        kind = type(error)
        message = ""
        if error.args and kind in SPEAKING:
            message = ',"message":' + quoted(str(error.args[0]))
        return '{"type":"%s","id":%d%s}' % (kind.__name__, self._id(error), message)

    def names(self, names: Sequence[str]) -> str:
        """The text of a list of names."""
        return '["%s"]' % '","'.join(names) if names else "[]"

    def _named(self, thing: Any) -> Optional[str]:
        return self._names.get(id(thing))

    def _list(self, values: List[Any]) -> str:
        number = self._id(values)
        try:
            items = ",".join([self.value(value) for value in values])
        except RecursionError:
            self.fail("lists are nested too deeply to write them down")
            return "null"
        return '{"list":[%s],"id":%d}' % (items, number)

    def _id(self, thing: Any) -> int:
        number = self._ids.get(id(thing))
        if number is None:
            self._kept.append(thing)
            number = self._ids[id(thing)] = len(self._ids) + 1
        return number


def drop_traceback(error: BaseException) -> None:
    """Let go of the frames behind an error and behind those that led to it."""
    waiting, seen = [error], set()
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            each.__traceback__ = None
            waiting += [other for other in (each.__context__, each.__cause__) if other is not None]
