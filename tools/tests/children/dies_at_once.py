# SPDX-License-Identifier: MIT
"""It ends before it has read anything."""

import sys

from conversation import warn

warn("no such library")
sys.exit(7)
