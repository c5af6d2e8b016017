# SPDX-License-Identifier: MIT
# Source: asyncio notes in Russian, the first program, as printed.
#
# It is wrong: main() calls my_coroutine() and new_foo(), and neither is defined. It raises NameError
# before gather is called; the document has the output of two_coroutines.py.
import asyncio

async def corutine_one(): #
    print("старт корутины 1")
    await asyncio.sleep(3)
    print("стоп корутины 1")

async def corutine_two():
    print("старт корутины 2")
    await asyncio.sleep(2)
    print('стоп корутны 2')



async def main():
    await asyncio.gather(my_coroutine(), new_foo())

asyncio.run(main())
