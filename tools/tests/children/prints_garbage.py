# SPDX-License-Identifier: MIT
"""A forgotten print goes to standard output."""

from conversation import converse, put


def misbehave(request):
    put(b"debug: \x1b[31mhere\x1b[0m\n")


converse(misbehave)
