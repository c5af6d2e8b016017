# SPDX-License-Identifier: MIT
# Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
# translation, section 3.1. https://superfastpython.com/asyncio-gather/
# example of gather for one coroutine
import asyncio

# coroutine used for a task
async def task_coro():
    # report a message
    print('task executing')
    # sleep for a moment
    await asyncio.sleep(1)

# coroutine used for the entry point
async def main():
    # report a message
    print('main starting')
    # create a coroutine
    coro = task_coro()
    # await one coroutine
    await asyncio.gather(coro)
    # report a message
    print('main done')

# start the asyncio program
asyncio.run(main())
