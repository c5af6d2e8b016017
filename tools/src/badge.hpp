// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// A report as a badge, in SVG. It is green only if every rule of the law was judged and holds:
/// yellow if some are known failures, or could not be judged; red if something is violated, or went
/// wrong.
std::string badge(const conformance::Report& report);

}  // namespace gathercheck::tools
