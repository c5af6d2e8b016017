# SPDX-License-Identifier: MIT
"""The shapes of JSON: each function returns what it was given, or says what was expected there."""

import json
from typing import Any, Callable, Dict, FrozenSet, List, Tuple, TypeVar

from gather_oracle.errors import InvalidScenario

Json = Dict[str, Any]
T = TypeVar("T")


def shown(data: Any) -> str:
    """A piece of what was read, short enough for a message."""
    try:
        text = json.dumps(data, ensure_ascii=False)
    except (RecursionError, ValueError):
        return "something too large to show"
    return text if len(text) <= 60 else text[:57] + "..."


def fields(data: Any, what: str, required: FrozenSet[str], others: FrozenSet[str]) -> Json:
    """`data`, once it is known to be an object with exactly such keys."""
    if type(data) is not dict:
        raise InvalidScenario("expected %s, an object, but found %s" % (what, shown(data)))
    keys = data.keys()
    if not required <= keys:
        raise InvalidScenario('%s lacks "%s"' % (what, sorted(required - keys)[0]))
    if len(keys) > len(required) and not keys <= required | others:
        extra = sorted(keys - required - others)[0]
        raise InvalidScenario("%s has no key %s" % (what, shown(extra)))
    return data


def listed(data: Any, place: str, read: Callable[[Any], T]) -> Tuple[T, ...]:
    """Each element of the list `data`, read by `read`."""
    if type(data) is not list:
        raise InvalidScenario("expected a list, but found %s" % shown(data), place)
    done: List[T] = []
    try:
        for item in data:
            done.append(read(item))
    except InvalidScenario as error:
        raise error.within("%s[%d]" % (place, len(done))) from None
    return tuple(done)


def text(data: Any, what: str) -> str:
    """`data`, once it is known to be a text."""
    if type(data) is not str:
        raise InvalidScenario("expected %s, a text, but found %s" % (what, shown(data)))
    return data


def flag(data: Any, what: str) -> bool:
    """`data`, once it is known to be true or false."""
    if type(data) is not bool:
        raise InvalidScenario("%s is true or false, not %s" % (what, shown(data)))
    return data


def count(data: Any, what: str, most: int) -> int:
    """`data`, once it is known to be a whole number from 0 to `most`."""
    if type(data) is not int or not 0 <= data <= most:
        wanted = "%s is a whole number from 0 to %d" % (what, most)
        raise InvalidScenario("%s, not %s" % (wanted, shown(data)))
    return data


def keys(*names: str) -> FrozenSet[str]:
    """A set of keys, by a name that reads well at its uses."""
    return frozenset(names)
