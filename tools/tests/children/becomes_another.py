# SPDX-License-Identifier: MIT
"""The child that is started after it is another implementation."""

import os
import sys

from conversation import HELLO, converse


def misbehave(request):
    os._exit(5)


again = os.path.exists(sys.argv[1])
converse(misbehave, hello={**HELLO, "version": "2" if again else "1"})
