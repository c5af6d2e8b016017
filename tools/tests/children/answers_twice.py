# SPDX-License-Identifier: MIT
"""One request, two answers."""

from conversation import answer, converse, say


def misbehave(request):
    say(answer(request))


converse(misbehave)
