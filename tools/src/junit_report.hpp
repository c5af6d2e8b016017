// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports as JUnit XML: a suite an implementation, a case a rule. What is not supported, or is
/// violated as known, is skipped; what was never reached is a failure, since that is no pass;
/// trouble of the harness is an error.
std::string junit_report(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
