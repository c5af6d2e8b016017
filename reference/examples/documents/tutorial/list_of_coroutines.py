# SPDX-License-Identifier: MIT
# Source: superfastpython.com, How to Use asyncio.gather() in Python (Jason Brownlee), Russian
# translation, section 3.3. https://superfastpython.com/asyncio-gather/
# example of gather for many coroutines in a list
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
    # create many coroutines
    coros = [task_coro(i) for i in range(10)]
    # run the tasks
    await asyncio.gather(*coros)
    # report a message
    print('main done')

# start the asyncio program
asyncio.run(main())
