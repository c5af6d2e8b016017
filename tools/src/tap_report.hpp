// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports in the Test Anything Protocol 13: a test a rule. A rule that is violated as known is a
/// TODO, one that is not supported is skipped, one that was never reached is not ok.
std::string tap_report(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
