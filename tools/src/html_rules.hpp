// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// The text of every rule that was judged, with what was counted of each implementation, its
/// example as a picture, and links to the claims of html_claims that it settles.
std::string html_rules(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
