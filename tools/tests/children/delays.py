# SPDX-License-Identifier: MIT
"""An answer in two halves, with a pause between them."""

import json
import time

from conversation import answer, converse, put


def misbehave(request):
    text = json.dumps(answer(request)).encode()
    put(text[:20])
    time.sleep(0.2)
    put(text[20:] + b"\n")
    return True


converse(misbehave)
