# SPDX-License-Identifier: MIT
"""Objects of the kind `object`: what a Python can hand to gather that is no task and no future."""

import asyncio
import concurrent.futures
import types
from typing import Any, AsyncIterator, Callable, Dict, Generator

from gather_oracle.dialect.duck_future import DuckFuture
from gather_oracle.dialect.names import coroutine_of
from gather_oracle.dialect.world import PythonWorld
from gather_oracle.scenario import AwaitableValue


def bring_about(world: PythonWorld, by: str, name: str) -> Any:
    """Make an object, name it and note what it is."""
    thing = world.python.things[name]
    note = world.recorder.note
    made = OBJECTS[thing.word](world, name)
    world.add_object(name, made)
    note(by, name, "is", thing.word)
    if thing.inner is not None:
        note(by, name, "inner", world.value(AwaitableValue(thing.inner)))
    if thing.timeout is not None:
        note(by, name, "timeout", thing.timeout)
    return made


class Awaitable:
    """Can be awaited: yields once, and gives 1."""

    def __await__(self) -> Generator[None, None, int]:
        yield
        return 1


class RaisingAwaitable:
    """Cannot be awaited: `__await__` raises."""

    def __await__(self) -> Any:
        raise ValueError("no await")


class BadAwaitable:
    """Cannot be awaited: `__await__` gives no iterator."""

    def __await__(self) -> Any:
        return 1


class UnhashableAwaitable(Awaitable):
    """Can be awaited, and is no key of a dict."""

    __hash__ = None  # type: ignore[assignment]


class EqualAwaitable(Awaitable):
    """Can be awaited, and equals its like."""

    def __init__(self, world: PythonWorld, name: str) -> None:
        self._world = world
        self._name = name

    def __eq__(self, other: object) -> bool:
        return type(other) is EqualAwaitable

    def __hash__(self) -> int:
        return 1

    def __await__(self) -> Generator[None, None, int]:
        self._world.recorder.note(self._name, self._name, "await", None)
        return super().__await__()


def generator() -> Generator[None, None, int]:
    """Return 1."""
    return 1
    yield


@types.coroutine
def types_coroutine() -> Generator[None, None, int]:
    """Yield once, return 1."""
    yield
    return 1


async def coroutine_function() -> int:
    """Return 1."""
    return 1


async def async_generator() -> AsyncIterator[int]:
    """Yield 1."""
    yield 1


def finished_coroutine() -> Any:
    """A coroutine that ran to its end."""
    coroutine = coroutine_function()
    try:
        coroutine.send(None)
    except StopIteration:
        pass
    return coroutine


def closed_coroutine() -> Any:
    """A coroutine that was closed before it ran."""
    coroutine = coroutine_function()
    coroutine.close()
    return coroutine


def inner(world: PythonWorld, name: str) -> Any:
    """What an object is made of."""
    return world.objects[str(world.python.things[name].inner)]


OBJECTS: Dict[str, Callable[[PythonWorld, str], Any]] = {
    "list": lambda world, name: [],
    "number": lambda world, name: 7,
    "none": lambda world, name: None,
    "text": lambda world, name: "text",
    "generator": lambda world, name: generator(),
    "types_coroutine": lambda world, name: types_coroutine(),
    "coroutine_function": lambda world, name: coroutine_function,
    "awaitable": lambda world, name: Awaitable(),
    "raising_awaitable": lambda world, name: RaisingAwaitable(),
    "bad_awaitable": lambda world, name: BadAwaitable(),
    "async_generator": lambda world, name: async_generator(),
    "anext": lambda world, name: async_generator().__aiter__().__anext__(),
    "concurrent_future": lambda world, name: concurrent.futures.Future(),
    "unhashable": lambda world, name: UnhashableAwaitable(),
    "equal": EqualAwaitable,
    "finished_coroutine": lambda world, name: finished_coroutine(),
    "closed_coroutine": lambda world, name: closed_coroutine(),
    "coroutine_of": lambda world, name: coroutine_of(world, inner(world, name)),
    "duck_future": lambda world, name: DuckFuture(world.loop),
    "shield": lambda world, name: asyncio.shield(inner(world, name)),
    "wait_for": lambda world, name: asyncio.wait_for(
        inner(world, name), world.python.things[name].timeout
    ),
}
