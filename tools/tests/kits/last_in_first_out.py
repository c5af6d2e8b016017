# SPDX-License-Identifier: MIT
"""An event loop that runs what is ready from the last to the first."""

import asyncio

from gather_kit import serve


class Stack(asyncio.BaseEventLoop):
    """A loop with its queue upside down."""

    def _run_once(self):
        self._ready.reverse()
        super()._run_once()


serve(loop=Stack, name="stack")
