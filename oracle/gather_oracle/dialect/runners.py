# SPDX-License-Identifier: MIT
"""The runners: the ways in which a scenario of the Python dialect has its loop run."""

import asyncio
import contextlib
import sys
from typing import Any, Callable, Dict, Iterator, Optional

from gather_oracle.dialect.ordered import all_tasks_in_order
from gather_oracle.dialect.world import PythonWorld


def run_forever(world: PythonWorld) -> None:
    """Make main, and run until nothing is left to do, as in a plain run."""
    make_main(world)
    escaping(world, world.loop.run_forever)


def run_until_complete(world: PythonWorld) -> bool:
    """Make main, and run until it is done; whether something escaped."""
    make_main(world)
    return escaping(world, lambda: world.loop.run_until_complete(world.objects["main"]))


def again(world: PythonWorld) -> None:
    """The same, and after something has escaped go on until nothing is left to do."""
    if run_until_complete(world):
        escaping(world, world.loop.run_forever)


def run(world: PythonWorld) -> None:
    """Hand main to asyncio.run, which makes the task and closes the loop."""
    main = world.body(world.scenario.main)
    with all_tasks_in_order(world.loop):
        if sys.version_info >= (3, 12):
            escaping(world, lambda: asyncio.run(main, loop_factory=lambda: world.loop))
        else:
            with policy_of_one_loop(world.loop):
                escaping(world, lambda: asyncio.run(main))


@contextlib.contextmanager
def policy_of_one_loop(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Have asyncio.run use this loop: before 3.12 it asks the policy for a new one."""

    class Policy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self) -> asyncio.AbstractEventLoop:
            return loop

    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(Policy())
    try:
        yield
    finally:
        asyncio.set_event_loop_policy(before)


def make_main(world: PythonWorld) -> None:
    """Make the task main."""
    world.add("main", world.loop.create_task(world.body(world.scenario.main)))


def escaping(world: PythonWorld, runner: Callable[[], Any]) -> bool:
    """Call a runner, and record what comes out of it; whether something did."""
    try:
        runner()
    except BaseException as error:
        if world.raising is not None:
            world.recorder.note(world.raising, world.raising, "raised", None)
        world.raising = None
        world.recorder.record("escaped", "main", ',"error":' + world.recorder.error(error))
        return True
    return False


RUNNERS: Dict[Optional[str], Callable[[PythonWorld], Any]] = {
    None: run_forever,
    "run": run,
    "run_until_complete": run_until_complete,
    "again": again,
}
