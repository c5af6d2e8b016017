# SPDX-License-Identifier: MIT
"""It claims what no rule can need."""

from conversation import HELLO, converse

converse(hello={**HELLO, "capabilities": ["tasks", "telepathy"]})
