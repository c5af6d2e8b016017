# SPDX-License-Identifier: MIT
"""Runs a sample of the documents on a virtual clock.

    python run_sample.py [--hangs] SAMPLE.py

The sample is run unchanged. Only the clock of its event loops is another one: it jumps to the next
timer instead of waiting for it. If the sample raises an exception, this is the last line printed;
with --hangs, it is that the sample goes on for ever.
"""

import argparse
import asyncio
import runpy
import selectors
import threading
import warnings
from typing import List, Optional

# The policy classes are deprecated from 3.14, and still the only way to reach asyncio.run.
warnings.simplefilter("ignore", DeprecationWarning)

TICK = 1e-6
PATIENCE = 0.5


class JumpingSelector(selectors.SelectSelector):
    """Where a selector would wait for a timer, moves the clock on to it.

    Without a timer it waits, as any selector does, for files and other threads.
    """

    now = 0.0

    def select(self, timeout: Optional[float] = None) -> list:
        if timeout is None:
            return super().select(None)
        self.now += max(timeout, 0.0)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """CPython's event loop with a virtual clock.

    As a real clock does, it moves on a little whenever it is read: sleeps of equal lengths end in
    the order in which they began.
    """

    def __init__(self) -> None:
        self._clock = JumpingSelector()
        super().__init__(self._clock)

    def time(self) -> float:
        self._clock.now += TICK
        return self._clock.now


class VirtualPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes virtual loops, and keeps account of them."""

    def __init__(self) -> None:
        super().__init__()
        self.loops: List[VirtualLoop] = []

    def new_event_loop(self) -> VirtualLoop:
        self.loops.append(VirtualLoop())
        return self.loops[-1]


def run(sample: str) -> None:
    """Runs the program, and reports the exception that ends it."""
    try:
        runpy.run_path(sample, run_name="__main__")
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def run_hanging(sample: str, policy: VirtualPolicy) -> None:
    """Runs a program that does not end, in threads that do not keep the process alive.

    With nothing to wait for but timers, which take no time, `PATIENCE` seconds are plenty.
    """
    program = threading.Thread(target=run, args=(sample,), daemon=True)
    program.start()
    program.join(PATIENCE)
    if program.is_alive() and not any(loop.is_running() for loop in policy.loops):
        print("hangs: the loop is never run")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hangs", action="store_true", help="the sample goes on for ever")
    parser.add_argument("sample")
    arguments = parser.parse_args()
    policy = VirtualPolicy()
    asyncio.set_event_loop_policy(policy)
    if arguments.hangs:
        run_hanging(arguments.sample, policy)
    else:
        run(arguments.sample)


if __name__ == "__main__":
    main()
