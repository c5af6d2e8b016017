# SPDX-License-Identifier: MIT
"""From JSON to a scenario, or to a sentence that says what is wrong with it."""

import json
from typing import Any

from gather_oracle import scenario as s
from gather_oracle.decoder import Decoder
from gather_oracle.dialect.decoder import PythonDecoder
from gather_oracle.errors import InvalidScenario

LONGEST_DOCUMENT = 4 << 20


def decode_text(data: bytes) -> s.Scenario:
    """The scenario whose text, in UTF-8, this is.

    Raises InvalidScenario.
    """
    if len(data) > LONGEST_DOCUMENT:
        raise InvalidScenario("expected at most %d bytes, but found more" % LONGEST_DOCUMENT)
    if not data.strip():
        raise InvalidScenario("expected a scenario as JSON, but found nothing")
    try:
        document = json.loads(data.decode())
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidScenario("a text is no Unicode: half a surrogate") from None
    except (ValueError, RecursionError) as error:
        raise InvalidScenario("expected a scenario as JSON, but %s" % error) from None
    return decode_scenario(document)


def decode_scenario(data: Any) -> s.Scenario:
    """The scenario that `data`, as JSON was read into it, stands for.

    Raises InvalidScenario.
    """
    if speaks_python(data):
        return PythonDecoder().scenario(data)
    try:
        return Decoder().scenario(data)
    except InvalidScenario as error:
        raise explained(data, error) from None


def speaks_python(data: Any) -> bool:
    """Whether a scenario says that it is of the Python dialect."""
    return type(data) is dict and "python" in data


def explained(data: Any, error: InvalidScenario) -> InvalidScenario:
    """What to say of a scenario that would be one with `"python"` in it; else `error` itself."""
    if type(data) is dict:
        try:
            PythonDecoder().scenario({**data, "python": {}})
        except InvalidScenario:
            return error
        reason = 'expected "python" in the scenario, since ' + error.reason
        return InvalidScenario(reason, error.place)
    return error
