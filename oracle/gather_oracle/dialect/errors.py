# SPDX-License-Identifier: MIT
"""The exceptions that scenarios of the Python dialect name."""

from typing import Dict, Type

from gather_oracle.errors import SCENARIO_ERRORS

PYTHON_ERRORS: Dict[str, Type[BaseException]] = {
    **SCENARIO_ERRORS,
    "KeyboardInterrupt": KeyboardInterrupt,
    "SystemExit": SystemExit,
    "StopIteration": StopIteration,
    "StopAsyncIteration": StopAsyncIteration,
    "GeneratorExit": GeneratorExit,
}
