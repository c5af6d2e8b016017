# SPDX-License-Identifier: MIT
"""The world of one run of the Python dialect: what exists in it, and what was let go of."""

import asyncio
import contextlib
import contextvars
import weakref
from typing import Any, Callable, Coroutine, Dict, List, Optional

from gather_oracle.dialect.errors import PYTHON_ERRORS
from gather_oracle.dialect.loop import PythonLoop
from gather_oracle.dialect.recorder import PythonRecorder
from gather_oracle.dialect.scenario import PythonScenario
from gather_oracle.scenario import Error, Script
from gather_oracle.world import Actions, BodyMaker, World

VARIABLE: "contextvars.ContextVar[Any]" = contextvars.ContextVar("variable", default=None)


class PythonWorld(World):
    """What exists so far, objects of the kind `object` among it.

    `collect` collects the garbage, once somebody is there to do it. `other_loop` is the loop of the
    foreign futures. `acting` is who makes tasks at the moment. Once the run `is_over`, bodies end
    without a word.
    """

    make_recorder = PythonRecorder
    recorder: PythonRecorder
    collect: Callable[..., None]
    loop: PythonLoop

    def __init__(
        self, scenario: PythonScenario, loop: PythonLoop, make_body: BodyMaker, actions: Actions
    ) -> None:
        super().__init__(scenario, loop, make_body, actions)  # type: ignore[arg-type]
        self.python = scenario
        self.other_loop = PythonLoop()
        self.body_code = make_body.__code__  # type: ignore[attr-defined]
        self.acting = "loop"
        self.is_over = False
        self.semaphores: Dict[str, asyncio.Semaphore] = {}
        self._references: Dict[str, Optional["weakref.ref[Any]"]] = {}
        self._body_references: List["weakref.ref[Any]"] = []

    def add(self, name: str, thing: Any) -> None:
        """Let a task, future or gather exist as `name`."""
        self.add_object(name, thing)
        self.recorder.name(thing, name)

    def add_object(self, name: str, thing: Any) -> None:
        """Let any object exist as `name`."""
        self.objects[name] = thing
        try:
            self._references[name] = weakref.ref(thing)
        except TypeError:
            self._references[name] = None

    def existed(self, name: str) -> bool:
        """Whether `name` exists or has existed."""
        return name in self._references

    def let_go(self, name: str) -> None:
        """Hold on to `name` no longer."""
        self.objects.pop(name, None)

    def is_alive(self, name: str) -> Optional[bool]:
        """Whether there is still the object that was called `name`; None if nobody can tell."""
        reference = self._references[name]
        return None if reference is None else reference() is not None

    def living(self) -> List[Any]:
        """The tasks, and the objects with a name, that have not been freed yet."""
        things = [reference() for reference in self._references.values() if reference is not None]
        things += [*self.loop.living_tasks(), *self.other_loop.living_tasks()]
        return list({id(thing): thing for thing in things if thing is not None}.values())

    def name_of_object(self, thing: Any) -> Optional[str]:
        """Which object of the kind `object` this is."""
        for name in self.python.things:
            if thing is not None and self.objects.get(name) is thing:
                return name
        return None

    def body(self, script: Script) -> Coroutine[Any, Any, Any]:
        """A new coroutine object that will run `script`, and bears its name."""
        body = self._make_body(self, script)
        body.__name__ = script.name  # type: ignore[attr-defined]
        self._body_references.append(weakref.ref(body))
        return body

    def error(self, error: Error) -> BaseException:
        """The exception that an error of the scenario stands for, new unless it is a shared one."""
        made = self._errors.get(error.object) if error.object is not None else None
        if made is None:
            kind = PYTHON_ERRORS[error.type]
            made = kind() if error.message is None else kind(error.message)
            self.recorder.own(made)
            if error.object is not None:
                self._errors[error.object] = made
        return made

    def close_loops(self) -> None:
        """End the run: what is scheduled is dropped, and the loops take nothing more."""
        self.is_over = True
        self.loop.close()
        self.other_loop.close()

    def end(self) -> None:
        """Close the loops and every body that is left."""
        self.close_loops()
        for reference in self._body_references:
            body = reference()
            if body is not None:
                # Up to 3.9, a semaphore turns to its loop then, which is closed.
                with contextlib.suppress(RuntimeError):
                    body.close()
