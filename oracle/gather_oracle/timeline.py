# SPDX-License-Identifier: MIT
"""The timeline: actions from outside, some turns after a timer fired."""

from typing import Tuple

from gather_oracle import scenario as s
from gather_oracle.actions import perform
from gather_oracle.world import World


def delay(world: World, turns: int, actions: Tuple[s.Action, ...]) -> None:
    """Do the actions of an entry of the timeline after so many turns."""
    if turns:
        world.loop.call_soon(delay, world, turns - 1, actions)
    else:
        perform(world, "timeline", actions)
