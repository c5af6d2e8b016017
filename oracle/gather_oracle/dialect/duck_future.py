# SPDX-License-Identifier: MIT
"""A future that is none of asyncio's own: it has what the documents name, and nothing private."""

import asyncio
from typing import Any, Callable


class DuckFuture:
    """Hands every call on to a real future.

    gather takes it for a future because of the class attribute.
    """

    _asyncio_future_blocking = False

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._future: "asyncio.Future[Any]" = loop.create_future()

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """The loop."""
        return self._future.get_loop()

    def done(self) -> bool:
        """Whether it is done."""
        return self._future.done()

    def cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self._future.cancelled()

    def cancel(self, *message: Any, **named: Any) -> bool:
        """Cancel it."""
        return self._future.cancel(*message, **named)

    def result(self) -> Any:
        """The result."""
        return self._future.result()

    def exception(self) -> Any:
        """The exception."""
        return self._future.exception()

    def set_result(self, result: Any) -> None:
        """Settle it with a result."""
        self._future.set_result(result)

    def set_exception(self, exception: Any) -> None:
        """Settle it with an exception."""
        self._future.set_exception(exception)

    def add_done_callback(self, callback: Callable[[Any], Any], *, context: Any = None) -> None:
        """Have `callback` called with this duck."""
        self._future.add_done_callback(lambda future: callback(self), context=context)

    def __await__(self) -> Any:
        return self._future.__await__()
