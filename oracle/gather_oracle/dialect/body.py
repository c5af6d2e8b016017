# SPDX-License-Identifier: MIT
"""The body of a coroutine that follows a script of the Python dialect.

It is flat: what is awaited is awaited by the coroutine itself, as in a program written by hand. In
a deeper one, a StopIteration would change too early, and Python would close the inner coroutine
when a GeneratorExit is delivered, instead of handing it that error.
"""

import asyncio
from asyncio import CancelledError
from typing import Any, Awaitable, Callable, Dict, Generator, NamedTuple, Optional

from gather_oracle.actions import quoted, skip
from gather_oracle.body import Body
from gather_oracle.dialect import ordered
from gather_oracle.dialect.actions import ACTIONS, acting, semaphore
from gather_oracle.dialect.scenario import Acquire, LimitedAwait, TaskGroup, Wait
from gather_oracle.dialect.world import PythonWorld
from gather_oracle.scenario import Await, Continue, Raise, Return, Script, Sleep


class Outcome(NamedTuple):
    """What an await or a script came to: an error, or else a value."""

    error: Optional[BaseException]
    value: Any


# Gives what is to be awaited, gets what that came to.
Steps = Generator[Awaitable[Any], Outcome, Any]


async def run_body(world: PythonWorld, script: Script) -> Any:
    """Follow the script and record the beginning and the end of it."""
    recorder, name = world.recorder, script.name
    if name == "main" and not world.existed("main"):
        world.add("main", asyncio.current_task())
    recorder.record("started", name)
    steps = PythonBody(world, script).follow()
    try:
        step = advance(steps, None)
        while type(step) is not Outcome:
            try:
                outcome = Outcome(None, await step.pop())
            except BaseException as error:
                if is_given_up(world, error):
                    raise
                outcome = Outcome(error, None)
            step = advance(steps, outcome)
        if step.error is not None:
            raise step.error
    except BaseException as error:
        if is_given_up(world, error):
            raise
        recorder.record("ended", name, ',"outcome":' + recorder.failure(error))
        raise
    recorder.record("ended", name, ',"outcome":' + recorder.result(step.value))
    return step.value


def advance(steps: Steps, outcome: Optional[Outcome]) -> Any:
    """What the script came to, or the next thing to await, in a list.

    Who takes it out of the list to await it does not keep it alive afterwards.
    """
    try:
        return [steps.send(outcome)]  # type: ignore[arg-type]
    except StopIteration as end:
        return end.value


def is_given_up(world: PythonWorld, error: BaseException) -> bool:
    """Whether the error says that nobody will ever run this body again."""
    thrown_in = isinstance(error, GeneratorExit) and not world.recorder.is_own(error)
    return thrown_in or world.is_over


class PythonBody(Body):
    """Where a body is in its script, and which blocks it has left."""

    world: PythonWorld

    def follow(self) -> Steps:  # type: ignore[override]
        """Do the steps, and return what the script comes to."""
        world, name = self.world, self.name
        while True:
            step: Any = next(self.steps, None)
            kind = type(step)
            if kind in ACTIONS:
                ACTIONS[kind](world, name, step)
            elif kind in SUSPENDING:
                yield from SUSPENDING[kind](self, step)
            elif kind is Return:
                return Outcome(None, world.value(step.value))
            elif kind is Raise:
                return Outcome(world.error(step.error), None)
            elif kind is Continue:
                self.steps, self.cancellation = self.script, None
            else:
                return Outcome(self.cancellation, None)

    def _sleep(self, step: Sleep) -> Steps:  # type: ignore[override]
        self.world.recorder.record("sleeping", self.name, ',"delay":%d' % step.delay)
        if (yield from self._uninterrupted(asyncio.sleep(step.delay))):
            self.world.recorder.record("resumed", self.name)

    def _acquire(self, step: Acquire) -> Steps:
        note = self.world.recorder.note
        note(self.name, self.name, "acquire", step.semaphore)
        if (yield from self._uninterrupted(semaphore(self.world, step.semaphore).acquire())):
            note(self.name, self.name, "acquired", step.semaphore)

    def _uninterrupted(self, made: Awaitable[Any]) -> Steps:
        """Await what has no name; whether it came to its end."""
        error, _ = yield made
        if error is None:
            return True
        details = ',"error":' + self.world.recorder.error(error)
        self.world.recorder.record("interrupted", self.name, details)
        self._interrupt(error)  # type: ignore[arg-type]
        return False

    def _await(self, step: Any) -> Steps:  # type: ignore[override]
        """Await, with the limits that the step may have."""
        world, of = self.world, step.of
        if of not in world.objects:
            return skip(world, self.name, "await", of)
        for what in ("within", "timeout"):
            limit = getattr(step, what, None)
            if limit is not None:
                world.recorder.note(self.name, of, what, limit)
        self._awaiting(of, ',"shield":true' if step.shield else "")
        yield from self._awaited(of, lambda: awaited(world, step), step.catch)

    def _wait(self, step: Wait) -> Steps:
        world, name, first = self.world, self.name, step.of[0]
        missing = [of for of in step.of if of not in world.objects]
        if missing:
            return skip(world, name, "wait", missing[0])
        world.recorder.note(name, first, "among", " ".join(step.of))
        world.recorder.note(name, first, "until", step.until)
        self._awaiting(first)
        done = yield from self._awaited(first, lambda: wait(world, step))
        if done is not None:
            world.recorder.note(name, name, "done", str(done))

    def _task_group(self, step: TaskGroup) -> Steps:
        world, name, first = self.world, self.name, step.of[0]
        present = [of for of in step.of if world.existed(of)]
        if present:
            return skip(world, name, "task_group", present[0])
        world.recorder.note(name, first, "task_group", " ".join(step.of))
        yield from self._awaited(first, lambda: self._leave_task_group(step))

    async def _leave_task_group(self, step: TaskGroup) -> None:
        """Open a task group, make its tasks, and leave it."""
        world = self.world
        async with ordered.task_group() as group:
            for of in step.of:
                with acting(world, self.name):
                    world.add(of, group.create_task(world.body(script_of(world, of))))
                world.recorder.record("created", of, ',"by":' + quoted(self.name))
            self._awaiting(step.of[0])

    def _awaiting(self, of: str, details: str = "") -> None:
        """Record that an await on `of` begins."""
        self.world.recorder.record("awaiting", self.name, ',"on":' + quoted(of) + details)

    def _awaited(self, of: str, make: Callable[[], Awaitable[Any]], catch: bool = False) -> Steps:
        """Await what `make` gives, record the end of an await on `of`, and give its value."""
        recorder, on = self.world.recorder, ',"on":' + quoted(of)
        error, value = yield make()
        if error is None:
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


def awaited(world: PythonWorld, step: Any) -> Awaitable[Any]:
    """What to await, as the step says. No frame holds the object itself afterwards."""
    if type(step) is Await:
        return shielded(world, step)
    if step.within is not None:
        return asyncio.wait_for(shielded(world, step), step.within)
    return with_timeout(world, step)


def shielded(world: PythonWorld, step: Any) -> Any:
    """The object, or a shield of it."""
    target = world.objects[step.of]
    return asyncio.shield(target) if step.shield else target


async def with_timeout(world: PythonWorld, step: LimitedAwait) -> Any:
    """Await inside of asyncio.timeout."""
    async with asyncio.timeout(step.timeout):  # type: ignore[attr-defined]
        return await shielded(world, step)


async def wait(world: PythonWorld, step: Wait) -> Done:
    """Call asyncio.wait."""
    waited = {of: world.objects[of] for of in step.of}
    done, _ = await ordered.wait(list(waited.values()), step.until)
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
