import asyncio

from gather_kit import serve


def our_gather(*awaitables, return_exceptions=False):
    """All of them, and whatever else our program wants to do at every gather."""
    return asyncio.gather(*awaitables, return_exceptions=return_exceptions)


serve(gather=our_gather, name="our gather")
