# SPDX-License-Identifier: MIT
"""It speaks the other protocol."""

from library import HELLO, converse

converse(hello={**{key: HELLO[key] for key in HELLO if key != "library"}, "protocol": 1})
