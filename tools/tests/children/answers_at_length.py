# SPDX-License-Identifier: MIT
"""An answer of many megabytes."""

from conversation import converse, say


def misbehave(request):
    say({"id": request["id"], "trouble": "x" * (5 << 20)})
    return True


converse(misbehave)
