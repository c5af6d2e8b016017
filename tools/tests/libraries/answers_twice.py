# SPDX-License-Identifier: MIT
"""It says everything twice."""

from library import converse, say


def misbehave(request):
    say({"id": request["id"], "does": []})
    return []


converse(misbehave)
