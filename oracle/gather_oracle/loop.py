# SPDX-License-Identifier: MIT
"""An asyncio event loop whose clock is virtual.

Everything that decides an order is CPython's own: `run_forever`, `_run_once`, `call_soon`, Handle,
Future, Task. Replaced are the clock and the selector, the two places where asyncio meets the world.
"""

import asyncio
import platform
from typing import Any, Callable, List, Optional, Tuple, Type

TURN_LIMIT = 100_000


class WitnessLoop(asyncio.AbstractEventLoop):
    """What a run needs of its loop, on top of asyncio.

    `now` is the virtual time, a whole number; `turn` is the number of the iteration that runs or
    ran last, -1 before the first. `identity` is the name and the version of whose loop it is. One
    loop serves many runs, with `reset` between them.
    """

    identity: Tuple[str, str]
    now: int
    turn: int

    def reset(self) -> None:
        """Forget what is scheduled and begin again at time 0, before turn 0."""
        raise NotImplementedError

    def is_idle(self) -> bool:
        """Whether nothing is ready and no timer is left. Asked after the loop has stopped."""
        raise NotImplementedError


class Deadline(float):
    """A point in virtual time that is earlier than the equal ones made after it.

    The heap of timers compares deadlines by `<` alone, and pops equal ones in no useful order.
    Every other comparison is that of the number, so `_run_once` sees a plain float.
    """

    __slots__ = ("sequence",)
    sequence: int

    def __lt__(self, other: float) -> bool:
        if isinstance(other, Deadline) and float.__eq__(self, other):
            return self.sequence < other.sequence
        return float.__lt__(self, other)


class VirtualLoop(asyncio.BaseEventLoop, WitnessLoop):
    """A loop that jumps to the next deadline, and stops when nothing is left to do."""

    identity = (platform.python_implementation(), platform.python_version())

    def __init__(self) -> None:
        super().__init__()
        self.set_debug(False)
        # Deadlines are whole numbers: half a unit keeps `deadline < time + resolution` exact.
        self._clock_resolution = 0.5
        self._selector = self
        self.reset()

    def reset(self) -> None:
        """Forget what is scheduled and begin again at time 0, before turn 0."""
        self._ready.clear()
        self._scheduled.clear()
        self._timer_cancelled_count = 0
        self._stopping = False
        self.now = 0
        self.turn = -1
        self._sequence = 0

    def time(self) -> float:
        """The virtual time."""
        return self.now

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> asyncio.TimerHandle:
        """Schedule as asyncio does, but after the timers that have this deadline already."""
        deadline = Deadline(when)
        deadline.sequence = self._sequence
        self._sequence += 1
        return super().call_at(deadline, callback, *args, **kwargs)

    def select(self, timeout: Optional[float]) -> List[Any]:
        """Stand in for the selector, which `_run_once` asks once a turn, before the handles run.

        `timeout` is 0 when a handle is ready, positive when the next thing is a timer, and None
        when nothing is left. asyncio caps it at a day, so the clock is set from the timer itself.
        """
        if timeout is None:
            self.stop()
            return []
        if timeout > 0:
            self.now = int(self._scheduled[0].when())
        self.turn += 1
        if self.turn + 1 == TURN_LIMIT:
            self.stop()
        return []

    def _process_events(self, event_list: List[Any]) -> None:
        """There are no files, so there are no events."""

    def is_idle(self) -> bool:
        """Whether nothing is ready and no timer is left. Asked after the loop has stopped."""
        return not self._ready and all(timer.cancelled() for timer in self._scheduled)


def virtual(base: Type[asyncio.BaseEventLoop]) -> Type[VirtualLoop]:
    """A class of loops that are those of `base`, but on the virtual clock."""
    return type("Virtual" + base.__name__, (VirtualLoop, base), {})
