# SPDX-License-Identifier: MIT
# Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
# translation: the fragments, which the document prints behind `...`. Each comment "Fragment" names
# the section and the fragment's own comment. https://superfastpython.com/asyncio-gather/
import asyncio

finished = []

async def coro(number):
    await asyncio.sleep(number)
    finished.append(f"coro{number}")
    return number

def coro1():
    return coro(1)

def coro2():
    return coro(2)

def coro3():
    return coro(3)

async def failing():
    await asyncio.sleep(1)
    raise ValueError("failed")

async def without_value():
    await asyncio.sleep(1)

async def report_finished(section):
    """Waits for coroutines that nobody awaits, and tells which there were."""
    await asyncio.sleep(10)
    print(section, "finished", finished)
    finished.clear()

# Fragment of section 1: run a collection of awaitables.
async def coroutine_and_task():
    results = await asyncio.gather(coro1(), asyncio.create_task(coro2()))
    print("1", results)

# Fragment of section 2.1: run several coroutines.
async def several_coroutines():
    asyncio.gather(coro1(), coro2())
    await report_finished("2.1")

# Fragment of section 2.1: cannot provide a list of awaitables directly.
async def list_not_unpacked():
    coros = [coro1(), coro2()]
    try:
        asyncio.gather(coros)
    except TypeError:
        print("2.1 TypeError")
    for unused in coros:
        unused.close()

# Fragment of section 2.1: gather with an unpacked list of awaitables.
async def list_unpacked():
    asyncio.gather(*[coro1(), coro2()])
    await report_finished("2.1")

# Fragment of section 2.2: get a future that represents several awaitables.
async def returns_a_future():
    group = asyncio.gather(coro1(), coro2())
    print("2.2 is a future:", isinstance(group, asyncio.Future), "done:", group.done())
    await group

# Fragment of section 2.2: the same; suspend for a while, perhaps the group is executed.
async def runs_without_await():
    group = asyncio.gather(coro1(), coro2())
    await asyncio.sleep(10)
    print("2.2 done:", group.done(), group.result())

# Fragments of section 2.3: run the group; run the group and get the values.
async def await_the_group():
    group = asyncio.gather(coro1(), coro2())
    await group
    results = await group
    print("2.3", results)

# Section 2.3 on coroutines that return nothing: the list has None.
async def await_without_values():
    print("2.3", await asyncio.gather(without_value(), without_value()))

# Fragment of section 2.3: run the tasks and get the results on one line.
async def await_on_one_line():
    results = await asyncio.gather(coro1(), coro2())
    print("2.3", results)

# Fragment of section 2.4: a group of tasks; another one; run group2, which runs group1 too.
async def nested():
    group1 = asyncio.gather(coro1(), coro2())
    group2 = asyncio.gather(group1, coro3())
    print("2.4", await group2)

# Fragment of section 2.5: try, run the tasks and get the result, except Exception.
async def exceptions():
    try:
        results = await asyncio.gather(coro1(), failing())
        print("2.5", results)
    except Exception as e:
        print("2.5 raised", repr(e))

# Section 2.5 on a cancelled task: CancelledError, which `except Exception` lets pass.
async def cancelled_task():
    task = asyncio.create_task(coro1())
    group = asyncio.gather(task, coro2())
    task.cancel()
    try:
        await group
    except Exception as e:
        print("2.5 raised", repr(e))
    except asyncio.CancelledError:
        print("2.5 raised CancelledError")

# Fragment of section 2.5: run the tasks and get exceptions as results.
async def exceptions_returned():
    results = await asyncio.gather(coro1(), failing(), return_exceptions=True)
    print("2.5", results)

# Fragment of section 2.6: check whether the group of tasks is done.
async def check_done():
    group = asyncio.gather(coro1(), coro2())
    await group
    if group.done():
        print("2.6 done")

# Fragment of section 2.6: cancel all tasks in the group. The group itself never is cancelled().
async def cancel_the_group():
    finished.clear()
    group = asyncio.gather(coro1(), coro2())
    group.cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("2.6 raised CancelledError, cancelled():", group.cancelled())
    await report_finished("2.6")

# Fragments of section 3.3: create many coroutines; run the tasks.
async def list_of_coroutines():
    finished.clear()
    coros = [coro(i) for i in range(10)]
    await asyncio.gather(*coros)
    await report_finished("3.3")

async def main():
    await coroutine_and_task()
    finished.clear()
    await several_coroutines()
    await list_not_unpacked()
    await list_unpacked()
    await returns_a_future()
    await runs_without_await()
    await await_the_group()
    await await_without_values()
    await await_on_one_line()
    await nested()
    await exceptions()
    await cancelled_task()
    await exceptions_returned()
    await check_done()
    await cancel_the_group()
    await list_of_coroutines()

asyncio.run(main())
