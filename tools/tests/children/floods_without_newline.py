# SPDX-License-Identifier: MIT
"""A line without an end."""

from conversation import converse, put


def misbehave(request):
    while True:
        put(b"x" * 65536)


converse(misbehave)
