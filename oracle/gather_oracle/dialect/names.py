# SPDX-License-Identifier: MIT
"""Which name of the scenario a task goes by: its own, or that of what it runs."""

import sys
from typing import Any, Optional

from gather_oracle.dialect.world import PythonWorld


def name_of(world: PythonWorld, thing: Any) -> Optional[str]:
    """What a future or task is called; a task without a name by the name of its coroutine."""
    name = world.recorder.known_name(thing)
    if name is None and hasattr(thing, "get_coro"):
        return name_of_coroutine(world, coroutine_of(world, thing))
    return name


def coroutine_of(world: PythonWorld, task: Any) -> Any:
    """What a task runs; None if it has let go of that, as it does when it ends eagerly.

    Python 3.12.0 and 3.12.1 crash when such a task is asked.
    """
    if world.python.options.eager and task.done() and sys.version_info < (3, 12, 2):
        return None
    return task.get_coro()


def name_of_coroutine(world: PythonWorld, coroutine: Any) -> Optional[str]:
    """The script that a coroutine follows, or the object that it is or wraps."""
    code = getattr(coroutine, "cr_code", None)
    if code is world.body_code:
        return str(coroutine.__name__)
    return world.name_of_object(coroutine) or world.name_of_object(wrapped(coroutine))


def wrapped(coroutine: Any) -> Any:
    """What asyncio's own coroutine around an awaitable is about; None if that cannot be seen."""
    if getattr(coroutine, "__name__", None) != "_wrap_awaitable":
        return None
    frame = getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)
    return None if frame is None else frame.f_locals.get("awaitable")
