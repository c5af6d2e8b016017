# SPDX-License-Identifier: MIT
"""What this Python can do, in the words of the law: spec/README.md explains them."""

import sys
from typing import List

from gather_oracle.witness import Witness

PLAIN = (
    "cancel_outer cancel_child cancel_awaiter return_exceptions duplicates nesting empty futures tasks "
    "callbacks observe identity turns set_by_hand shield messages"
).split()

# What not every Python can do that runs scenarios of the Python dialect.
DIALECT = {
    "eager_tasks": sys.version_info >= (3, 12),
    "task_groups": sys.version_info >= (3, 11),
    "awaited_by": sys.version_info >= (3, 14),
    "threads": sys.platform != "emscripten",
    "refcounts": sys.implementation.name == "cpython",
}


def capabilities(witness: Witness) -> List[str]:
    """The words that a witness claims."""
    if not witness.speaks_python:
        return PLAIN
    return [*PLAIN, "python", *(word for word, can in DIALECT.items() if can)]
