# SPDX-License-Identifier: MIT
"""It answers the next request first."""

from conversation import answer, converse, say


def misbehave(request):
    say({**answer(request), "id": request["id"] + 1})
    return True


converse(misbehave)
