# SPDX-License-Identifier: MIT
"""It waits for what never comes."""

import time

from library import converse


def misbehave(request):
    time.sleep(3600)


converse(misbehave)
