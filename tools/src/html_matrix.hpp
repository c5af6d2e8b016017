// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Every rule that was judged, beside every implementation, as a table.
std::string html_matrix(std::span<const conformance::Report> reports);

/// What the signs of that table mean.
std::string html_legend();

/// The text of every rule that was judged, with what was counted of each implementation.
std::string html_rules(std::span<const conformance::Report> reports);

/// Where the failure that tells of a rule is on the page: "i1-err-1"; empty if there is none.
std::string failure_anchor(const conformance::Report& report, std::size_t number,
                           const spec::Rule& rule);

}  // namespace gathercheck::tools
