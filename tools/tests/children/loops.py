# SPDX-License-Identifier: MIT
"""It computes for ever."""

from conversation import converse


def misbehave(request):
    while True:
        pass


converse(misbehave)
