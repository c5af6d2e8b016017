# SPDX-License-Identifier: MIT
"""It starts a child that there is not."""

from library import converse


def misbehave(request):
    return [{"start": 1000}]


converse(misbehave)
