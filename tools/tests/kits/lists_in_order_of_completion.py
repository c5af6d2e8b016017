# SPDX-License-Identifier: MIT
"""A gather that lists results as they come."""

import asyncio

from gather_kit import serve


async def gather(*awaitables, return_exceptions=False):
    """What the documentation of as_completed might lead to."""
    return [await each for each in asyncio.as_completed(awaitables)]


serve(gather=gather, name="as completed", version="1", capabilities=["futures", "tasks"])
