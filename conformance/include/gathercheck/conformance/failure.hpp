// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/tally.hpp"

namespace gathercheck::conformance {

/// Violations that have one cause: the rule that says best what is wrong, the plainest scenario
/// that shows it, and the other rules that are violated because of it.
struct Failure {
  const spec::Rule* rule = nullptr;
  Violation violation;
  std::uint64_t times = 0;                 ///< how often the rule was violated in the trial
  std::vector<const spec::Rule*> related;  ///< in the order of the law
};

/// Each violated rule as a failure of its own, as it was found.
std::vector<Failure> undiagnosed(const Tally& tally);

/// What the violations of a trial come to.
struct Diagnosis {
  std::vector<Failure> failures;  ///< the one that accounts for most comes first
  bool interrupted = false;
};

/// Groups the violations of a trial by their causes, and makes each the plainest one that the
/// implementation shows.
///
/// The same scenarios are run whatever the seed of the trial was, and what is found in them
/// decides, so that the same mistake leads to the same failure. What only the trial has found comes
/// last. If it is interrupted, or the implementation can be had no more, the violations are as
/// plain as they have become until then.
/// If the trial was `of` chosen scenarios, nothing but these and what is plainer is run.
Diagnosis diagnose(Implementation& implementation, Tally& tally,
                   const std::vector<Scenario>* of = nullptr);

}  // namespace gathercheck::conformance
