# SPDX-License-Identifier: MIT
"""It answers all, and leaves a process behind in a session of its own."""

import os
import time

from conversation import converse


def misbehave(request):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    os.wait()


converse(misbehave)
