// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Every rule that was judged, beside every implementation, as a table.
std::string html_matrix(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
