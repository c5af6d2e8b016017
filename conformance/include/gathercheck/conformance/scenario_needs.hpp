// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// The capabilities that whoever runs this scenario must have, separated by blanks: the words of
/// spec/README.md, of those that a scenario and not only a rule can ask for. Of the Python dialect
/// only `python` itself is told.
std::string needs_of(const Scenario& scenario);

}  // namespace gathercheck::conformance
