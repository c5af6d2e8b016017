# SPDX-License-Identifier: MIT
"""The beginning is that of a trace."""

from conversation import converse, say, trace_of


def misbehave(request):
    trace = trace_of(request["run"])
    trace["events"] = [{"t": 0, "turn": 0, "event": "flies", "of": "main"}]
    say({"id": request["id"], "trace": trace})
    return True


converse(misbehave)
