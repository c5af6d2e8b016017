# SPDX-License-Identifier: MIT
"""The virtual loop of a scenario of the Python dialect: one for each run, closed at its end."""

import asyncio
import weakref
from typing import Any, List, Optional

from gather_oracle.loop import TURN_LIMIT, VirtualLoop


class PythonLoop(VirtualLoop):
    """A virtual loop that may be run several times and closed by others, such as asyncio.run."""

    def __init__(self) -> None:
        super().__init__()
        self._made = 0
        self._places: "weakref.WeakKeyDictionary[Any, int]" = weakref.WeakKeyDictionary()

    def create_task(self, coro: Any, **named: Any) -> "asyncio.Task[Any]":
        """Make a task as asyncio does, and remember its place."""
        task = super().create_task(coro, **named)
        self._made += 1
        self._places[task] = self._made
        return task

    def place_of(self, task: Any) -> int:
        """The place of a task in the order in which they were made."""
        return self._places.get(task, 0)

    def living_tasks(self) -> "List[asyncio.Task[Any]]":
        """The tasks that have not been freed yet."""
        return list(self._places)

    @property
    def is_exhausted(self) -> bool:
        """Whether so many turns have run that the harness stops every further run at once."""
        return self.turn + 1 >= TURN_LIMIT

    def select(self, timeout: Optional[float]) -> List[Any]:
        """Stand in for the selector, as in a plain run."""
        if self.is_exhausted:
            self.stop()
        return super().select(timeout)

    def _write_to_self(self) -> None:
        """Nothing sleeps, so nothing has to be woken."""
