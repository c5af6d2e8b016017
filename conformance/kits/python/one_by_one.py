# SPDX-License-Identifier: MIT
"""A gather that awaits one after the other: it is told of a failure only when its turn comes."""

import asyncio

from gather_kit import serve


async def gather(*awaitables, return_exceptions=False):
    children = [asyncio.ensure_future(each) for each in awaitables]
    return [await child for child in children]


serve(gather=gather, name="one by one")
