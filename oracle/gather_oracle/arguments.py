# SPDX-License-Identifier: MIT
"""What must hold of the arguments of all gathers together."""

from typing import Dict, List, Tuple

from gather_oracle.errors import InvalidScenario
from gather_oracle.scenario import Awaitable

# A gather of gathers holds its leaves once for each way to them, and cancel() goes every way.
MOST_LEAVES = 100_000


def check_arguments(awaitables: Tuple[Awaitable, ...]) -> None:
    """Raise InvalidScenario unless each coroutine belongs to one gather and none is too large."""
    owners: Dict[str, int] = {}
    for awaitable in awaitables:
        for name in set(awaitable.of):
            owners[name] = owners.get(name, 0) + 1
    for awaitable in awaitables:
        if awaitable.kind == "coroutine" and owners.get(awaitable.name) != 1:
            found = "%s is an argument of %d" % (awaitable.name, owners.get(awaitable.name, 0))
            raise InvalidScenario("a coroutine is an argument of exactly one gather, but " + found, "awaitables")
    check_leaves({awaitable.name: awaitable.of for awaitable in awaitables if awaitable.of})


def check_leaves(gathers: Dict[str, Tuple[str, ...]]) -> None:
    """Raise InvalidScenario if a gather reaches too many leaves, counted once for each way.

    Gathers that hold each other can never be made; they stay uncounted.
    """
    holders: Dict[str, List[str]] = {}
    missing = {name: 0 for name in gathers}
    for holder, of in gathers.items():
        for name in of:
            if name in gathers:
                holders.setdefault(name, []).append(holder)
                missing[holder] += 1
    leaves: Dict[str, int] = {}
    ready = [name for name in gathers if not missing[name]]
    while ready:
        name = ready.pop()
        leaves[name] = sum(leaves.get(argument, 1) for argument in gathers[name])
        if leaves[name] > MOST_LEAVES:
            limit = "more than %d arguments, nested ones counted" % MOST_LEAVES
            raise InvalidScenario('"%s" has %s' % (name, limit), "awaitables")
        for holder in holders.get(name, ()):
            missing[holder] -= 1
            if not missing[holder]:
                ready.append(holder)
