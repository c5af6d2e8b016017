# SPDX-License-Identifier: MIT
"""A uvloop whose clock is virtual.

The ready queue, the handles and the timers are uvloop's own, and so is the order in which they run.
Only the clock is not: it stands still while anything is ready, and then the timers of the next
deadline, and no others, are given to uvloop. It goes on when all of them are due, so that they go
off in one go, and nothing depends on how fast the machine is.
"""

import asyncio
import platform
import time
from typing import Any, Callable, Dict, List, Optional

import uvloop

from gather_oracle.loop import TURN_LIMIT, WitnessLoop

MOMENT = 0.001  # seconds: the shortest delay for which uvloop makes a timer


class Timer:
    """What call_later and call_at return: a callback that waits for its deadline.

    `handle` is uvloop's own, from the moment when uvloop has the timer.
    """

    def __init__(self, when: float, callback: Callable[..., Any], args: Any, context: Any) -> None:
        self._when = when
        self.callback = callback
        self.args = args
        self.context = context
        self.handle: Optional[asyncio.TimerHandle] = None
        self._cancelled = False

    def when(self) -> float:
        """The deadline, in virtual time."""
        return self._when

    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._cancelled

    def cancel(self) -> None:
        """Do not call, not even if uvloop has the timer already."""
        self._cancelled = True
        if self.handle is not None:
            self.handle.cancel()


def _nothing() -> None:
    """Do nothing: what a timer calls that is never meant to go off."""


class UvLoop(uvloop.Loop, WitnessLoop):  # type: ignore[misc]
    """A uvloop that jumps to the next deadline, and stops when nothing is left to do.

    A turn is a batch of callbacks that run together: those that were ready at one moment, or the
    timers that went off at one. uvloop runs a batch of both kinds in one iteration; asyncio's loop,
    which only makes its timers ready, takes two.

    A callback of the loop's own, `_begin`, stands first in every batch of what is ready. It sees
    whether others were added since the last one.
    """

    identity = (
        "uvloop",
        "%s on %s %s"
        % (uvloop.__version__, platform.python_implementation(), platform.python_version()),
    )

    def __init__(self) -> None:
        super().__init__()
        self._batch: List[Any] = []
        self._next: List[Any] = []
        self._armed: List[Any] = []
        self.reset()

    def reset(self) -> None:
        """Forget what is scheduled and begin again at time 0, before turn 0."""
        for handle in (*self._batch, *self._next, *self._armed):
            handle.cancel()
        self.now = 0
        self.turn = -1
        self._timers: Dict[int, List[Timer]] = {}
        self._batch, self._next, self._armed = [], [], []
        self._idle = False
        self._stopping = False
        self._begin_next()

    def time(self) -> float:
        """The virtual time."""
        return self.now

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Any = None) -> Any:
        """Schedule as uvloop does, and keep the handle in mind."""
        handle = super().call_soon(callback, *args, context=context)
        self._next.append(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[..., Any], *args: Any, context: Any = None
    ) -> Any:
        """Schedule after a delay of virtual time."""
        return self.call_at(self.now + delay, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, context: Any = None
    ) -> Any:
        """Schedule at a virtual time; what is due already is ready, as in uvloop."""
        if when <= self.now:
            return self.call_soon(callback, *args, context=context)
        timer = Timer(when, callback, args, context)
        self._timers.setdefault(int(when), []).append(timer)
        return timer

    def stop(self) -> None:
        """Let this batch be the last."""
        self._stopping = True
        super().stop()

    def is_idle(self) -> bool:
        """Whether nothing is ready and no timer is left. Asked after the loop has stopped."""
        return self._idle

    def _begin_next(self) -> None:
        self._next.insert(0, super().call_soon(self._begin))

    def _begin(self) -> None:
        """Count the turn that begins, or let time pass if there is nothing to do in it."""
        self._batch, self._next = self._next, []
        if self._stopping:
            for handle in self._batch:
                handle.cancel()
        elif len(self._batch) == 1:
            self._pass_time()
        else:
            self._begin_next()
            self._count()

    def _count(self) -> None:
        self.turn += 1
        if self.turn + 1 == TURN_LIMIT:
            self.stop()

    def _pass_time(self) -> None:
        """Hand the timers of the next deadline over to uvloop."""
        while self._timers:
            when = min(self._timers)
            timers = [timer for timer in self._timers.pop(when) if not timer.cancelled()]
            if timers:
                return self._arm(when, timers)
        self._idle = True
        self.stop()

    def _arm(self, when: int, timers: List[Timer]) -> None:
        later = super().call_later
        self._armed = [later(MOMENT, self._go_off, when)]
        for timer in timers:
            timer.handle = later(MOMENT, timer.callback, *timer.args, context=timer.context)
            self._armed.append(timer.handle)
        due = self._milliseconds() + 1
        while self._milliseconds() < due:
            time.sleep(MOMENT / 4)

    def _milliseconds(self) -> int:
        """uvloop's own time, which it reads anew when it starts a timer."""
        super().call_later(1, _nothing).cancel()
        return round(super().time() * 1000)

    def _go_off(self, when: int) -> None:
        """Begin the turn in which the timers go off: the first of them."""
        self.now = when
        self._begin_next()
        self._count()
