// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// The failures of an implementation as a part of a page, each with its timelines as a picture and
/// what shows it again; the first one is open if it `opens`.
std::string html_failures(const conformance::Report& report, std::size_t number, bool opens);

/// Where the failure that tells of a rule is on the page: "i1-err-1"; empty if there is none.
std::string failure_anchor(const conformance::Report& report, std::size_t number,
                           const spec::Rule& rule);

}  // namespace gathercheck::tools
