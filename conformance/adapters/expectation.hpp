// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "gathercheck/conformance/failure_text.hpp"

namespace gathercheck::conformance {

/// What stands beside each failure of this implementation, judged by the law of `edition`: what
/// gather does, as far as a Witness of that edition can tell and if it is anything else, and which
/// wrong gathers of the zoo break the rule in the same sense. `adapter` is what the implementation
/// is called, or empty.
std::vector<Aside> asides(const std::vector<Failure>& failures, const Identity& identity,
                          spec::Edition edition, std::string_view adapter);

}  // namespace gathercheck::conformance
