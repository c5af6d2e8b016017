// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// What documents say of gather, as far as a rule that was judged settles it; empty if none does.
std::string html_claims(std::span<const conformance::Report> reports);

}  // namespace gathercheck::tools
