# SPDX-License-Identifier: MIT
# Source: Python library reference, Coroutines and Tasks, asyncio.gather (the example there).
# https://docs.python.org/3/library/asyncio-task.html#asyncio.gather
import asyncio

async def factorial(name, number):
    f = 1
    for i in range(2, number + 1):
        print(f"Task {name}: Compute factorial({i})...")
        await asyncio.sleep(1)
        f *= i
    print(f"Task {name}: factorial({number}) = {f}")

async def main():
    # Schedule three calls *concurrently*:
    await asyncio.gather(
        factorial("A", 2),
        factorial("B", 3),
        factorial("C", 4),
    )

asyncio.run(main())
