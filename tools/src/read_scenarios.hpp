// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::tools {

/// The scenario of a file, "-" for standard input. Throws UsageError if it is none.
conformance::Scenario read_scenario(const std::string& path);

/// The scenarios of a file: one document, or one on each line. Throws UsageError that names the
/// line if one is none.
std::vector<conformance::Scenario> read_scenarios(const std::string& path);

}  // namespace gathercheck::tools
