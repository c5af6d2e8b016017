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

    def within(self, place: str) -> "InvalidScenario":
        """The same complaint, seen from one level further out."""
        inner = str(self)
        joint = "" if inner.startswith("[") else "." if inner.partition(":")[1] else ": "
        return InvalidScenario(place + joint + inner)


class Trouble(Exception):
    """The run gave no trace, for a reason that says nothing about gather."""
