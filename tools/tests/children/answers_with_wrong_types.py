# SPDX-License-Identifier: MIT
"""JSON, but of other types than the protocol has."""

from conversation import converse, say


def misbehave(request):
    say([{"id": str(request["id"]), "trace": None}])
    return True


converse(misbehave)
