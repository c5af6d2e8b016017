# SPDX-License-Identifier: MIT
"""asyncio.gather of N children that give way once: prints `N nanoseconds-per-child`, best of several."""

import asyncio
import sys
import time


async def child(i):
    await asyncio.sleep(0)
    return i


async def parent(n):
    return sum(await asyncio.gather(*[child(i) for i in range(n)]))


def main() -> None:
    loop = asyncio.new_event_loop()
    for n in map(int, sys.argv[1:]):
        repetitions = max(1, 20_000 // n)
        best = float("inf")
        for _ in range(3 if n > 200_000 else 7):
            start = time.perf_counter_ns()
            for _ in range(repetitions):
                if loop.run_until_complete(parent(n)) != n * (n - 1) // 2:
                    raise AssertionError("wrong sum")
            best = min(best, (time.perf_counter_ns() - start) / repetitions / n)
        print(n, best, flush=True)
    loop.close()


if __name__ == "__main__":
    main()
