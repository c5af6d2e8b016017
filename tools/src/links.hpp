// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace gathercheck::tools {

/// The place of a rule or a claim on a page, and the name of its example without ".json": "err-1".
std::string anchor_of(std::string_view id);

/// A text of the law with its references as links: rules and claims lead to their place on the
/// page, issues of CPython (gh-104144, bpo-31033) and addresses out of it. It is marked up already.
std::string linked(std::string_view html);

}  // namespace gathercheck::tools
