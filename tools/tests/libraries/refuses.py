# SPDX-License-Identifier: MIT
"""It does not want to."""

from library import converse, say


def misbehave(request):
    say({"id": request["id"], "trouble": "not on a Saturday"})


converse(misbehave)
