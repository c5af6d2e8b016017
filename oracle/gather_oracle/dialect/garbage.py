# SPDX-License-Identifier: MIT
"""Garbage: collected when the scenario says so and at no other time, and what asyncio says then."""

import asyncio
import contextlib
import gc
from typing import Any, Dict, Iterator, List, NamedTuple, Optional

from gather_oracle.dialect.names import name_of
from gather_oracle.dialect.world import PythonWorld
from gather_oracle.dialect.wording import steady
from gather_oracle.recorder import quoted

# Whether an object goes as soon as nobody holds it. PyPy only finds that out in a collection: it
# calls the finalizers after it, those of a cycle one in each, and what they free goes in the next.
COUNTS_REFERENCES = hasattr(gc, "freeze")
ROUNDS = 1 if COUNTS_REFERENCES else 3


class Report(NamedTuple):
    """What asyncio said to the exception handler of a loop."""

    of: str
    report: str
    error: Optional[BaseException]


class Reports:
    """The exception handler of the loops; what one collection brings up comes in order."""

    def __init__(self, world: PythonWorld) -> None:
        self._world = world
        self._held: Optional[List[Report]] = None
        self._order = ["main", *world.scenario.awaitables]

    def __call__(self, loop: asyncio.AbstractEventLoop, context: Dict[str, Any]) -> None:
        """Serve as the exception handler."""
        world = self._world
        if "handle" in context:
            if world.raising is not None or isinstance(context["exception"], RecursionError):
                return world.on_exception(loop, context)
            return self._tell(Report("loop", "Exception in callback", context["exception"]))
        about = context.get("task") or context.get("future")
        report = steady(context["message"])
        self._tell(Report(name_of(world, about) or "loop", report, context.get("exception")))

    def collect(self, forget: bool = True) -> None:
        """Collect the garbage, and record what is said about it; the names of what was dead before are forgotten."""
        self._collect(forget, ROUNDS, None)

    def collect_the_last(self) -> None:
        """Let go of all objects at once, and collect once more than it takes to hear of all."""
        world = self._world
        due = sum(map(is_to_be_reported, world.living()))
        for name in self._order:
            world.let_go(name)
        self._collect(True, ROUNDS + len(self._order), due)

    def _collect(self, forget: bool, rounds: int, due: Optional[int]) -> None:
        recorder, self._held = self._world.recorder, []
        recorder.drop_tracebacks()
        if forget:
            recorder.forget_the_dead()
        recorder.collecting = True
        for _ in range(rounds):
            heard_all = len(self._held) == due
            gc.collect()
            if heard_all:
                break  # and this one collection brought nothing more, or what nobody expected
        recorder.collecting = False
        held, self._held = self._held, None
        for report in sorted(held, key=self._place):
            self._tell(report)

    def _place(self, report: Report) -> int:
        order = self._order
        return order.index(report.of) if report.of in order else len(order)

    def _tell(self, report: Report) -> None:
        if self._held is not None:
            return self._held.append(report)
        recorder = self._world.recorder
        error = "" if report.error is None else ',"error":' + recorder.error(report.error)
        recorder.record("logged", report.of, ',"report":%s%s' % (quoted(report.report), error))


def is_to_be_reported(thing: Any) -> bool:
    """Whether asyncio speaks up when this goes: an exception nobody retrieved, a pending task."""
    if isinstance(thing, asyncio.Task) and not thing.done():
        return bool(thing._log_destroy_pending)  # type: ignore[attr-defined]
    return bool(getattr(thing, "_log_traceback", False))


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Leave what is there out of collections, and let none happen by itself."""
    enabled = gc.isenabled()
    gc.disable()
    getattr(gc, "freeze", int)()
    try:
        yield
    finally:
        getattr(gc, "unfreeze", int)()
        if enabled:
            gc.enable()
