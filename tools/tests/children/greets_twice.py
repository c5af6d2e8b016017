# SPDX-License-Identifier: MIT
"""It greets once more in the midst of it."""

from conversation import HELLO, converse, say


def misbehave(request):
    say({"hello": HELLO})


converse(misbehave)
