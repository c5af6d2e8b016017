# SPDX-License-Identifier: MIT
# Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
# translation, section 3.2. https://superfastpython.com/asyncio-gather/
# example of gather for many coroutines
import asyncio

# coroutine used for a task
async def task_coro(value):
    # report a message
    print(f'>task {value} executing')
    # sleep for a moment
    await asyncio.sleep(1)

# coroutine used for the entry point
async def main():
    # report a message
    print('main starting')
    # run the tasks
    await asyncio.gather(task_coro(0),
        task_coro(1),
        task_coro(2))
    # report a message
    print('main done')

# start the asyncio program
asyncio.run(main())
