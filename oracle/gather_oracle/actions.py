# SPDX-License-Identifier: MIT
"""The actions: what scripts, callbacks and the timeline do without suspending.

Each function does one action for `by`, and records it after it is done.
"""

import asyncio
import sys
from typing import Any, Callable, Dict, Sequence

from gather_oracle import scenario as s
from gather_oracle.scenario import AddDoneCallback, Cancel, Create, Gather, Observe
from gather_oracle.scenario import Raise, SetException, SetResult
from gather_oracle.recorder import quoted
from gather_oracle.world import World

MESSAGES = sys.version_info >= (3, 9)
WORDS = {False: "false", True: "true"}


def perform(world: World, by: str, actions: Sequence[s.Action]) -> None:
    """Do the actions in order; a `raise` leaves through here into the loop."""
    for action in actions:
        if type(action) is Raise:
            world.raising = by
            raise world.error(action.error)
        world.actions[type(action)](world, by, action)


def skip(world: World, by: str, action: str, of: str) -> None:
    """Record that an action, or an await, did not apply."""
    world.recorder.record("skipped", of, ',"by":%s,"action":"%s"' % (quoted(by), action))


def create(world: World, by: str, action: Create) -> None:
    """Make a task, once."""
    if action.of in world.objects:
        return skip(world, by, "create", action.of)
    script = world.scenario.awaitables[action.of].script
    assert script is not None
    world.add(action.of, world.loop.create_task(world.body(script)))
    world.recorder.record("created", action.of, ',"by":' + quoted(by))


def gather(world: World, by: str, action: Gather) -> None:
    """Call gather, once. Bare coroutines come into being here, one object for each name."""
    call = world.scenario.awaitables[action.of]
    if action.of in world.objects or not all(exists(world, name) for name in call.of):
        return skip(world, by, "gather", action.of)
    arguments = {name: argument(world, name) for name in call.of}
    details = ',"by":%s,"children":%s,"return_exceptions":%s' % (
        quoted(by),
        world.recorder.names(call.of),
        WORDS[call.return_exceptions],
    )
    try:
        outer = world.gather(
            *[arguments[name] for name in call.of], return_exceptions=call.return_exceptions
        )
    except Exception as error:
        details += ',"error":' + world.recorder.error(error)
    else:
        world.add(action.of, outer)
        details += ',"done":' + WORDS[outer.done()]
    world.recorder.record("gather", action.of, details)


def exists(world: World, name: str) -> bool:
    """Whether `name` can be an argument of gather by now."""
    return name in world.objects or world.scenario.awaitables[name].kind == "coroutine"


def argument(world: World, name: str) -> Any:
    """The object that gather gets for `name`."""
    script = world.scenario.awaitables[name].script
    if name in world.objects or script is None:
        return world.objects[name]
    return world.body(script)


def cancel(world: World, by: str, action: Cancel) -> None:
    """Cancel, with the message where cancel() takes one."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "cancel", action.of)
    arguments = () if action.message is None or not MESSAGES else (action.message,)
    try:
        accepted = target.cancel(*arguments)
    except RecursionError:
        return world.recorder.fail("cancel() of %s did not come to an end" % action.of)
    message = "" if action.message is None else ',"message":' + quoted(action.message)
    details = ',"by":%s%s,"accepted":%s' % (quoted(by), message, WORDS[bool(accepted)])
    world.recorder.record("cancel", action.of, details)


def set_result(world: World, by: str, action: SetResult) -> None:
    """Settle with a value."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "set_result", action.of)
    value = world.value(action.value)
    accepted = applies(target.set_result, value)
    settled(world, by, action.of, world.recorder.result(value), accepted)


def set_exception(world: World, by: str, action: SetException) -> None:
    """Settle with an error."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "set_exception", action.of)
    error = world.error(action.error)
    accepted = applies(target.set_exception, error)
    settled(world, by, action.of, world.recorder.failure(error), accepted)


def applies(settle: Callable[[Any], None], argument: Any) -> bool:
    """Whether the object let itself be settled."""
    try:
        settle(argument)
    except asyncio.InvalidStateError:
        return False
    return True


def settled(world: World, by: str, of: str, outcome: str, accepted: bool) -> None:
    """Record an attempt to settle."""
    details = ',"by":%s,"outcome":%s,"accepted":%s' % (quoted(by), outcome, WORDS[accepted])
    world.recorder.record("settle", of, details)


def observe(world: World, by: str, action: Observe) -> None:
    """Ask for the state. `result()` may use up the CancelledError that it raises, as in asyncio."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "observe", action.of)
    details = ',"by":%s,"done":%s,"cancelled":%s,"result":%s,"exception":%s,"loop":%s' % (
        quoted(by),
        WORDS[target.done()],
        WORDS[target.cancelled()],
        answer(world, target.result),
        answer(world, target.exception),
        WORDS[target.get_loop() is world.loop],
    )
    cancelling = getattr(target, "cancelling", None)
    if cancelling is not None:
        details += ',"cancelling":%d' % cancelling()
    world.recorder.record("observed", action.of, details)


def answer(world: World, ask: Callable[[], Any]) -> str:
    """What a call without arguments returned or raised."""
    try:
        value = ask()
    except BaseException as error:
        return world.recorder.failure(error)
    return world.recorder.result(value)


def add_done_callback(world: World, by: str, action: AddDoneCallback) -> None:
    """Register a callback that records itself and then acts."""
    target = world.objects.get(action.of)
    if target is None:
        return skip(world, by, "add_done_callback", action.of)

    def callback(future: "asyncio.Future[Any]") -> None:
        recorder = world.recorder
        details = ',"label":%s,"outcome":%s' % (quoted(action.label), recorder.state(future))
        recorder.record("callback", recorder.name_of(future), details)
        perform(world, action.label, action.do)

    target.add_done_callback(callback)
    details = ',"by":%s,"label":%s' % (quoted(by), quoted(action.label))
    world.recorder.record("registered", action.of, details)


ACTIONS: Dict[type, Callable[[World, str, Any], None]] = {
    Create: create,
    Gather: gather,
    Cancel: cancel,
    SetResult: set_result,
    SetException: set_exception,
    Observe: observe,
    AddDoneCallback: add_done_callback,
}
