# SPDX-License-Identifier: MIT
"""It never greets."""

import time

from conversation import warn

warn("waiting for the network")
time.sleep(3600)
