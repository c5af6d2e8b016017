# SPDX-License-Identifier: MIT
"""The reader of plain scenarios: from JSON that was read to Python values.

The format is that of scenario 1. A key that it does not name is an error, so that a misspelt one
does not pass for a scenario that says less.
"""

import re
from typing import Any, Callable, Dict, FrozenSet, Set, Tuple, Type

from gather_oracle import scenario as s
from gather_oracle.arguments import check_arguments
from gather_oracle.errors import SCENARIO_ERRORS, InvalidScenario
from gather_oracle.json_shape import Json, count, fields, flag, keys, listed, shown, text

INTEGERS = range(-(2**63), 2**63)
LONGEST_DELAY = 1_000_000
LONGEST_CHAIN = 1000
MOST_AWAITABLES = 1000
MOST_LABELS = 10_000
DEEPEST_CALLBACK = 20

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
TAKEN = ("main", "timeline")

TASKS = frozenset({"task"})
GATHERS = frozenset({"gather"})
FUTURES = frozenset({"future", "gather"})
AWAITED = frozenset({"task", "future", "gather"})
VALUES = frozenset({"task", "future"})


NONE = keys()
SCENARIO_KEYS = keys("scenario", "awaitables", "main"), keys("about", "timeline")
MAIN_KEYS = keys("script"), keys("on_cancel")
BODY_KEYS = keys("name", "kind", "script"), keys("on_cancel")
FUTURE_KEYS = keys("name", "kind"), NONE
GATHER_KEYS = keys("name", "kind", "of"), keys("return_exceptions")
ENTRY_KEYS = keys("at", "do"), keys("turn")
ERROR_KEYS = keys("type"), keys("message", "object")


class Decoder:
    """Reads one scenario. It learns the names first, so that a step may name what comes later.

    What it can read is in tables, which a reader of a larger language replaces by larger ones.
    """

    taken = TAKEN
    errors: Dict[str, Type[BaseException]] = SCENARIO_ERRORS
    kinds: "Readers"
    actions: "Readers"
    steps: "Readers"
    block_steps: "Readers"

    def __init__(self) -> None:
        self._kinds: Dict[str, str] = {}
        self._labels: Set[str] = set()
        self._self = ""
        self._depth = 0

    def scenario(self, data: Any) -> s.Scenario:
        """The whole."""
        check_version(data)
        fields(data, "a scenario", *SCENARIO_KEYS)
        text(data.get("about", ""), '"about"')
        listed(data["awaitables"], "awaitables", self._learn)
        if len(self._kinds) > MOST_AWAITABLES:
            raise InvalidScenario("expected at most %d" % MOST_AWAITABLES, "awaitables")
        awaitables = listed(data["awaitables"], "awaitables", self._awaitable)
        check_arguments(awaitables)
        return s.Scenario(
            {awaitable.name: awaitable for awaitable in awaitables},
            self._main(data["main"]),
            listed(data.get("timeline", []), "timeline", self._entry),
        )

    def _learn(self, data: Any) -> None:
        """Take note of one awaitable's name and kind."""
        if type(data) is not dict:
            raise InvalidScenario("expected an awaitable, an object, but found %s" % shown(data))
        name, kind = data.get("name"), data.get("kind")
        self._fresh(name, "name")
        if type(kind) is not str or kind not in self.kinds:
            *others, last = self.kinds
            wanted = "%s or %s" % (", ".join(others), last)
            raise InvalidScenario("expected %s, but found %s" % (wanted, shown(kind)), "kind")
        self._kinds[name] = kind

    def _fresh(self, name: Any, place: str) -> None:
        """Complain unless this is a name or label, of the right form, that is not yet taken."""
        if type(name) is not str or not NAME.fullmatch(name):
            wanted = "a name ([a-z][a-z0-9_]*, at most 40 characters)"
            raise InvalidScenario("expected %s, but found %s" % (wanted, shown(name)), place)
        if name in self.taken or name in self._kinds or name in self._labels:
            raise InvalidScenario('"%s" is taken' % name, place)

    def _awaitable(self, data: Json) -> s.Awaitable:
        self._self = data["name"]
        return self.kinds[data["kind"]](self, data)

    def _body(self, data: Json) -> s.Awaitable:
        fields(data, "a %s" % data["kind"], *BODY_KEYS)
        script = self._script(data["name"], data)
        return s.Awaitable(data["name"], data["kind"], script, (), False)

    def _future(self, data: Json) -> s.Awaitable:
        fields(data, "a future", *FUTURE_KEYS)
        return s.Awaitable(data["name"], "future", None, (), False)

    def _gather(self, data: Json) -> s.Awaitable:
        fields(data, "a gather", *GATHER_KEYS)
        of = listed(data["of"], "of", self._argument)
        return_exceptions = flag(data.get("return_exceptions", False), "return_exceptions")
        return s.Awaitable(data["name"], "gather", None, of, return_exceptions)

    def _argument(self, data: Any) -> str:
        if type(data) is not str or data not in self._kinds or data == self._self:
            raise InvalidScenario("expected the name of another awaitable, but found %s" % shown(data))
        return data

    def _main(self, data: Any) -> s.Script:
        self._self = "main"
        try:
            return self._script("main", fields(data, "main", *MAIN_KEYS))
        except InvalidScenario as error:
            raise error.within("main") from None

    def _script(self, name: str, data: Json) -> s.Script:
        steps = listed(data["script"], "script", self._script_step)
        on_cancel = listed(data.get("on_cancel", []), "on_cancel", self._block)
        return s.Script(name, steps, on_cancel)

    def _block(self, data: Any) -> s.Steps:
        return listed(data, "", self._block_step)

    def _entry(self, data: Any) -> s.Entry:
        fields(data, "an entry of the timeline", *ENTRY_KEYS)
        return s.Entry(
            count(data["at"], '"at"', LONGEST_DELAY),
            count(data.get("turn", 0), '"turn"', LONGEST_CHAIN),
            self._actions(data["do"]),
        )

    def _actions(self, data: Any) -> Tuple[s.Action, ...]:
        actions = listed(data, "do", self._action)
        for action in actions[:-1]:
            if type(action) is s.Raise:
                raise InvalidScenario('"raise" is the last action or none', "do")
        return actions

    def _action(self, data: Any) -> s.Action:
        return self._one_of(self.actions, "an action", data)

    def _script_step(self, data: Any) -> s.Step:
        return self._one_of(self.steps, "a step", data)

    def _block_step(self, data: Any) -> s.Step:
        return self._one_of(self.block_steps, "a step of on_cancel", data)

    def _one_of(self, readers: "Readers", what: str, data: Any) -> Any:
        """Read a step by the reader that one of its keys names."""
        if type(data) is dict:
            for key in data:
                reader = readers.get(key)
                if reader is not None:
                    return reader(self, data)
        wanted = ", ".join(readers)
        raise InvalidScenario("expected %s (%s), but found %s" % (what, wanted, shown(data)))

    def _sleep(self, data: Json) -> s.Sleep:
        fields(data, "sleep", keys("sleep"), NONE)
        return s.Sleep(count(data["sleep"], '"sleep"', LONGEST_DELAY))

    def _await(self, data: Json) -> s.Await:
        fields(data, "await", keys("await"), keys("catch", "shield"))
        if data["await"] == self._self:
            raise InvalidScenario("%s cannot await itself" % self._self, "await")
        return s.Await(
            self._object(data["await"], AWAITED),
            flag(data.get("catch", False), '"catch"'),
            flag(data.get("shield", False), '"shield"'),
        )

    def _return(self, data: Json) -> s.Return:
        fields(data, "return", keys("return"), NONE)
        return s.Return(self._value(data["return"]))

    def _raise(self, data: Json) -> s.Raise:
        fields(data, "raise", keys("raise"), NONE)
        return s.Raise(self._error(data["raise"]))

    def _continue(self, data: Json) -> s.Continue:
        fields(data, "continue", keys("continue"), NONE)
        if data["continue"] is not True:
            raise InvalidScenario('"continue" is true, not %s' % shown(data["continue"]))
        return s.Continue()

    def _create(self, data: Json) -> s.Create:
        fields(data, "create", keys("create"), NONE)
        return s.Create(self._object(data["create"], TASKS))

    def _gather_action(self, data: Json) -> s.Gather:
        fields(data, "gather", keys("gather"), NONE)
        return s.Gather(self._object(data["gather"], GATHERS))

    def _cancel(self, data: Json) -> s.Cancel:
        fields(data, "cancel", keys("cancel"), keys("message"))
        of = self._object(data["cancel"], AWAITED, True)
        return s.Cancel(of, text(data["message"], '"message"') if "message" in data else None)

    def _set_result(self, data: Json) -> s.SetResult:
        fields(data, "set_result", keys("set_result", "value"), NONE)
        of = self._object(data["set_result"], FUTURES)
        return s.SetResult(of, self._value(data["value"]))

    def _set_exception(self, data: Json) -> s.SetException:
        fields(data, "set_exception", keys("set_exception", "error"), NONE)
        of = self._object(data["set_exception"], FUTURES)
        return s.SetException(of, self._error(data["error"]))

    def _observe(self, data: Json) -> s.Observe:
        fields(data, "observe", keys("observe"), NONE)
        return s.Observe(self._object(data["observe"], AWAITED, True))

    def _add_done_callback(self, data: Json) -> s.AddDoneCallback:
        fields(data, "add_done_callback", keys("add_done_callback", "label", "do"), NONE)
        of = self._object(data["add_done_callback"], AWAITED, True)
        label = data["label"]
        self._fresh(label, "label")
        self._labels.add(label)
        if len(self._labels) > MOST_LABELS:
            raise InvalidScenario("expected at most %d labels" % MOST_LABELS, "label")
        return s.AddDoneCallback(of, label, self._callback_actions(data["do"]))

    def _callback_actions(self, data: Any) -> Tuple[s.Action, ...]:
        self._depth += 1
        if self._depth > DEEPEST_CALLBACK:
            wanted = "expected callbacks in callbacks at most %d deep" % DEEPEST_CALLBACK
            raise InvalidScenario(wanted, "do")
        actions = self._actions(data)
        self._depth -= 1
        return actions

    def _object(self, name: Any, kinds: FrozenSet[str], main: bool = False) -> str:
        """A name, once it is known to be one of these kinds, or `main` where that is allowed."""
        if type(name) is str:
            if self._kinds.get(name) in kinds or (main and name == "main"):
                return name
        wanted = " or ".join(sorted(kinds))
        raise InvalidScenario("expected the name of a %s, but found %s" % (wanted, shown(name)))

    def _value(self, data: Any) -> s.Value:
        kind = type(data)
        if data is None or kind is str:
            return data
        if kind is int and data in INTEGERS:
            return data
        if kind is dict and len(data) == 1:
            if "error" in data:
                return s.ErrorValue(self._error(data["error"]))
            if "awaitable" in data:
                return s.AwaitableValue(self._object(data["awaitable"], VALUES))
        wanted = 'null, a whole number of 64 bits, a text, {"error":E} or {"awaitable":"x"}'
        raise InvalidScenario("expected a value (%s), but found %s" % (wanted, shown(data)))

    def _error(self, data: Any) -> s.Error:
        if type(data) is str:
            return s.Error(self._error_type(data), None, None)
        fields(data, "an error", *ERROR_KEYS)
        optional = {key: text(data[key], '"%s"' % key) for key in data if key != "type"}
        if optional.get("object") == "":
            raise InvalidScenario('"object" is a text that is not empty')
        kind = self._error_type(data["type"])
        return s.Error(kind, optional.get("message"), optional.get("object"))

    def _error_type(self, data: Any) -> str:
        if type(data) is not str or data not in self.errors:
            wanted = ", ".join(self.errors)
            raise InvalidScenario("expected an error (%s), but found %s" % (wanted, shown(data)))
        return data


Readers = Dict[str, Callable[[Any, Json], Any]]

Decoder.kinds = {
    "coroutine": Decoder._body,
    "task": Decoder._body,
    "future": Decoder._future,
    "gather": Decoder._gather,
}

Decoder.actions = {
    "create": Decoder._create,
    "gather": Decoder._gather_action,
    "cancel": Decoder._cancel,
    "set_result": Decoder._set_result,
    "set_exception": Decoder._set_exception,
    "observe": Decoder._observe,
    "add_done_callback": Decoder._add_done_callback,
    "raise": Decoder._raise,
}

Decoder.steps = {
    "sleep": Decoder._sleep,
    "await": Decoder._await,
    "return": Decoder._return,
    **Decoder.actions,
}

Decoder.block_steps = {
    **Decoder.steps,
    "continue": Decoder._continue,
}


def check_version(data: Any) -> None:
    """Raise InvalidScenario for a scenario of another version of the format."""
    version = data.get("scenario", 1) if type(data) is dict else 1
    if type(version) is not int or version != 1:
        raise InvalidScenario("expected version 1, but found %s" % shown(version), "scenario")
