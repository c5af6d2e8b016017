# SPDX-License-Identifier: MIT
"""It does something before it was asked to gather."""

from library import converse


def misbehave(request):
    return [{"start": 0}]


converse(misbehave, when="begin")
