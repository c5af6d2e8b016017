# SPDX-License-Identifier: MIT
"""A banner instead of a greeting."""

import sys

from conversation import put

sys.stdin.readline()
put(b"Welcome! \x1b[1m\xff\x00\n")
