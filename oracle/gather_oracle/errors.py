# SPDX-License-Identifier: MIT
"""The exceptions that scenarios name, and the two that belong to the witness itself."""

import asyncio
from typing import Dict, Type


class BaseError(BaseException):
    """An error that is a BaseException and no Exception, as `BaseError` in scenarios.

    KeyboardInterrupt and SystemExit would leave the loop; this one stays in its task.
    """


SCENARIO_ERRORS: Dict[str, Type[BaseException]] = {
    "ValueError": ValueError,
    "KeyError": KeyError,
    "TimeoutError": TimeoutError,
    "BaseError": BaseError,
    "CancelledError": asyncio.CancelledError,
}


class InvalidScenario(Exception):
    """What was read is no scenario. The text says where, and what was expected there."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__("%s: %s" % (place, reason) if place else reason)
        self.reason = reason
        self.place = place

    def within(self, outer: str) -> "InvalidScenario":
        """The same complaint, seen from one level further out."""
        joint = "." if outer and self.place and self.place[0] != "[" else ""
        return InvalidScenario(self.reason, outer + joint + self.place)


class Trouble(Exception):
    """The run gave no trace, for a reason that says nothing about gather."""
