# SPDX-License-Identifier: MIT
"""The task factories: asyncio's eager one, and one that notes whatever it is called for."""

import asyncio
from typing import Any

from gather_oracle.dialect.names import name_of_coroutine
from gather_oracle.dialect.world import PythonWorld


def install(world: PythonWorld) -> None:
    """Give the loop the factory that the scenario wants."""
    options = world.python.options
    if options.factory:
        world.loop.set_task_factory(NotingFactory(world, make_task(options.eager)))
    elif options.eager:
        world.loop.set_task_factory(make_task(True))


def make_task(eager: bool) -> Any:
    """What makes a task."""
    return asyncio.eager_task_factory if eager else ordinary_task  # type: ignore[attr-defined]


def ordinary_task(loop: asyncio.AbstractEventLoop, coroutine: Any, **named: Any) -> Any:
    """A task as asyncio makes it without a factory."""
    return asyncio.Task(coroutine, loop=loop, **named)


class NotingFactory:
    """Makes tasks by another factory, and notes for whom."""

    def __init__(self, world: PythonWorld, make: Any) -> None:
        self._world = world
        self._make = make

    def __call__(self, loop: asyncio.AbstractEventLoop, coroutine: Any, **named: Any) -> Any:
        name = name_of_coroutine(self._world, coroutine)
        self._world.recorder.note(self._world.acting, name or "loop", "factory", name)
        return self._make(loop, coroutine, **named)
