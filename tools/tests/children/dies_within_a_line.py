# SPDX-License-Identifier: MIT
"""It ends when half of its answer is written."""

import os

from conversation import converse, put


def misbehave(request):
    put(b'{"id":%d,"tra' % request["id"])
    os._exit(0)


converse(misbehave)
