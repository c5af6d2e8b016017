# SPDX-License-Identifier: MIT
"""JSON of a hundred thousand arrays."""

from conversation import converse, put


def misbehave(request):
    put(b'{"id":%d,"trouble":%s%s}\n' % (request["id"], b"[" * 100000, b"]" * 100000))
    return True


converse(misbehave)
