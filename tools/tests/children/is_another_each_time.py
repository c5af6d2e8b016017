# SPDX-License-Identifier: MIT
"""Each process of it says that it is of another version."""

import os

from conversation import HELLO, converse

converse(None, hello={**HELLO, "version": str(os.getpid())})
