# SPDX-License-Identifier: MIT
# Source: asyncio notes in Russian, the first program, corrected in two places (see
# two_coroutines_as_printed.py): main() calls the coroutines that are defined, and the last line
# printed by corutine_two is spelled as in the document's output.
import asyncio

async def corutine_one():
    print("старт корутины 1")
    await asyncio.sleep(3)
    print("стоп корутины 1")

async def corutine_two():
    print("старт корутины 2")
    await asyncio.sleep(2)
    print('стоп корутины 2')

async def main():
    await asyncio.gather(corutine_one(), corutine_two())

asyncio.run(main())
