# SPDX-License-Identifier: MIT
"""The notes: what a Python can see and a trace of plain events does not show."""

import asyncio
from typing import Any, Callable, Dict, Optional

from gather_oracle.dialect.names import name_of
from gather_oracle.dialect.scenario import Note
from gather_oracle.dialect.world import VARIABLE, PythonWorld

Answer = Any


def current_task(world: PythonWorld, note: Note) -> Answer:
    """The name of the current task."""
    task = running_task()
    return None if task is None else name_of(world, task)


def running_task() -> "Optional[asyncio.Task[Any]]":
    """The current task, None outside of a loop as well."""
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


def number(world: PythonWorld, note: Note) -> Answer:
    """How many tasks later than main a task was named."""
    task = running_task() if note.of is None else world.objects[note.of]
    mine, first = automatic_number(task), automatic_number(world.objects.get("main"))
    return None if mine is None or first is None else mine - first


def automatic_number(task: Any) -> Optional[int]:
    """The number in the name that asyncio gives a task by itself."""
    get_name = getattr(task, "get_name", None)
    _, _, digits = (get_name() if get_name is not None else "").partition("Task-")
    return int(digits) if digits.isdigit() else None


def awaited_by(world: PythonWorld, note: Note) -> Answer:
    """The names of those who await an object."""
    awaiters = getattr(world.objects[str(note.of)], "_asyncio_awaited_by", None) or ()
    return " ".join(sorted(name_of(world, awaiter) or "" for awaiter in awaiters))


def alive(world: PythonWorld, note: Note) -> Answer:
    """Whether there is still anyone who refers to an object."""
    world.collect()
    return world.is_alive(str(note.of))


def hash_equal(world: PythonWorld, note: Note) -> Answer:
    """Whether two objects have one hash; None for the unhashable."""
    one, other = compared(world, note)
    try:
        return hash(one) == hash(other)
    except TypeError:
        return None


def traceback(world: PythonWorld, note: Note) -> Answer:
    """How many entries the traceback of what `result()` raises has; None if it does not raise."""
    try:
        world.objects[str(note.of)].result()
    except BaseException as error:
        entry, count = error.__traceback__, 0
        while entry is not None:
            entry, count = entry.tb_next, count + 1
        return count
    return None


def same_error(world: PythonWorld, note: Note) -> Answer:
    """Whether two futures have one exception; None if one of them cannot say."""
    try:
        one, other = (thing.exception() for thing in compared(world, note))
    except (asyncio.CancelledError, Exception):
        return None
    return one is other


def compared(world: PythonWorld, note: Note) -> Any:
    """The two objects that a note compares."""
    return world.objects[str(note.of)], world.objects[str(note.to)]


def same(world: PythonWorld, note: Note) -> Answer:
    """Whether two names stand for one object."""
    one, other = compared(world, note)
    return one is other


def equal(world: PythonWorld, note: Note) -> Answer:
    """Whether two objects are equal."""
    one, other = compared(world, note)
    return bool(one == other)


def cancel_takes_message(world: PythonWorld, note: Note) -> Answer:
    """Whether `cancel` has a parameter for a message. It cancels, if so."""
    try:
        world.objects[str(note.of)].cancel("m")
    except TypeError:
        return False
    return True


NOTES: Dict[str, Callable[[PythonWorld, Note], Answer]] = {
    "class": lambda world, note: type(world.objects[str(note.of)]).__name__,
    "current_task": current_task,
    "number": number,
    "variable": lambda world, note: VARIABLE.get(),
    "awaited_by": awaited_by,
    "alive": alive,
    "equal": equal,
    "hash_equal": hash_equal,
    "traceback": traceback,
    "same": same,
    "same_error": same_error,
    "pending": lambda world, note: len(asyncio.all_tasks(world.loop)),
    "cancel_takes_message": cancel_takes_message,
}
