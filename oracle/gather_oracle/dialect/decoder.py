# SPDX-License-Identifier: MIT
"""The reader of scenarios of the Python dialect: the plain one, with more words."""

from typing import Any, Dict, FrozenSet, Optional, Set, Tuple, Union

from gather_oracle import scenario as s
from gather_oracle.decoder import AWAITED, FUTURES, INTEGERS, LONGEST_DELAY, NAME, NONE
from gather_oracle.decoder import SCENARIO_KEYS, TAKEN, TASKS, Decoder, Readers
from gather_oracle.dialect import scenario as p
from gather_oracle.dialect.errors import PYTHON_ERRORS
from gather_oracle.errors import InvalidScenario
from gather_oracle.json_shape import Json, count, fields, flag, keys, listed, shown, text

RUNNERS = ("run", "run_until_complete", "again")
UNTIL = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED")

# What each word of an object is made of.
THINGS: Dict[str, FrozenSet[str]] = {
    "list": NONE,
    "number": NONE,
    "none": NONE,
    "text": NONE,
    "generator": NONE,
    "types_coroutine": NONE,
    "coroutine_function": NONE,
    "awaitable": NONE,
    "raising_awaitable": NONE,
    "bad_awaitable": NONE,
    "async_generator": NONE,
    "anext": NONE,
    "concurrent_future": NONE,
    "unhashable": NONE,
    "equal": NONE,
    "finished_coroutine": NONE,
    "closed_coroutine": NONE,
    "coroutine_of": keys("of"),
    "duck_future": NONE,
    "shield": keys("of"),
    "wait_for": keys("of", "timeout"),
}

# What each note is about: whether it may be about nothing, and whether it compares with another.
NOTES: Dict[str, Tuple[bool, bool]] = {
    "class": (False, False),
    "current_task": (True, False),
    "number": (True, False),
    "variable": (True, False),
    "awaited_by": (False, False),
    "alive": (False, False),
    "equal": (False, True),
    "hash_equal": (False, True),
    "traceback": (False, False),
    "same": (False, True),
    "same_error": (False, True),
    "pending": (True, False),
    "cancel_takes_message": (False, False),
}
ABOUT_NOTHING = ("current_task", "variable", "pending")

SETTLED = FUTURES | {"duck_future"}
CANCELLED = AWAITED | {"duck_future"}
FORGOTTEN = CANCELLED | {"object"}

OBJECT_KEYS = keys("name", "kind", "is"), keys("of", "timeout")
FUTURE_KEYS = keys("name", "kind"), keys("loop")
GATHER_KEYS = keys("name", "kind", "of"), keys("return_exceptions", "positional", "keywords")
OPTION_KEYS = NONE, keys("eager", "factory", "runner", "before", "current", "thread")

EAGER = p.Need((3, 12), "eager tasks")
TIMEOUT = p.Need((3, 11), "asyncio.timeout")
TASK_GROUP = p.Need((3, 11), "asyncio.TaskGroup")
AWAITED_BY = p.Need((3, 14), "awaited_by")


class PythonDecoder(Decoder):
    """Reads one scenario of the dialect, and takes note of what it needs."""

    taken = (*TAKEN, "loop", "before", "thread")
    errors = PYTHON_ERRORS

    def __init__(self) -> None:
        super().__init__()
        self._things: Dict[str, p.Thing] = {}
        self._calls: Dict[str, p.Call] = {}
        self._foreign: Set[str] = set()
        self._needs: Set[p.Need] = set()

    def scenario(self, data: Any) -> p.PythonScenario:  # type: ignore[override]
        """The whole."""
        required, others = SCENARIO_KEYS
        fields(data, "a scenario", required, others | {"python"})
        plain = super().scenario({key: data[key] for key in data if key != "python"})
        options = self._options(data["python"])
        return p.PythonScenario(
            *plain,
            options,
            self._things,
            self._calls,
            frozenset(self._foreign),
            frozenset(self._needs)
        )

    def _options(self, data: Any) -> p.Options:
        try:
            fields(data, '"python"', *OPTION_KEYS)
            eager = flag(data.get("eager", False), '"eager"')
            if eager:
                self._needs.add(EAGER)
            return p.Options(
                eager,
                flag(data.get("factory", False), '"factory"'),
                one_of(RUNNERS, data["runner"], '"runner"') if "runner" in data else None,
                self._actions_outside(data, "before"),
                flag(data.get("current", False), '"current"'),
                self._actions_outside(data, "thread"),
            )
        except InvalidScenario as error:
            raise error.within("python") from None

    def _actions_outside(self, data: Json, key: str) -> Tuple[s.Action, ...]:
        """Actions that no loop runs: none of them raises, since there is no loop to raise into."""
        actions = listed(data.get(key, []), key, self._action)
        if any(type(action) is s.Raise for action in actions):
            raise InvalidScenario('"raise" has no loop to raise into', key)
        return actions

    def _learn(self, data: Any) -> None:
        super()._learn(data)
        if data["kind"] == "object" and data.get("is") == "duck_future":
            self._kinds[data["name"]] = "duck_future"

    def _thing(self, data: Json) -> s.Awaitable:
        fields(data, "an object", *OBJECT_KEYS)
        word = one_of(THINGS, data["is"], '"is"')
        fields(data, "an object that is %s" % word, OBJECT_KEYS[0] | THINGS[word], NONE)
        inner = data.get("of")
        if inner is not None:
            inner = self._object(inner, TASKS if word == "coroutine_of" else AWAITED)
        limit = data.get("timeout")
        if limit is not None:
            limit = count(limit, '"timeout"', LONGEST_DELAY)
        self._things[data["name"]] = p.Thing(word, inner, limit)
        return s.Awaitable(data["name"], "object", None, (), False)

    def _future(self, data: Json) -> s.Awaitable:
        fields(data, "a future", *FUTURE_KEYS)
        if "loop" in data:
            one_of(("other",), data["loop"], '"loop"')
            self._foreign.add(data["name"])
        return s.Awaitable(data["name"], "future", None, (), False)

    def _gather(self, data: Json) -> s.Awaitable:
        fields(data, "a gather", *GATHER_KEYS)
        of = listed(data["of"], "of", self._argument)
        truth = data.get("return_exceptions", False)
        if truth is not None and type(truth) not in (bool, str):
            truth = whole_number(truth, "return_exceptions")
        positional = flag(data.get("positional", False), '"positional"')
        keywords = self._keywords(data.get("keywords", {}))
        self._calls[data["name"]] = p.Call(truth, positional, keywords)
        return s.Awaitable(data["name"], "gather", None, of, bool(truth))

    def _keywords(self, data: Any) -> Dict[str, Union[int, str]]:
        if type(data) is not dict:
            raise InvalidScenario("expected an object, but found %s" % shown(data), "keywords")
        for name, value in data.items():
            if not NAME.fullmatch(name) or name == "return_exceptions":
                raise InvalidScenario("%s is no further keyword" % shown(name), "keywords")
            if value != "running":
                whole_number(value, "keywords.%s" % name)
        return data

    def _await(self, data: Json) -> Any:
        limits = data.keys() & {"within", "timeout"}
        if not limits:
            return super()._await(data)
        plain = super()._await({key: data[key] for key in data if key not in limits})
        if len(limits) > 1:
            raise InvalidScenario('"within" and "timeout" exclude each other', "await")
        ends = {key: count(data[key], '"%s"' % key, LONGEST_DELAY) for key in limits}
        if "timeout" in ends:
            self._needs.add(TIMEOUT)
        return p.LimitedAwait(*plain, ends.get("within"), ends.get("timeout"))

    def _wait(self, data: Json) -> p.Wait:
        fields(data, "wait", keys("wait", "until"), NONE)
        return p.Wait(
            self._several(data["wait"], "wait", AWAITED), one_of(UNTIL, data["until"], '"until"')
        )

    def _task_group(self, data: Json) -> p.TaskGroup:
        fields(data, "task_group", keys("task_group"), NONE)
        self._needs.add(TASK_GROUP)
        return p.TaskGroup(self._several(data["task_group"], "task_group", TASKS))

    def _several(self, data: Any, place: str, kinds: FrozenSet[str]) -> Tuple[str, ...]:
        """One or more names of other objects of these kinds."""
        names = listed(data, place, lambda name: self._object(name, kinds))
        if not names:
            raise InvalidScenario("expected a name at least", place)
        if self._self in names:
            raise InvalidScenario("%s cannot await itself" % self._self, place)
        return names

    def _acquire(self, data: Json) -> p.Acquire:
        fields(data, "acquire", keys("acquire"), NONE)
        return p.Acquire(form_of_name(data["acquire"], "acquire"))

    def _release(self, data: Json) -> p.Release:
        fields(data, "release", keys("release"), NONE)
        return p.Release(form_of_name(data["release"], "release"))

    def _note(self, data: Json) -> p.Note:
        fields(data, "note", keys("note"), keys("of", "to"))
        word = one_of(NOTES, data["note"], '"note"')
        about_nothing, compares = NOTES[word]
        required = keys("note", "to") if compares else keys("note")
        others = NONE if word in ABOUT_NOTHING else keys("of")
        fields(
            data, "a note of %s" % word, required if about_nothing else required | others, others
        )
        if word == "awaited_by":
            self._needs.add(AWAITED_BY)
        return p.Note(word, self._noted(data, "of"), self._noted(data, "to"))

    def _noted(self, data: Json, key: str) -> Optional[str]:
        return self._object(data[key], FORGOTTEN, True) if key in data else None

    def _set_variable(self, data: Json) -> p.SetVariable:
        fields(data, "set_variable", keys("set_variable"), NONE)
        value = data["set_variable"]
        return p.SetVariable(value if type(value) is str else whole_number(value, "set_variable"))

    def _forget(self, data: Json) -> p.Forget:
        fields(data, "forget", keys("forget"), NONE)
        return p.Forget(self._object(data["forget"], FORGOTTEN))

    def _stop(self, data: Json) -> p.Stop:
        fields(data, "stop", keys("stop"), NONE)
        if data["stop"] is not True:
            raise InvalidScenario('"stop" is true, not %s' % shown(data["stop"]))
        return p.Stop()

    def _cancel(self, data: Json) -> s.Cancel:
        fields(data, "cancel", keys("cancel"), keys("message"))
        of = self._object(data["cancel"], CANCELLED, True)
        return s.Cancel(of, text(data["message"], '"message"') if "message" in data else None)

    def _set_result(self, data: Json) -> s.SetResult:
        fields(data, "set_result", keys("set_result", "value"), NONE)
        of = self._object(data["set_result"], SETTLED)
        return s.SetResult(of, self._value(data["value"]))

    def _set_exception(self, data: Json) -> s.SetException:
        fields(data, "set_exception", keys("set_exception", "error"), NONE)
        of = self._object(data["set_exception"], SETTLED)
        return s.SetException(of, self._error(data["error"]))


def one_of(words: Any, data: Any, what: str) -> str:
    """`data`, once it is known to be one of these words."""
    if type(data) is not str or data not in words:
        raise InvalidScenario("%s is %s, not %s" % (what, " or ".join(words), shown(data)))
    return data


def whole_number(data: Any, place: str) -> int:
    """`data`, once it is known to be a whole number of 64 bits."""
    if type(data) is not int or data not in INTEGERS:
        raise InvalidScenario("expected a whole number, but found %s" % shown(data), place)
    return data


def form_of_name(data: Any, place: str) -> str:
    """`data`, once it is known to have the form of a name."""
    if type(data) is not str or not NAME.fullmatch(data):
        raise InvalidScenario("expected a name, but found %s" % shown(data), place)
    return data


def replaced(readers: Readers, words: Readers) -> Readers:
    """A table with the methods of the reader of the dialect, and with further words in it."""
    mine = {word: getattr(PythonDecoder, read.__name__) for word, read in readers.items()}
    return {**mine, **words}


ACTIONS: Readers = {
    "note": PythonDecoder._note,
    "set_variable": PythonDecoder._set_variable,
    "forget": PythonDecoder._forget,
    "release": PythonDecoder._release,
    "stop": PythonDecoder._stop,
}

STEPS: Readers = {
    "wait": PythonDecoder._wait,
    "task_group": PythonDecoder._task_group,
    "acquire": PythonDecoder._acquire,
    **ACTIONS,
}

PythonDecoder.kinds = replaced(Decoder.kinds, {"object": PythonDecoder._thing})
PythonDecoder.actions = replaced(Decoder.actions, ACTIONS)
PythonDecoder.steps = replaced(Decoder.steps, STEPS)
PythonDecoder.block_steps = replaced(Decoder.block_steps, STEPS)
