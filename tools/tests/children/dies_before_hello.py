# SPDX-License-Identifier: MIT
"""It reads the greeting and is killed."""

import os
import signal
import sys

from conversation import warn

sys.stdin.readline()
warn("out of memory")
os.kill(os.getpid(), signal.SIGKILL)
