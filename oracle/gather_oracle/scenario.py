# SPDX-License-Identifier: MIT
"""A scenario as Python values: the nouns of the scenario format, version 1."""

from typing import Dict, NamedTuple, Optional, Tuple, Union


class Error(NamedTuple):
    """An error to make. Errors with the same `object` are one object, made when first used."""

    type: str
    message: Optional[str]
    object: Optional[str]


class ErrorValue(NamedTuple):
    """An exception object as a plain value."""

    error: Error


class AwaitableValue(NamedTuple):
    """A future or a task as a plain value."""

    name: str


Value = Union[None, int, str, ErrorValue, AwaitableValue]


class Sleep(NamedTuple):
    """`await asyncio.sleep(delay)`."""

    delay: int


class Await(NamedTuple):
    """Await an object, with `shield` through asyncio.shield.

    With `catch`, its errors other than CancelledError do not end the script.
    """

    of: str
    catch: bool
    shield: bool


class Return(NamedTuple):
    """End the script with a value."""

    value: Value


class Raise(NamedTuple):
    """End the script with an error; outside of scripts, raise it into the loop."""

    error: Error


class Continue(NamedTuple):
    """Go on with the step after the interrupted one."""


class Create(NamedTuple):
    """Make a task."""

    of: str


class Gather(NamedTuple):
    """Call gather."""

    of: str


class Cancel(NamedTuple):
    """Call `cancel`, with a message if there is one."""

    of: str
    message: Optional[str]


class SetResult(NamedTuple):
    """Call `set_result`."""

    of: str
    value: Value


class SetException(NamedTuple):
    """Call `set_exception`."""

    of: str
    error: Error


class Observe(NamedTuple):
    """Ask an object for its state, with the four calls that do so."""

    of: str


class AddDoneCallback(NamedTuple):
    """Register a callback that does the actions `do`."""

    of: str
    label: str
    do: "Tuple[Action, ...]"


Action = Union[Create, Gather, Cancel, SetResult, SetException, Observe, AddDoneCallback, Raise]
Step = Union[Sleep, Await, Return, Continue, Action]
Steps = Tuple[Step, ...]


class Script(NamedTuple):
    """What a body does, and what it does about cancellation, one block for each time."""

    name: str
    steps: Steps
    on_cancel: Tuple[Steps, ...]


class Awaitable(NamedTuple):
    """A named thing of the scenario. Only some kinds have a script, and only a gather has `of`."""

    name: str
    kind: str
    script: Optional[Script]
    of: Tuple[str, ...]
    return_exceptions: bool


class Entry(NamedTuple):
    """Actions from outside: at a virtual time, and a number of turns after its timer fired."""

    at: int
    turn: int
    do: Tuple[Action, ...]


class Scenario(NamedTuple):
    """A closed little program."""

    awaitables: Dict[str, Awaitable]
    main: Script
    timeline: Tuple[Entry, ...]
