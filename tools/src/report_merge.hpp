// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports of one implementation by one law, of different scenarios, become one; the others stay
/// apart, in the order in which they came. Throws UsageError if two are of the same scenarios, or
/// of other rules.
std::vector<conformance::Report> merged(std::vector<conformance::Report> reports);

}  // namespace gathercheck::tools
