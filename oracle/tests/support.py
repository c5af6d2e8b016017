# SPDX-License-Identifier: MIT
"""What the tests share: running a scenario, and reading the trace back."""

import json
import os
import sys
from typing import Any, Dict, List, Optional, Sequence

from gather_oracle.decode import decode_scenario
from gather_oracle.witness import Witness

Json = Dict[str, Any]

ORACLE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
AT_LEAST_39 = sys.version_info >= (3, 9)
AT_LEAST_311 = sys.version_info >= (3, 11)
AT_LEAST_312 = sys.version_info >= (3, 12)


def compact(data: Any) -> str:
    """JSON without blanks and without needless escapes: the canonical form."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def scenario(
    awaitables: Sequence[Json],
    script: Sequence[Json],
    timeline: Sequence[Json] = (),
    on_cancel: Sequence[Sequence[Json]] = (),
) -> Json:
    """A scenario, from its parts."""
    main: Json = {"script": list(script)}
    if on_cancel:
        main["on_cancel"] = [list(block) for block in on_cancel]
    return {
        "scenario": 1,
        "awaitables": list(awaitables),
        "main": main,
        "timeline": list(timeline),
    }
