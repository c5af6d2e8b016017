# SPDX-License-Identifier: MIT
# Source: asyncio notes in Russian, the fragment under "The syntax of asyncio.gather()":
#
#     asyncio.gather(*coroutines_or_futures, loop=None, return_exceptions=False)
#
# and the list of its parameters there.
import asyncio
import sys
import warnings

async def succeed():
    await asyncio.sleep(1)
    return "value"

async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")

# coroutines_or_futures: coroutines or asyncio.Future objects.
async def coroutines_or_futures():
    future = asyncio.get_running_loop().create_future()
    group = asyncio.gather(succeed(), future)
    future.set_result("value of the future")
    print(await group)

# loop: the loop for the coroutines. CPython had it until 3.9; from 3.10 it is a TypeError.
async def loop_parameter():
    def takes_loop():
        try:
            asyncio.gather(loop=asyncio.get_running_loop())
        except TypeError:
            return False
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if takes_loop() == (sys.version_info < (3, 10)):
            print("no loop parameter since 3.10")

# return_exceptions: a list of exceptions and values, or (False, the default) an exception.
async def return_exceptions():
    print(await asyncio.gather(fail(), succeed(), return_exceptions=True))
    try:
        await asyncio.gather(fail(), succeed())
    except ValueError as error:
        print(repr(error))

async def main():
    await coroutines_or_futures()
    await loop_parameter()
    await return_exceptions()

asyncio.run(main())
