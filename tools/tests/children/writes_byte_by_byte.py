# SPDX-License-Identifier: MIT
"""Each byte of an answer on its own."""

import json

from conversation import answer, converse, put


def misbehave(request):
    for byte in json.dumps(answer(request)).encode() + b"\n":
        put(bytes([byte]))
    return True


converse(misbehave)
