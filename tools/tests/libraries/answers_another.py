# SPDX-License-Identifier: MIT
"""It answers what nobody has asked yet."""

from library import converse, say


def misbehave(request):
    say({"id": request["id"] + 1, "does": []})


converse(misbehave)
