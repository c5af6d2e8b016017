# SPDX-License-Identifier: MIT
"""It says that a gather is done that nobody has called."""

from library import converse


def misbehave(request):
    return [{"done": 7, "list": []}]


converse(misbehave)
