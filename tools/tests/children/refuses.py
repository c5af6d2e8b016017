# SPDX-License-Identifier: MIT
"""It says that it cannot run this one."""

from conversation import converse, say


def misbehave(request):
    say({"id": request["id"], "trouble": "not on a Saturday"})
    return True


converse(misbehave)
