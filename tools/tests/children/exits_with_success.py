# SPDX-License-Identifier: MIT
"""It ends in a scenario as if all were done."""

import os

from conversation import converse


def misbehave(request):
    os._exit(0)


converse(misbehave)
