# SPDX-License-Identifier: MIT
"""The witness: runs scenarios on the real asyncio, on a virtual clock, and writes traces.

This file and __main__.py keep to a syntax that every Python can read, so that an interpreter that
is too old is told so in words.
"""

__version__ = "0.1.0"
