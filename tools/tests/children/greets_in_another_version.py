# SPDX-License-Identifier: MIT
"""It speaks protocol 2."""

from conversation import HELLO, converse, warn

warn("I am from the future")
converse(hello={**HELLO, "protocol": 2})
