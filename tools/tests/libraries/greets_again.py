# SPDX-License-Identifier: MIT
"""It greets whenever somebody speaks to it."""

from library import HELLO, converse, say


def misbehave(request):
    say({"hello": HELLO})


converse(misbehave)
