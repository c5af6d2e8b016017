# SPDX-License-Identifier: MIT
"""It starts a child twice."""

from library import converse


def misbehave(request):
    return [{"start": child} for child in 2 * request["of"]]


converse(misbehave, when="over")
