# SPDX-License-Identifier: MIT
"""It does all that it should."""

from library import converse


def misbehave(request):
    raise AssertionError


converse(misbehave, when="never")
