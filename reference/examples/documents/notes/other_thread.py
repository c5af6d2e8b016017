# SPDX-License-Identifier: MIT
# Source: asyncio notes in Russian, "Running in another thread", corrected (see
# other_thread_as_printed.py): the thread runs the loop that it has made. The document has no output
# for it.
import asyncio
import threading

async def my_coroutine():
    print("Coroutine started")
    await asyncio.sleep(2)
    print("Coroutine finished")
    return "Coroutine result"

def run_async_in_thread():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    result = loop.run_until_complete(my_coroutine())

    print("Result in thread:", result)

    loop.close()

# Running an asynchronous function in another thread
thread = threading.Thread(target=run_async_in_thread)
thread.start()
thread.join()
