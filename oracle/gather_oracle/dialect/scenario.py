# SPDX-License-Identifier: MIT
"""The nouns that scenarios of the Python dialect have beyond the plain ones."""

from typing import Dict, FrozenSet, NamedTuple, Optional, Tuple, Union

from gather_oracle.scenario import Action, Awaitable, Entry, Script


class LimitedAwait(NamedTuple):
    """Await an object, through wait_for with `within`, inside asyncio.timeout with `timeout`."""

    of: str
    catch: bool
    shield: bool
    within: Optional[int]
    timeout: Optional[int]


class Wait(NamedTuple):
    """Call asyncio.wait."""

    of: Tuple[str, ...]
    until: str


class TaskGroup(NamedTuple):
    """Open an asyncio.TaskGroup that makes these tasks, and leave it."""

    of: Tuple[str, ...]


class Acquire(NamedTuple):
    """Take the only place of a semaphore."""

    semaphore: str


class Release(NamedTuple):
    """Give the place of a semaphore back."""

    semaphore: str


class Note(NamedTuple):
    """Write down something that a Python can see; `of` is None where there is no object."""

    what: str
    of: Optional[str]
    to: Optional[str]


class SetVariable(NamedTuple):
    """Set the context variable in the current context."""

    value: Union[int, str]


class Forget(NamedTuple):
    """Let go of an object, and collect the garbage."""

    of: str


class Stop(NamedTuple):
    """Stop the loop."""


class Thing(NamedTuple):
    """An object that is no task, future or gather: what it `is`, and what it is made of."""

    word: str
    inner: Optional[str]
    timeout: Optional[int]


class Call(NamedTuple):
    """How gather is called, where that is not the usual way."""

    return_exceptions: Union[None, bool, int, str]
    positional: bool
    keywords: Dict[str, Union[int, str]]


class Options(NamedTuple):
    """What `"python"` says about the run."""

    eager: bool
    factory: bool
    runner: Optional[str]
    before: Tuple[Action, ...]
    current: bool
    thread: Tuple[Action, ...]


class Need(NamedTuple):
    """The oldest Python that has a feature."""

    version: Tuple[int, int]
    feature: str


class PythonScenario(NamedTuple):
    """A closed little program for a Python. The first three are those of a plain scenario."""

    awaitables: Dict[str, Awaitable]
    main: Script
    timeline: Tuple[Entry, ...]
    options: Options
    things: Dict[str, Thing]
    calls: Dict[str, Call]
    foreign: FrozenSet[str]
    needs: FrozenSet[Need]
