# SPDX-License-Identifier: MIT
"""It takes the first news of a child for the end of everything."""

import sys

from library import converse


def misbehave(request):
    sys.exit(3)


converse(misbehave, when="ended")
