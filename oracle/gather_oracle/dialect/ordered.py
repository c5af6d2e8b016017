# SPDX-License-Identifier: MIT
"""Order where asyncio leaves it to chance: it keeps tasks in sets, and sets go by addresses.

Who cancels a set of tasks cancels them in the order in which they were made, and who waits for a
set of futures looks at them in the order in which they were named.
"""

import asyncio
import contextlib
from typing import Any, Dict, Iterator, List

from gather_oracle.dialect.loop import PythonLoop


class OrderedSet(Dict[Any, None]):
    """A set that goes by the order of insertion, with what TaskGroup asks of one."""

    def add(self, item: Any) -> None:
        """Put an item in, at the end."""
        self[item] = None

    def discard(self, item: Any) -> None:
        """Take an item out, if it is in."""
        self.pop(item, None)

    remove = discard


def task_group() -> Any:
    """An asyncio.TaskGroup that cancels its tasks in order."""
    group = asyncio.TaskGroup()  # type: ignore[attr-defined]
    assert type(group._tasks) is set
    group._tasks = OrderedSet()
    return group


async def wait(futures: List[Any], until: str) -> Any:
    """What asyncio.wait does with a set, done with a list; who is done and who is not."""
    distinct = list(dict.fromkeys(futures))
    inner: Any = asyncio.tasks._wait  # type: ignore[attr-defined]
    return await inner(distinct, None, getattr(asyncio, until), asyncio.get_running_loop())


@contextlib.contextmanager
def all_tasks_in_order(loop: PythonLoop) -> Iterator[None]:
    """Have asyncio.run cancel what is left in order."""
    original = asyncio.tasks.all_tasks

    def all_tasks(of: Any = None) -> List[Any]:
        return sorted(original(of), key=loop.place_of)

    asyncio.tasks.all_tasks = all_tasks  # type: ignore[assignment]
    try:
        yield
    finally:
        asyncio.tasks.all_tasks = original
