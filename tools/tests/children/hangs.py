# SPDX-License-Identifier: MIT
"""It waits for what never comes."""

import time

from conversation import converse


def misbehave(request):
    time.sleep(3600)


converse(misbehave)
