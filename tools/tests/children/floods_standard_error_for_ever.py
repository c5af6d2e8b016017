# SPDX-License-Identifier: MIT
"""Standard error without an end, and no answer."""

import os

from conversation import converse


def misbehave(request):
    while True:
        os.write(2, b"a warning\n" * 1000)


converse(misbehave)
