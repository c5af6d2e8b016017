# SPDX-License-Identifier: MIT
"""One run of a scenario of the Python dialect, from the first option to the last garbage."""

import asyncio
import contextlib
import contextvars
import sys
import threading
import warnings
from typing import Any, Callable, Iterator, List

from gather_oracle.actions import perform
from gather_oracle.dialect.actions import ACTIONS
from gather_oracle.dialect.body import run_body
from gather_oracle.dialect.garbage import COUNTS_REFERENCES, Reports, no_collections
from gather_oracle.dialect.loop import PythonLoop
from gather_oracle.dialect.runners import RUNNERS
from gather_oracle.dialect.scenario import PythonScenario
from gather_oracle.dialect.task_factory import install
from gather_oracle.dialect.world import PythonWorld
from gather_oracle.errors import Trouble
from gather_oracle.timeline import delay


def run_python(scenario: PythonScenario, gather: Callable[..., Any] = asyncio.gather) -> str:
    """The trace of a run of `scenario` with this gather, in canonical form.

    Raises Trouble when this Python cannot do it, or the run says nothing about gather.
    """
    for version, feature in sorted(scenario.needs, reverse=True):
        if sys.version_info < version:
            raise Trouble("needs Python %d.%d: %s" % (*version, feature))
    try:
        return contextvars.copy_context().run(run_apart, scenario, gather)
    except RecursionError as error:
        raise Trouble("the run did not come to an end: %s" % error) from None


def run_apart(scenario: PythonScenario, gather: Callable[..., Any]) -> str:
    """Run in a context, with a loop and with warnings of its own, so that nothing is left over."""
    world = PythonWorld(scenario, PythonLoop(), run_body, ACTIONS)
    world.gather = gather
    reports = Reports(world)
    world.collect = reports.collect
    with silence(), no_collections():
        try:
            world.loop.set_exception_handler(reports)
            world.other_loop.set_exception_handler(reports)
            prepare(world)
            RUNNERS[scenario.options.runner](world)
            return conclude(world, reports)
        finally:
            asyncio.set_event_loop(None)
            world.end()


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Let nobody be told of warnings, and of errors in what is thrown away."""
    before, sys.unraisablehook = sys.unraisablehook, lambda unraisable: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.unraisablehook = before


def prepare(world: PythonWorld) -> None:
    """Bring about what is there before main, and do what is done before the loop runs."""
    note_options(world)
    install(world)
    for awaitable in world.scenario.awaitables.values():
        if awaitable.kind == "future":
            foreign = awaitable.name in world.python.foreign
            world.add(awaitable.name, (world.other_loop if foreign else world.loop).create_future())
    for entry in world.scenario.timeline:
        world.loop.call_at(entry.at, delay, world, entry.turn, entry.do)
    options = world.python.options
    asyncio.set_event_loop(world.loop if options.current else None)
    perform(world, "before", options.before)
    if options.thread:
        in_thread(lambda: perform(world, "thread", options.thread))


def note_options(world: PythonWorld) -> None:
    """Note what is unusual about this run: the trace must tell."""
    options, note = world.python.options, world.recorder.note
    for what in ("eager", "factory", "runner", "current"):
        value = getattr(options, what)
        if value:
            note("loop", "loop", what, value if what == "runner" else 1)
    for name in world.scenario.awaitables:
        if name in world.python.foreign:
            note("loop", name, "loop", "other")


def in_thread(work: Callable[[], Any]) -> None:
    """Do something in a thread of its own, and wait for it; what it raises is raised here."""
    raised: List[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=guarded, name="thread")
    try:
        thread.start()
    except RuntimeError as error:
        raise Trouble("needs threads: %s" % error) from None
    thread.join()
    if raised:
        raise raised[0]


def conclude(world: PythonWorld, reports: Reports) -> str:
    """Record how everything stands in the end, let go of it, and give the trace."""
    recorder, end = world.recorder, "limit" if world.loop.is_exhausted else "idle"
    for name in ("main", *world.scenario.awaitables):
        if name in world.objects and name not in world.python.things and recorder.trouble is None:
            recorder.record("final", name, ',"outcome":' + recorder.state(world.objects[name]))
    if recorder.trouble is None:
        let_everything_go(world, reports)
    if recorder.trouble is not None:
        raise Trouble(recorder.trouble)
    return recorder.trace(world.scenario, end)


def let_everything_go(world: PythonWorld, reports: Reports) -> None:
    """Drop all objects, one by one if that can be told, and hear what asyncio says about them.

    Nothing new comes into being here, so that no address is taken twice and all names stay.
    """
    world.close_loops()
    world.semaphores.clear()
    world.recorder.let_go_of_values()
    if not COUNTS_REFERENCES:
        return reports.collect_the_last()
    reports.collect()
    for name in ("main", *world.scenario.awaitables):
        if name in world.objects:
            world.let_go(name)
            reports.collect(forget=False)
