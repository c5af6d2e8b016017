# SPDX-License-Identifier: MIT
"""An answer to a request that nobody has made."""

from conversation import answer, converse, say


def misbehave(request):
    say({**answer(request), "id": request["id"] + 1000})
    return True


converse(misbehave)
