# SPDX-License-Identifier: MIT
"""The recorder of a run of the Python dialect.

It keeps no task, future or gather alive, and reads states without retrieving them, so that garbage
is collected and reported as if nobody looked.
"""

import asyncio
import weakref
from typing import Any, Dict, List, Optional, Set

from gather_oracle.dialect.wording import steady
from gather_oracle.loop import VirtualLoop
from gather_oracle.recorder import Recorder, drop_traceback, quoted
from gather_oracle.scenario import Scenario


class PythonRecorder(Recorder):
    """The trace of one run, as it grows.

    While the garbage collector is `collecting`, a name outlives its object: the finalizer that is
    called then finds every weak reference to its object dead already.
    """

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__(loop)
        self.collecting = False
        self._references: Dict[int, "weakref.ref[Any]"] = {}
        self._own: List[BaseException] = []
        self._own_ids: Set[int] = set()
        self._texts: Dict[int, str] = {}

    def name(self, thing: Any, name: str) -> None:
        """From now on, `thing` is called `name`."""
        self._names[id(thing)] = name
        self._references[id(thing)] = weakref.ref(thing)

    def known_name(self, thing: Any) -> Optional[str]:
        """What a thing is called, or None."""
        reference = self._references.get(id(thing))
        found = None if reference is None else reference()
        if found is thing or (reference is not None and found is None and self.collecting):
            return self._names[id(thing)]
        return None

    def forget_the_dead(self) -> None:
        """Free the names of what is no more: another object may have its address."""
        for number in [number for number, ref in self._references.items() if ref() is None]:
            del self._references[number], self._names[number]

    def let_go_of_values(self) -> None:
        """Keep nothing but errors from here on."""
        self._kept = [thing for thing in self._kept if isinstance(thing, BaseException)]

    def own(self, error: BaseException) -> None:
        """Take note of an error that the scenario made: it speaks with its message."""
        self._own.append(error)
        self._own_ids.add(id(error))

    def is_own(self, error: BaseException) -> bool:
        """Whether the scenario made this error."""
        return id(error) in self._own_ids

    def drop_tracebacks(self) -> None:
        """Let go of the frames behind all errors: what stands in them would never be garbage."""
        for thing in [*self._kept, *self._own]:
            if isinstance(thing, BaseException):
                drop_traceback(thing)

    def record(self, event: str, of: str, details: str = "") -> None:
        """Add an event; what happens before the first turn is told as of turn 0."""
        early = self._loop.turn < 0
        self._loop.turn += early
        super().record(event, of, details)
        self._loop.turn -= early

    def note(self, by: str, of: str, what: str, value: Any, to: Optional[str] = None) -> None:
        """Add a `noted` event; `to` is the other one of two objects."""
        other = "" if to is None else ',"to":' + quoted(to)
        details = ',"by":%s,"what":%s%s,"value":%s' % (
            quoted(by),
            quoted(what),
            other,
            self.value(value),
        )
        self.record("noted", of, details)

    def state(self, future: "asyncio.Future[Any]") -> str:
        """The text of the state of a future: exception() would count as retrieval."""
        if not future.done():
            return '"pending"'
        if future.cancelled():
            return '"cancelled"'
        error = future._exception  # type: ignore[attr-defined]
        return self.result(future.result()) if error is None else self.failure(error)

    def error(self, error: BaseException) -> str:
        """The text of an exception object, with what it says unless the scenario knows that."""
        if not isinstance(error, asyncio.CancelledError) and not self.is_own(error):
            words = ',"text":' + quoted(self._text(error))
        else:
            words = ',"message":' + quoted(str(error.args[0])) if error.args else ""
        return '{"type":"%s","id":%d%s}' % (type(error).__name__, self._id(error), words)

    def trace(self, scenario: Scenario, end: str) -> str:
        """The whole trace, one line without its end."""
        plain = super().trace(scenario, end)
        return plain.replace(',"awaitables":[', ',"python":true,"awaitables":[', 1)

    def _text(self, error: BaseException) -> str:
        if id(error) not in self._texts:
            self._texts[id(error)] = steady(str(error))
        return self._texts[id(error)]

    def _named(self, thing: Any) -> Optional[str]:
        return self.known_name(thing)
