# SPDX-License-Identifier: MIT
"""The run did not come to rest, it says."""

from conversation import converse, say, trace_of


def misbehave(request):
    say({"id": request["id"], "trace": trace_of(request["run"], end="limit")})
    return True


converse(misbehave)
