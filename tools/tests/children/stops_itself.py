# SPDX-License-Identifier: MIT
"""It stops, as by Ctrl-Z."""

import os
import signal

from conversation import converse


def misbehave(request):
    os.kill(os.getpid(), signal.SIGSTOP)


converse(misbehave)
