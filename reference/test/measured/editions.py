# SPDX-License-Identifier: MIT
"""What differs between the editions of CPython, as little programs, one line of output each.

`editions_test.cpp` has the same programs in C++ and compares its lines with the recorded ones:

    python3.8 editions.py > editions-3.8.txt

The lines of 3.14 were printed by its build to WebAssembly, where the loop was that of the witness.
"""

import asyncio


class Loop(asyncio.SelectorEventLoop):
    """An event loop that counts its turns; the first is 0."""

    turn = -1

    def _run_once(self) -> None:
        self.turn += 1
        super()._run_once()


def show(exc: BaseException) -> str:
    return f"{type(exc).__name__}({', '.join(map(repr, exc.args))})"


def cancel(future, message=None):
    """cancel(message), or cancel() where there are no messages."""
    try:
        return future.cancel(message)
    except TypeError:
        return future.cancel()


def turn() -> int:
    return asyncio.get_event_loop().turn


def new_future():
    return asyncio.get_event_loop().create_future()


async def outcome(awaitable) -> str:
    """The outcome of awaiting, on the line that awaits."""
    try:
        result = await awaitable
    except BaseException as exc:
        return show(exc)
    if isinstance(result, list):
        return "[" + ", ".join(show(x) if isinstance(x, BaseException) else str(x) for x in result) + "]"
    return str(result)


async def value(n: int) -> int:
    return n


async def forever(future):
    return await future


async def refusing(future):
    try:
        await future
    except asyncio.CancelledError:
        pass
    return 7


async def raising(exc):
    raise exc


async def yielding(n: int) -> int:
    await asyncio.sleep(0)
    return n


async def spin(turns: int = 1) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)


async def a_future_cancelled_with_a_message():
    f = new_future()
    g = asyncio.gather(f)
    cancel(f, "m")
    return await outcome(g)


async def a_task_cancelled_with_a_message():
    t = asyncio.ensure_future(forever(new_future()))
    g = asyncio.gather(t)
    await spin(2)
    cancel(t, "m")
    return await outcome(g)


async def a_task_cancelled_before_its_first_step():
    t = asyncio.ensure_future(value(1))
    g = asyncio.gather(t)
    cancel(t, "m")
    return await outcome(g)


async def the_exception_of_the_outer_is_what_ended_the_task():
    exc = asyncio.CancelledError("own")
    g = asyncio.gather(raising(exc))
    try:
        await g
    except asyncio.CancelledError as got:
        return f"{show(got)} {got is exc}"


async def the_second_to_ask_a_cancelled_task():
    exc = asyncio.CancelledError("own")
    t = asyncio.ensure_future(raising(exc))
    await spin(2)
    seen = []
    for _ in range(2):
        try:
            t.exception()
        except asyncio.CancelledError as got:
            seen.append(f"{show(got)} {got is exc}")
    return "; ".join(seen)


async def the_second_to_ask_a_cancelled_future():
    f = new_future()
    cancel(f, "m")
    seen = []
    for _ in range(2):
        try:
            f.result()
        except asyncio.CancelledError as got:
            seen.append(got)
    return f"{show(seen[0])} {show(seen[1])} {seen[0] is seen[1]}"


async def cancelled_children_in_a_list():
    futures = [new_future() for _ in range(4)]
    waiting = asyncio.ensure_future(forever(futures[2]))
    unstarted = asyncio.ensure_future(value(1))
    returning = asyncio.ensure_future(value(2))
    g = asyncio.gather(futures[0], futures[1], waiting, unstarted,
                       raising(asyncio.CancelledError("own")), returning, return_exceptions=True)
    cancel(futures[0], "m")
    cancel(futures[1])
    cancel(unstarted, "u")
    await spin(2)
    cancel(waiting, "w")
    return await outcome(g)


async def the_list_takes_nothing_away_from_a_cancelled_task():
    exc = asyncio.CancelledError("own")
    t = asyncio.ensure_future(raising(exc))
    await asyncio.gather(t, return_exceptions=True)
    try:
        t.result()
    except asyncio.CancelledError as got:
        return f"{show(got)} {got is exc}"


async def outer_cancelled_with_a_message():
    g = asyncio.gather(new_future(), new_future())
    cancel(g, "m")
    return await outcome(g)


async def outer_of_tasks_cancelled_with_a_message():
    g = asyncio.gather(forever(new_future()), forever(new_future()))
    await spin(2)
    cancel(g, "m")
    return await outcome(g)


async def outer_cancelled_and_exceptions_returned():
    g = asyncio.gather(forever(new_future()), new_future(), return_exceptions=True)
    await spin(2)
    cancel(g, "m")
    return await outcome(g)


async def outer_cancelled_and_the_last_argument_returned_a_value():
    g = asyncio.gather(forever(new_future()), yielding(3), return_exceptions=True)
    await spin(3)
    cancel(g, "m")
    return await outcome(g)


async def outer_cancelled_and_the_last_argument_refused():
    last = asyncio.ensure_future(refusing(new_future()))
    g = asyncio.gather(forever(new_future()), last, return_exceptions=True)
    await spin(2)
    cancel(g, "m")
    return await outcome(g)


async def must_cancel_leaves_its_message_behind():
    # The awaited future is done when the task is cancelled, so the task keeps the message itself.
    f = new_future()
    last = asyncio.ensure_future(refusing(f))
    other = new_future()
    g = asyncio.gather(other, last, return_exceptions=True)
    await spin(2)
    f.set_result(1)
    cancel(last, "kept")
    await spin(3)
    cancel(g, "m")
    return await outcome(g)


async def messages_through_two_levels():
    seen = []

    async def child(future):
        try:
            await future
        except asyncio.CancelledError as exc:
            seen.append(show(exc))
            raise

    g = asyncio.gather(asyncio.gather(child(new_future())), child(new_future()))
    await spin(2)
    cancel(g, "m")
    got = await outcome(g)
    return f"{got}: {'; '.join(seen)}"


async def two_awaiters_of_a_cancelled_task():
    exc = asyncio.CancelledError("own")
    t = asyncio.ensure_future(raising(exc))
    same = []

    async def awaiter():
        try:
            await t
        except asyncio.CancelledError as got:
            same.append(f"{show(got)} {got is exc}")

    await asyncio.gather(awaiter(), awaiter())
    return "; ".join(same)


async def a_task_that_cancels_itself_and_returns():
    async def child():
        cancel(asyncio.current_task(), "self")
        return 1

    t = asyncio.ensure_future(child())
    g = asyncio.gather(t, return_exceptions=True)
    await spin(2)
    return f"{await outcome(g)} {await outcome(t)}"


async def done_children_and_turns():
    done = new_future()
    done.set_result(1)
    start = turn()
    g = asyncio.gather(done, done)
    at_once = g.done()
    got = await outcome(g)
    return f"{at_once} {got} {turn() - start}"


async def a_failed_future_and_a_coroutine_and_turns():
    log = []
    start = turn()

    async def child():
        log.append(f"child {turn() - start}")

    done = new_future()
    done.set_exception(KeyError("k"))
    g = asyncio.gather(child(), done, child())
    g.add_done_callback(lambda _: log.append(f"outer {turn() - start}"))
    got = await outcome(g)
    log.append(f"awaiter {turn() - start}")
    await spin(2)
    return f"{got}: {'; '.join(log)}"


async def done_and_pending_children_and_turns():
    done, pending = new_future(), new_future()
    done.set_result(1)
    start = turn()
    g = asyncio.gather(pending, done, return_exceptions=True)
    pending.set_result(2)
    got = await outcome(g)
    return f"{got} {turn() - start}"


PROGRAMS = [
    a_future_cancelled_with_a_message,
    a_task_cancelled_with_a_message,
    a_task_cancelled_before_its_first_step,
    the_exception_of_the_outer_is_what_ended_the_task,
    the_second_to_ask_a_cancelled_task,
    the_second_to_ask_a_cancelled_future,
    cancelled_children_in_a_list,
    the_list_takes_nothing_away_from_a_cancelled_task,
    outer_cancelled_with_a_message,
    outer_of_tasks_cancelled_with_a_message,
    outer_cancelled_and_exceptions_returned,
    outer_cancelled_and_the_last_argument_returned_a_value,
    outer_cancelled_and_the_last_argument_refused,
    must_cancel_leaves_its_message_behind,
    messages_through_two_levels,
    two_awaiters_of_a_cancelled_task,
    a_task_that_cancels_itself_and_returns,
    done_children_and_turns,
    a_failed_future_and_a_coroutine_and_turns,
    done_and_pending_children_and_turns,
]

if __name__ == "__main__":
    for program in PROGRAMS:
        loop = Loop()
        asyncio.set_event_loop(loop)
        print(f"{program.__name__}: {loop.run_until_complete(program())}")
        loop.close()
