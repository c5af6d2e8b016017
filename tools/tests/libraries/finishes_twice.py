# SPDX-License-Identifier: MIT
"""It says twice that a gather is done."""

from library import converse


def misbehave(request):
    return 2 * [{"done": request["gather"], "list": []}]


converse(misbehave)
