// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::tools {

/// A line from elsewhere within an element or an attribute.
std::string html_line(std::string_view text);

/// A text of several lines from elsewhere, likewise.
std::string html_text(std::string_view text);

/// A link to the text of a rule on the same page.
std::string rule_link(const spec::Rule& rule);

/// Likewise to the text of a claim.
std::string claim_link(const spec::Claim& claim);

/// An inline script or style as a Content-Security-Policy allows it: 'sha256-...'.
std::string policy_of(std::string_view inline_text);

}  // namespace gathercheck::tools
