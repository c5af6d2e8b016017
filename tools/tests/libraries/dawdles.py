# SPDX-License-Identifier: MIT
"""It takes no answer for too long, and the scenario for ever."""

import time

import library

PROMPTLY = library.say


def say(data):
    time.sleep(0.3)
    PROMPTLY(data)


def misbehave(request):
    library.say = say
    return []


library.converse(misbehave, when="begin")
