# SPDX-License-Identifier: MIT
"""It says what is on its mind."""

from library import converse, say


def misbehave(request):
    print("debug: gather", flush=True)


converse(misbehave)
