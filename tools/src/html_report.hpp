// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Reports as one page of HTML that needs nothing else: what each implementation does differently,
/// every rule beside every implementation, and the failures, with their timelines as pictures.
std::string html_report(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
