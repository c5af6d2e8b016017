# SPDX-License-Identifier: MIT
# Source: an asyncio course in Russian, "asyncio.gather(*aws, return_exceptions=False)".
#
# The document says that the output may differ, because the delays are random. Here one line more
# makes random.random() return the delays of the output that is printed there.
import asyncio
import random

random.random = iter([0.66, 0.91, 0.29, 0.07, 0.38]).__next__

async def my_coroutine(name):
    delay = random.random()
    await asyncio.sleep(delay)
    return f"Корутина {name}: {round(delay, 2)}"

async def main():
    results = await asyncio.gather(*[my_coroutine(i) for i in range(1, 6)])
    print(results)

asyncio.run(main())
