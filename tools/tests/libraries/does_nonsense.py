# SPDX-License-Identifier: MIT
"""It does what there is no word for."""

from library import converse


def misbehave(request):
    return [{"forgive": 0}]


converse(misbehave)
