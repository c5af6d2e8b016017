# SPDX-License-Identifier: MIT
"""The right id, and the trace of something else."""

from conversation import converse, say, trace_of


def misbehave(request):
    other = {"awaitables": [{"name": "somebody_else", "kind": "coroutine"}]}
    say({"id": request["id"], "trace": trace_of(other)})
    return True


converse(misbehave)
