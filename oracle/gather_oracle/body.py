# SPDX-License-Identifier: MIT
"""The body of a coroutine that follows a script.

It suspends where the script sleeps or awaits and nowhere else: awaiting one's own coroutine does
not suspend, and recording is no await.
"""

import asyncio
from asyncio import CancelledError
from typing import Any, Iterator, Optional

from gather_oracle.actions import ACTIONS, quoted, skip
from gather_oracle.scenario import Await, Continue, Raise, Return, Script, Sleep, Step
from gather_oracle.world import World


async def run_body(world: World, script: Script) -> Any:
    """Follow the script and record the beginning and the end of it.

    GeneratorExit is no end that the scenario knows: the run is over and the body is thrown away.
    """
    record, name = world.recorder.record, script.name
    record("started", name)
    try:
        value = await Body(world, script).follow()
    except GeneratorExit:
        raise
    except BaseException as error:
        record("ended", name, ',"outcome":' + world.recorder.failure(error))
        raise
    record("ended", name, ',"outcome":' + world.recorder.result(value))
    return value


class Body:
    """Where a body is in its script, and which blocks it has left for the cancellations to come.

    `cancellation` is the CancelledError that the current block answers; None while the script
    itself is followed.
    """

    def __init__(self, world: World, script: Script) -> None:
        self.world = world
        self.name = script.name
        self.script: Iterator[Step] = iter(script.steps)
        self.steps = self.script
        self.blocks = iter(script.on_cancel)
        self.cancellation: Optional[CancelledError] = None

    async def follow(self) -> Any:
        """Do the steps, and return or raise what the script does."""
        world, name = self.world, self.name
        while True:
            step = next(self.steps, None)
            kind = type(step)
            if kind in ACTIONS:
                ACTIONS[kind](world, name, step)
            elif kind is Sleep:
                await self._sleep(step)  # type: ignore[arg-type]
            elif kind is Await:
                await self._await(step)  # type: ignore[arg-type]
            elif kind is Return:
                return world.value(step.value)  # type: ignore[union-attr]
            elif kind is Raise:
                raise world.error(step.error)  # type: ignore[union-attr]
            elif kind is Continue:
                self.steps, self.cancellation = self.script, None
            elif self.cancellation is not None:
                raise self.cancellation
            else:
                return None

    async def _sleep(self, step: Sleep) -> None:
        record = self.world.recorder.record
        record("sleeping", self.name, ',"delay":%d' % step.delay)
        try:
            await asyncio.sleep(step.delay)
        except CancelledError as error:
            interruption = error
        else:
            return record("resumed", self.name)
        record("interrupted", self.name, ',"error":' + self.world.recorder.error(interruption))
        self._interrupt(interruption)

    async def _await(self, step: Await) -> None:
        recorder = self.world.recorder
        target = self.world.objects.get(step.of)
        if target is None:
            return skip(self.world, self.name, "await", step.of)
        on = ',"on":' + quoted(step.of)
        recorder.record("awaiting", self.name, on + (',"shield":true' if step.shield else ""))
        try:
            value = await (asyncio.shield(target) if step.shield else target)
        except GeneratorExit:
            raise
        except BaseException as raised:
            error = raised
        else:
            details = on + ',"outcome":' + recorder.result(value)
            return recorder.record("awaited", self.name, details)
        recorder.record("awaited", self.name, on + ',"outcome":' + recorder.failure(error))
        if isinstance(error, CancelledError):
            self._interrupt(error)
        elif not step.catch:
            raise error

    def _interrupt(self, error: CancelledError) -> None:
        """Go over to the next block of `on_cancel`, or let the error propagate."""
        block = next(self.blocks, None)
        if block is None:
            raise error
        self.steps, self.cancellation = iter(block), error
