# SPDX-License-Identifier: MIT
"""The world of one run: the objects that exist in it, by the names the scenario gives them."""

import asyncio
from typing import Any, Callable, Coroutine, Dict, List, Optional, Type

from gather_oracle.errors import SCENARIO_ERRORS
from gather_oracle.loop import WitnessLoop
from gather_oracle.recorder import Absent, Recorder
from gather_oracle.scenario import (
    AwaitableValue,
    Error,
    ErrorValue,
    Scenario,
    Script,
    Value,
)

BodyMaker = Callable[["World", Script], Coroutine[Any, Any, Any]]
Actions = Dict[type, Callable[[Any, str, Any], None]]


class World:
    """What exists so far: `main` and the futures from the start, the rest as actions make it.

    `actions` tells how each action is done. `raising` is the label of the callback (or `timeline`)
    that is about to raise into the loop. `gather` is what the action of this name calls.
    """

    make_recorder: Type[Recorder] = Recorder
    gather: Callable[..., Any] = staticmethod(asyncio.gather)

    def __init__(
        self, scenario: Scenario, loop: WitnessLoop, make_body: BodyMaker, actions: Actions
    ) -> None:
        self.scenario = scenario
        self.loop = loop
        self.actions = actions
        self.recorder = self.make_recorder(loop)
        self.objects: Dict[str, "asyncio.Future[Any]"] = {}
        self.raising: Optional[str] = None
        self._make_body = make_body
        self._bodies: List[Coroutine[Any, Any, Any]] = []
        self._errors: Dict[str, BaseException] = {}
        self._absent: Dict[str, Absent] = {}

    def add(self, name: str, thing: "asyncio.Future[Any]") -> None:
        """Let `thing` exist as `name`."""
        self.objects[name] = thing
        self.recorder.name(thing, name)

    def body(self, script: Script) -> Coroutine[Any, Any, Any]:
        """A new coroutine object that will run `script`."""
        body = self._make_body(self, script)
        self._bodies.append(body)
        return body

    def value(self, value: Value) -> Any:
        """The Python object that a value of the scenario stands for."""
        if type(value) is ErrorValue:
            return self.error(value.error)
        if type(value) is AwaitableValue:
            thing = self.objects.get(value.name)
            return self._stand_in(value.name) if thing is None else thing
        return value

    def error(self, error: Error) -> BaseException:
        """The exception that an error of the scenario stands for, new unless it is a shared one."""
        if error.object is None:
            return make_error(error)
        if error.object not in self._errors:
            self._errors[error.object] = make_error(error)
        return self._errors[error.object]

    def on_exception(self, loop: asyncio.AbstractEventLoop, context: Dict[str, Any]) -> None:
        """Serve as the loop's exception handler.

        A context without a handle is a remark made when something was dropped, for example about
        an exception that nobody retrieved. Scenarios drop things on purpose.
        """
        if "handle" not in context:
            return
        error, label, self.raising = context["exception"], self.raising, None
        if label is None:
            kind = type(error).__name__
            self.recorder.fail("%s came out of a handle, and no action raised it" % kind)
            return
        self.recorder.record("unhandled", label, ',"error":' + self.recorder.error(error))

    def end(self) -> None:
        """Close every body, so that none wakes up in a later run or complains that it never ran.

        Nothing is kept: of a cycle of objects with finalizers, PyPy frees one in each collection.
        """
        for body in self._bodies:
            body.close()
        self.recorder.end()
        for kept in (self._bodies, self.objects, self._errors, self._absent):
            kept.clear()

    def _stand_in(self, name: str) -> Absent:
        if name not in self._absent:
            self._absent[name] = Absent()
            self.recorder.name(self._absent[name], name)
        return self._absent[name]


def make_error(error: Error) -> BaseException:
    """A new exception object."""
    kind = SCENARIO_ERRORS[error.type]
    return kind() if error.message is None else kind(error.message)
