# SPDX-License-Identifier: MIT
"""It never ends the line that it has begun."""

import time

from conversation import converse, put


def misbehave(request):
    put(b'{"id":%d,"tra' % request["id"])
    time.sleep(3600)


converse(misbehave)
