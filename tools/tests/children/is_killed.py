# SPDX-License-Identifier: MIT
"""Somebody kills it: the kernel, for want of memory."""

import os
import signal

from conversation import converse


def misbehave(request):
    os.kill(os.getpid(), signal.SIGKILL)


converse(misbehave)
