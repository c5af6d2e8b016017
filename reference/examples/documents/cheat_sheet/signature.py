# SPDX-License-Identifier: MIT
# Source: an asyncio cheat sheet in Russian, "asyncio.gather(*aws, loop=None,
# return_exceptions=False)". It has one fragment, the signature, followed by claims in prose; this
# program exercises both. The loop parameter is in notes/syntax.py.
import asyncio

async def succeed(value):
    await asyncio.sleep(1)
    return value

async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")

# Fragment: "return_exceptions = True - ignores exceptions, returns them into the list".
async def return_exceptions_true():
    print("True:", await asyncio.gather(succeed(1), fail(), return_exceptions=True))

# Fragment: "return_exceptions = False - does not ignore exceptions".
async def return_exceptions_false():
    try:
        await asyncio.gather(succeed(1), fail())
    except ValueError as error:
        print("False: raised", repr(error))

# Claim: gather runs several coroutines at the same time.
async def same_time():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(*[succeed(0) for _ in range(10)])
    print("10 coroutines of 1 s took", round(loop.time() - start), "s")

# Claim: the loop runs no other tasks until the gather is done. It is wrong.
async def other_tasks():
    other = asyncio.create_task(succeed("another task ran meanwhile"))
    await asyncio.gather(succeed(1), asyncio.sleep(2))
    print(other.result() if other.done() else "the loop was blocked")

# Claim: the number of coroutines is limited, depending on the platform. It is wrong.
async def number_of_coroutines():
    in_flight = 0
    async def count():
        nonlocal in_flight
        in_flight += 1
        await asyncio.sleep(1)
        return in_flight
    print("in flight together:", min(await asyncio.gather(*[count() for _ in range(10_000)])))

# Claim: coroutines can be run group by group, with several calls of gather.
async def group_by_group():
    for group in ([1, 2], [3, 4]):
        print("group:", await asyncio.gather(*[succeed(value) for value in group]))

async def main():
    await return_exceptions_true()
    await return_exceptions_false()
    await same_time()
    await other_tasks()
    await number_of_coroutines()
    await group_by_group()

asyncio.run(main())
