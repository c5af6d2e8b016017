# SPDX-License-Identifier: MIT
"""It ends in a scenario."""

import os

from conversation import converse


def misbehave(request):
    os._exit(3)


converse(misbehave)
