# SPDX-License-Identifier: MIT
"""Many megabytes for people, then the answer."""

import sys

from conversation import converse


def misbehave(request):
    for _ in range(200):
        sys.stderr.write("a warning\n" * 5000)


converse(misbehave)
