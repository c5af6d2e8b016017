// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// The reports in a file that check or report merge has written; "-" is standard input. Throws
/// UsageError, with the field, if it is no such thing.
std::vector<conformance::Report> read_reports(const std::string& path);

/// Those of several files, in order.
std::vector<conformance::Report> read_reports(const std::vector<std::string>& paths);

}  // namespace gathercheck::tools
