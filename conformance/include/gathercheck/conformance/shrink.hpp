// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// The scenarios that are one edit plainer than `scenario`: an awaitable, argument, step, reaction
/// or moment less, or a time, turn, flag or error made plainer; the boldest edits first, and names
/// last. All are valid, and none is as large as `scenario` but the one that is named more plainly,
/// so that taking one again and again comes to an end.
std::vector<Scenario> reductions(const Scenario& scenario);

/// The plainest scenario that `fails` and that reductions() lead to, starting from one that fails.
Scenario shrink(Scenario scenario, const std::function<bool(const Scenario&)>& fails);

}  // namespace gathercheck::conformance
