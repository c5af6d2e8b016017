// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/conformance/scenario_gen.hpp"

namespace gathercheck::conformance {

/// Makes a scenario of the whole vocabulary, likely to be in the situations of the focus.
Scenario large_scenario(Choices& choices, const Focus& focus);

/// Makes a scenario of the Python dialect that a Python of the edition can run, in the situations
/// of the focus (any of the dialect's, if it names none).
Scenario python_scenario(Choices& choices, const Focus& focus, spec::Edition edition);

/// Makes a scenario of the small bounded world.
Scenario small_scenario(Choices& choices);

/// Makes a scenario of the wide bounded world.
Scenario wide_scenario(Choices& choices);

}  // namespace gathercheck::conformance
