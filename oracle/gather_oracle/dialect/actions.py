# SPDX-License-Identifier: MIT
"""The actions of the Python dialect: the plain ones, some of them done with more care, and more."""

import asyncio
import contextlib
import sys
import warnings
from typing import Any, Callable, Iterator, Optional

from gather_oracle import scenario as s
from gather_oracle import actions as plain
from gather_oracle.actions import WORDS, quoted, settled, skip
from gather_oracle.dialect.notes import NOTES
from gather_oracle.dialect.objects import bring_about
from gather_oracle.dialect.scenario import Forget, Note, Release, SetVariable, Stop
from gather_oracle.dialect.world import VARIABLE, PythonWorld
from gather_oracle.world import Actions


@contextlib.contextmanager
def acting(world: PythonWorld, by: str) -> Iterator[None]:
    """Whatever makes tasks in here does it for `by`."""
    before, world.acting = world.acting, by
    try:
        yield
    finally:
        world.acting = before


def create(world: PythonWorld, by: str, action: s.Create) -> None:
    """Make a task, once, even if it was let go of."""
    if world.existed(action.of):
        return skip(world, by, "create", action.of)
    with acting(world, by):
        plain.create(world, by, action)


def gather(world: PythonWorld, by: str, action: s.Gather) -> None:
    """Call gather, once, with whatever arguments."""
    call = world.scenario.awaitables[action.of]
    if world.existed(action.of) or not all(possible(world, name) for name in call.of):
        return skip(world, by, "gather", action.of)
    arguments = {name: argument(world, by, name) for name in call.of}
    note_call(world, by, action.of)
    details = ',"by":%s,"children":%s,"return_exceptions":%s' % (
        quoted(by),
        world.recorder.names(call.of),
        WORDS[call.return_exceptions],
    )
    try:
        with acting(world, by), warnings_told(world, action.of):
            outer = call_gather(world, action.of, [arguments[name] for name in call.of])
    except BaseException as error:
        details += ',"error":' + world.recorder.error(error)
    else:
        world.add(action.of, outer)
        details += ',"done":' + WORDS[outer.done()]
    world.recorder.record("gather", action.of, details)


def possible(world: PythonWorld, name: str) -> bool:
    """Whether `name` exists, or can be made."""
    kind = world.scenario.awaitables[name].kind
    if name in world.objects or kind == "coroutine":
        return True
    if kind != "object" or world.existed(name):
        return False
    inner = world.python.things[name].inner
    return inner is None or inner in world.objects


def argument(world: PythonWorld, by: str, name: str) -> Any:
    """The object that gather gets for `name`."""
    if name in world.objects:
        return world.objects[name]
    script = world.scenario.awaitables[name].script
    return bring_about(world, by, name) if script is None else world.body(script)


def note_call(world: PythonWorld, by: str, of: str) -> None:
    """Note what is unusual about a call."""
    call, note = world.python.calls[of], world.recorder.note
    if call.positional:
        note(by, of, "positional", 1)
    for name in call.keywords:
        note(by, of, "keyword", name)
    if type(call.return_exceptions) is not bool:
        note(by, of, "return_exceptions", call.return_exceptions)


def call_gather(world: PythonWorld, of: str, arguments: Any) -> Any:
    """Call gather as the scenario says."""
    call = world.python.calls[of]
    named = {
        name: world.loop if value == "running" else value for name, value in call.keywords.items()
    }
    if call.positional:
        arguments = [*arguments, call.return_exceptions]
    else:
        named["return_exceptions"] = call.return_exceptions
    return world.gather(*arguments, **named)


@contextlib.contextmanager
def warnings_told(world: PythonWorld, of: str) -> Iterator[None]:
    """Record the deprecations that asyncio warns of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            for warning in caught or ():
                if issubclass(warning.category, DeprecationWarning):
                    category = ',"category":"%s"' % warning.category.__name__
                    world.recorder.record("warned", of, category)


def set_result(world: PythonWorld, by: str, action: s.SetResult) -> None:
    """Settle with a value."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "set_result", action.of)
    value = world.value(action.value)
    accepted = applies(target.set_result, value)
    settled(world, by, action.of, world.recorder.result(value), accepted)


def set_exception(world: PythonWorld, by: str, action: s.SetException) -> None:
    """Settle with an error."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "set_exception", action.of)
    error = world.error(action.error)
    accepted = applies(target.set_exception, error)
    settled(world, by, action.of, world.recorder.failure(error), accepted)


def applies(settle: Callable[[Any], None], argument: Any) -> bool:
    """Whether the object let itself be settled; StopIteration may be refused by its type."""
    try:
        return plain.applies(settle, argument)
    except TypeError:
        return False


def note(world: PythonWorld, by: str, action: Note) -> None:
    """Look at something, and write down what is seen."""
    missing = missing_name(world, action)
    if missing is not None:
        return skip(world, by, "note", missing)
    value = NOTES[action.what](world, action)
    value = int(value) if type(value) is bool else value
    world.recorder.note(by, by if action.of is None else action.of, action.what, value, action.to)


def missing_name(world: PythonWorld, action: Note) -> Optional[str]:
    """The first name in a note that stands for nothing. What is gone can be asked whether it is."""
    for name in (action.of, action.to):
        if name is not None and name not in world.objects:
            if action.what != "alive" or not world.existed(name):
                return name
    return None


def set_variable(world: PythonWorld, by: str, action: SetVariable) -> None:
    """Set the context variable."""
    VARIABLE.set(action.value)
    world.recorder.note(by, by, "set_variable", action.value)


def forget(world: PythonWorld, by: str, action: Forget) -> None:
    """Let go of an object."""
    if action.of not in world.objects:
        return skip(world, by, "forget", action.of)
    world.let_go(action.of)
    world.collect()
    world.recorder.note(by, action.of, "forgotten", None)


def release(world: PythonWorld, by: str, action: Release) -> None:
    """Give the place of a semaphore back."""
    semaphore(world, action.semaphore).release()
    world.recorder.note(by, by, "released", action.semaphore)


def semaphore(world: PythonWorld, name: str) -> asyncio.Semaphore:
    """The semaphore of that name, made when first asked for. Up to 3.9 it belongs to a loop."""
    if name not in world.semaphores:
        named = {} if sys.version_info >= (3, 10) else {"loop": world.loop}
        world.semaphores[name] = asyncio.Semaphore(1, **named)  # type: ignore[arg-type]
    return world.semaphores[name]


def stop(world: PythonWorld, by: str, action: Stop) -> None:
    """Stop the loop. Nothing else in a trace shows that."""
    world.loop.stop()
    world.recorder.note(by, "loop", "stop", None)


ACTIONS: Actions = {
    **plain.ACTIONS,
    s.Create: create,
    s.Gather: gather,
    s.SetResult: set_result,
    s.SetException: set_exception,
    Note: note,
    SetVariable: set_variable,
    Forget: forget,
    Release: release,
    Stop: stop,
}
