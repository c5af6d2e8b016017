// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports as SARIF 2.1.0: a run an implementation, with the rules and their text, and a result for
/// each rule that is violated. It stands in the source of the implementation, if the report names
/// that. Known failures are suppressed results; trouble of the harness is a notification.
std::string sarif_report(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
