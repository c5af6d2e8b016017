# SPDX-License-Identifier: MIT
"""Its name is a number."""

from conversation import HELLO, converse

converse(hello={**HELLO, "name": 7})
