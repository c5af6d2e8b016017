# SPDX-License-Identifier: MIT
"""The witness: one scenario in, one trace out."""

import asyncio
from typing import Any, Callable, Optional, Tuple, Union

from gather_oracle.actions import ACTIONS
from gather_oracle.body import run_body
from gather_oracle.dialect.run import run_python
from gather_oracle.dialect.scenario import PythonScenario
from gather_oracle.errors import Trouble
from gather_oracle.loop import VirtualLoop, WitnessLoop
from gather_oracle.scenario import Scenario
from gather_oracle.timeline import delay
from gather_oracle.world import World

AnyScenario = Union[Scenario, PythonScenario]


class Witness:
    """Runs scenarios one after the other on one loop, without a trace of the earlier ones.

    `gather` is what they call: asyncio's, or one that takes its place.
    """

    def __init__(
        self, loop: Optional[WitnessLoop] = None, gather: Callable[..., Any] = asyncio.gather
    ) -> None:
        self._loop: WitnessLoop = VirtualLoop() if loop is None else loop
        self._gather = gather

    @property
    def identity(self) -> Tuple[str, str]:
        """The name and the version of whose loop it is."""
        return self._loop.identity

    @property
    def speaks_python(self) -> bool:
        """Whether scenarios of the Python dialect can be run: they make loops of their own."""
        return type(self._loop) is VirtualLoop

    def close(self) -> None:
        """Close the loop."""
        self._loop.close()

    def run(self, scenario: AnyScenario) -> str:
        """The trace of a run of `scenario`, in canonical form.

        Raises Trouble when the run says nothing about gather.
        """
        if type(scenario) is PythonScenario:
            if not self.speaks_python:
                raise Trouble("a scenario of the Python dialect needs a loop of asyncio's own")
            return run_python(scenario, self._gather)
        world = World(scenario, self._loop, run_body, ACTIONS)
        world.gather = self._gather
        self._loop.set_exception_handler(world.on_exception)
        try:
            prepare(world)
            self._loop.run_forever()
            return conclude(world)
        finally:
            world.end()
            self._loop.reset()


def prepare(world: World) -> None:
    """Bring about what is there before the first turn."""
    for awaitable in world.scenario.awaitables.values():
        if awaitable.kind == "future":
            world.add(awaitable.name, world.loop.create_future())
    world.add("main", world.loop.create_task(world.body(world.scenario.main)))
    for entry in world.scenario.timeline:
        world.loop.call_at(entry.at, delay, world, entry.turn, entry.do)


def conclude(world: World) -> str:
    """Record how everything stands in the end, and give the trace."""
    recorder, objects = world.recorder, world.objects
    end = "idle" if world.loop.is_idle() else "limit"
    for name in ("main", *world.scenario.awaitables):
        if name in objects and recorder.trouble is None:
            recorder.record("final", name, ',"outcome":' + recorder.state(objects[name]))
    if recorder.trouble is not None:
        raise Trouble(recorder.trouble)
    return recorder.trace(world.scenario, end)
