# SPDX-License-Identifier: MIT
"""It says good-bye before it is asked to."""

from conversation import converse, say


def misbehave(request):
    say({"bye": True})


converse(misbehave)
