# SPDX-License-Identifier: MIT
"""It behaves, and leaves a line for each time that it was started."""

import sys

from conversation import converse

with open(sys.argv[1], "a") as file:
    file.write("started\n")
converse(None)
