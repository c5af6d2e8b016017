# SPDX-License-Identifier: MIT
"""A line that is no text."""

from conversation import converse, put


def misbehave(request):
    put(b'{"id":%d,"trouble":"\xff\xfe"}\n' % request["id"])
    return True


converse(misbehave)
