# SPDX-License-Identifier: MIT
# Source: asyncio notes in Russian, "Error handling". The document has no output for it, but says
# rightly that the result is a list of values and exceptions. The except clause can never run.
import asyncio

async def func1():
    await asyncio.sleep(2)
    return "Result from func1"

async def func2():
    await asyncio.sleep(1)
    raise ValueError("An error occurred in func2")

async def main():
    try:
        results = await asyncio.gather(func1(), func2(), return_exceptions=True)
        print("Results:", results)
    except ValueError as e:
        print("Caught an exception:", e)

asyncio.run(main())
