// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

#include "gathercheck/conformance/implementation.hpp"

namespace gathercheck::conformance {

/// Makes the implementation under test, in the given edition if it has several.
using Factory = std::function<std::unique_ptr<Implementation>(spec::Edition)>;

/// Registers one GoogleTest for each rule, as `ERR_1.TheFirstFailureCompletesTheOuterAtOnce`: a
/// RapidCheck property that passes when the rule held on 100 scenarios that reached its situation,
/// and fails when it was violated, or when too few scenarios reach it. Vacuous scenarios are
/// discarded, never counted as passes. A rule is tested in the newest edition in which it holds.
/// Call before RUN_ALL_TESTS.
///
/// RC_PARAMS="seed=2 max_success=1000" changes the seed (1 by default) and the number.
void register_suite(const Factory& factory);

}  // namespace gathercheck::conformance
