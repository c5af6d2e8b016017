# SPDX-License-Identifier: MIT
# Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
# translation, section 3.5. https://superfastpython.com/asyncio-gather/
# example of gather with nested groups of coroutines
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
    # create a group of level 1
    group1 = asyncio.gather(task_coro(0), task_coro(1), task_coro(2))
    # create a group of level 2
    group2 = asyncio.gather(task_coro(3), task_coro(4), task_coro(5))
    # create a group of level 3
    group3 = asyncio.gather(group1, group2)
    # run 3, which runs 1 and 2
    await group3
    # report a message
    print('main done')

# start the asyncio program
asyncio.run(main())
