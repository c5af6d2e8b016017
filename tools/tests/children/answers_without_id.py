# SPDX-License-Identifier: MIT
"""An answer that does not say to what."""

from conversation import converse, say, trace_of


def misbehave(request):
    say({"trace": trace_of(request["run"])})
    return True


converse(misbehave)
