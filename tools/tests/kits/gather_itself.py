# SPDX-License-Identifier: MIT
"""asyncio's own gather, which prints."""

import asyncio

from gather_kit import serve


def gather(*awaitables, **options):
    """The same, and a word on standard output."""
    print("gathering", len(awaitables))
    return asyncio.gather(*awaitables, **options)


serve(gather=gather, name="gather itself")
