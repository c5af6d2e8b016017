# SPDX-License-Identifier: MIT
"""Lets gathercheck try a gather, or an event loop, that is to take the place of asyncio's.

    from gather_kit import serve

    serve(gather=my_gather, name="my gather", version="1.0")

See ../README.md. Needs CPython 3.8 or newer and nothing but the standard library.
"""

import asyncio
import functools
import os
import sys
from typing import Any, Callable, Iterable, Optional, Type

ORACLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "oracle")
sys.path.append(ORACLE)

from gather_oracle import protocol  # noqa: E402
from gather_oracle.capabilities import PLAIN  # noqa: E402
from gather_oracle.loop import VirtualLoop, virtual  # noqa: E402
from gather_oracle.witness import Witness  # noqa: E402

Gather = Callable[..., Any]


def serve(
    *,
    name: str,
    version: str = "",
    gather: Gather = asyncio.gather,
    loop: Optional[Type[asyncio.BaseEventLoop]] = None,
    capabilities: Optional[Iterable[str]] = None,
) -> None:
    """Answer the suite on standard input and output until it says good-bye.

    `gather(*awaitables, return_exceptions=False)` returns a future, or it is a coroutine function:
    then a task runs it. `loop` is a class of event loops. `capabilities` are words of
    spec/README.md; a scenario that needs others is not asked for. Left out, they are all but those
    of the Python dialect, and if a task runs the gather but `turns`, as it begins in a turn of its
    own, and `set_by_hand`, as nobody can set the result of a task.
    """
    if capabilities is None:
        beyond = ("turns", "set_by_hand") if asyncio.iscoroutinefunction(gather) else ()
        capabilities = [word for word in PLAIN if word not in beyond]
    witness = Witness(VirtualLoop() if loop is None else virtual(loop)(), returning_future(gather))
    identity = protocol.Identity(name, version, list(capabilities))
    answers = os.dup(1)
    os.dup2(2, 1)  # what a gather prints is for people, and no answer
    try:
        protocol.serve(0, answers, witness, identity)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(1)


def returning_future(gather: Gather) -> Gather:
    """The same gather, where what it returns can be asked and cancelled."""

    @functools.wraps(gather)
    def gathered(*awaitables: Any, **options: Any) -> Any:
        outer = gather(*awaitables, **options)
        return asyncio.ensure_future(outer) if asyncio.iscoroutine(outer) else outer

    return gathered
