# SPDX-License-Identifier: MIT
"""It lists an outcome of nobody."""

from library import converse


def misbehave(request):
    return [{"done": request["gather"], "list": [1000]}]


converse(misbehave)
