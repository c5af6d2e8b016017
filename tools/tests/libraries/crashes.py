# SPDX-License-Identifier: MIT
"""It touches memory that is not there."""

import os
import signal

from library import converse


def misbehave(request):
    os.kill(os.getpid(), signal.SIGSEGV)


converse(misbehave)
