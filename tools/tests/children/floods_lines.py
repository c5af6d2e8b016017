# SPDX-License-Identifier: MIT
"""More and more lines that nobody asked for."""

from conversation import converse, put


def misbehave(request):
    while True:
        put(b"x\n" * 32768)


converse(misbehave)
