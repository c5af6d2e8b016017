# SPDX-License-Identifier: MIT
"""The body of a coroutine that follows a script of the Python dialect.

It follows plain steps as a plain body does, with one difference: a GeneratorExit that the scenario
made is an error like others, and only one that Python throws in means that the body is given up.
"""

import asyncio
from asyncio import CancelledError
from typing import Any, Awaitable, Callable, Dict

from gather_oracle.actions import quoted, skip
from gather_oracle.body import Body
from gather_oracle.dialect.actions import ACTIONS, acting, semaphore
from gather_oracle.dialect.scenario import Acquire, LimitedAwait, TaskGroup, Wait
from gather_oracle.dialect.world import PythonWorld
from gather_oracle.scenario import Await, Continue, Raise, Return, Script, Sleep


async def run_body(world: PythonWorld, script: Script) -> Any:
    """Follow the script and record the beginning and the end of it."""
    recorder, name = world.recorder, script.name
    if name == "main" and not world.existed("main"):
        world.add("main", asyncio.current_task())
    recorder.record("started", name)
    try:
        value = await PythonBody(world, script).follow()
    except BaseException as error:
        if is_given_up(world, error):
            raise
        recorder.record("ended", name, ',"outcome":' + recorder.failure(error))
        raise
    recorder.record("ended", name, ',"outcome":' + recorder.result(value))
    return value


def is_given_up(world: PythonWorld, error: BaseException) -> bool:
    """Whether the error says that nobody will ever run this body again."""
    return isinstance(error, GeneratorExit) and not world.recorder.is_own(error)


class PythonBody(Body):
    """Where a body is in its script, and which blocks it has left."""

    world: PythonWorld

    async def follow(self) -> Any:
        """Do the steps, and return or raise what the script does."""
        world, name = self.world, self.name
        while True:
            step: Any = next(self.steps, None)
            kind = type(step)
            if kind in ACTIONS:
                ACTIONS[kind](world, name, step)
            elif kind in SUSPENDING:
                await SUSPENDING[kind](self, step)
            elif kind is Return:
                return world.value(step.value)
            elif kind is Raise:
                raise world.error(step.error)
            elif kind is Continue:
                self.steps, self.cancellation = self.script, None
            elif self.cancellation is not None:
                raise self.cancellation
            else:
                return None

    async def _await(self, step: Any) -> None:
        """Await, with the limits that the step may have."""
        world, of = self.world, step.of
        if of not in world.objects:
            return skip(world, self.name, "await", of)
        for what in ("within", "timeout"):
            limit = getattr(step, what, None)
            if limit is not None:
                world.recorder.note(self.name, of, what, limit)
        self._awaiting(of, ',"shield":true' if step.shield else "")
        await self._suspend(of, limited(world, step), step.catch)

    async def _wait(self, step: Wait) -> None:
        world, name = self.world, self.name
        missing = [of for of in step.of if of not in world.objects]
        if missing:
            return skip(world, name, "wait", missing[0])
        world.recorder.note(name, step.of[0], "among", " ".join(step.of))
        world.recorder.note(name, step.of[0], "until", step.until)
        self._awaiting(step.of[0])
        finished = await self._suspend(step.of[0], wait(world, step))
        if finished is not None:
            world.recorder.note(name, name, "done", finished)

    async def _task_group(self, step: TaskGroup) -> None:
        world, name = self.world, self.name
        present = [of for of in step.of if world.existed(of)]
        if present:
            return skip(world, name, "task_group", present[0])
        world.recorder.note(name, step.of[0], "task_group", " ".join(step.of))
        await self._suspend(step.of[0], self._leave_task_group(step))

    async def _leave_task_group(self, step: TaskGroup) -> None:
        """Open a task group, make its tasks, and leave it."""
        world = self.world
        async with asyncio.TaskGroup() as group:  # type: ignore[attr-defined]
            for of in step.of:
                with acting(world, self.name):
                    world.add(of, group.create_task(world.body(script_of(world, of))))
                world.recorder.record("created", of, ',"by":' + quoted(self.name))
            self._awaiting(step.of[0])

    async def _acquire(self, step: Acquire) -> None:
        recorder = self.world.recorder
        try:
            await semaphore(self.world, step.semaphore).acquire()
        except CancelledError as error:
            interruption = error
        else:
            return recorder.note(self.name, self.name, "acquired", step.semaphore)
        recorder.record("interrupted", self.name, ',"error":' + recorder.error(interruption))
        self._interrupt(interruption)

    def _awaiting(self, of: str, details: str = "") -> None:
        """Record that an await on `of` begins."""
        self.world.recorder.record("awaiting", self.name, ',"on":' + quoted(of) + details)

    async def _suspend(self, of: str, made: Awaitable[Any], catch: bool = False) -> Any:
        """Await what is `made`, record that as the end of an await on `of`, and give its value."""
        recorder, on = self.world.recorder, ',"on":' + quoted(of)
        try:
            value = await made
        except BaseException as raised:
            if is_given_up(self.world, raised):
                raise
            error = raised
        else:
            told = None if type(value) is Done else value
            recorder.record("awaited", self.name, on + ',"outcome":' + recorder.result(told))
            return value
        recorder.record("awaited", self.name, on + ',"outcome":' + recorder.failure(error))
        if isinstance(error, CancelledError):
            self._interrupt(error)
        elif not catch:
            raise error
        return None


class Done(str):
    """The names of those that asyncio.wait found done."""


async def limited(world: PythonWorld, step: Any) -> Any:
    """Await an object as the step says."""
    if type(step) is Await:
        return await awaited(world, step)
    if step.within is not None:
        return await asyncio.wait_for(awaited(world, step), step.within)
    async with asyncio.timeout(step.timeout):  # type: ignore[attr-defined]
        return await awaited(world, step)


def awaited(world: PythonWorld, step: Any) -> Any:
    """The object to await. No frame holds it, so that a traceback does not keep it alive."""
    target = world.objects[step.of]
    return asyncio.shield(target) if step.shield else target


async def wait(world: PythonWorld, step: Wait) -> Done:
    """Call asyncio.wait."""
    waited = {of: world.objects[of] for of in step.of}
    done, _ = await asyncio.wait(
        set(waited.values()), return_when=getattr(asyncio, step.until)
    )
    return Done(" ".join(of for of, thing in waited.items() if thing in done))


def script_of(world: PythonWorld, name: str) -> Script:
    """What a task does."""
    script = world.scenario.awaitables[name].script
    assert script is not None
    return script


SUSPENDING: Dict[type, Callable[[PythonBody, Any], Any]] = {
    Sleep: PythonBody._sleep,
    Await: PythonBody._await,
    LimitedAwait: PythonBody._await,
    Wait: PythonBody._wait,
    TaskGroup: PythonBody._task_group,
    Acquire: PythonBody._acquire,
}
