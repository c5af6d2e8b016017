# SPDX-License-Identifier: MIT
"""It greeted as 3.13 and traces as 3.9."""

from conversation import converse, say, trace_of


def misbehave(request):
    say({"id": request["id"], "trace": trace_of(request["run"], edition="3.9")})
    return True


converse(misbehave)
