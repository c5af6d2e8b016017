# SPDX-License-Identifier: MIT
"""It closes its input and lives on."""

import os
import time

from conversation import converse


def misbehave(request):
    os.close(0)
    time.sleep(3600)


converse(misbehave)
