# SPDX-License-Identifier: MIT
"""It ends, and what it has started holds its pipes open."""

import os
import time

from conversation import converse


def misbehave(request):
    if os.fork() == 0:
        time.sleep(3600)
    os._exit(4)


converse(misbehave)
