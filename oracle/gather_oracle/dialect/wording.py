# SPDX-License-Identifier: MIT
"""What Python says, without what differs from run to run: addresses, names and places."""

import re

ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
FIRST_WORD = re.compile(r"\w*")


def steady(said: str) -> str:
    """`said`, with every `<...>` cut down to its first word, but for classes and `<locals>`."""
    pieces, depth, begin = [], 0, 0
    for i, letter in enumerate(said):
        if letter == "<":
            if depth == 0:
                pieces.append(said[begin:i])
                begin = i
            depth += 1
        elif letter == ">" and depth:
            depth -= 1
            if depth == 0:
                pieces.append(shortened(said[begin : i + 1]))
                begin = i + 1
    return ADDRESS.sub("", "".join(pieces) + said[begin:])


def shortened(described: str) -> str:
    """What is left of a description in angle brackets."""
    if described.startswith("<class '"):
        return described
    word = FIRST_WORD.match(described, 1)
    return "<%s>" % (word.group() if word else "")
