// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gathercheck/conformance/failure.hpp"
#include "gathercheck/conformance/known_failures.hpp"
#include "gathercheck/conformance/tally.hpp"

namespace gathercheck::conformance {

/// What a trial has found beside what was known. A skip is no pass: what was listed and could not
/// be seen is told like what was listed and is gone.
struct Reconciliation {
  /// A rule that is violated in another way than the listed one.
  struct Changed {
    const spec::Rule* rule = nullptr;
    std::string listed;    ///< the message in the file
    std::string observed;  ///< the message now
  };

  std::vector<const spec::Rule*> known;    ///< violated as listed
  std::vector<Changed> changed;            ///< violated otherwise than listed
  std::vector<const spec::Rule*> passing;  ///< listed, as unreached or as violated, and they hold
  std::vector<const spec::Rule*> unseen;   ///< listed, and never reached, or not supported
  std::vector<const spec::Rule*> absent;   ///< never reached, as listed
  std::vector<const spec::Rule*> unknown;  ///< violated, and not listed
  /// Never reached, and not listed as such: whether that is a failure depends on the scenarios.
  std::vector<const spec::Rule*> unreached;

  /// Whether everything is as listed.
  bool agrees() const {
    return changed.empty() && passing.empty() && unseen.empty() && unknown.empty();
  }
  /// Whether the rule is violated as listed.
  bool knows(const spec::Rule* rule) const;
};

/// Holds what was counted against the list. What was listed of rules that were not judged is left
/// out. `whole` is whether the trial was one that reaches every rule it can: else nothing is said
/// of what was listed and is not violated.
Reconciliation reconcile(const Tally& tally, const KnownFailures& known, bool whole);

/// The failures that are not listed, or not like this: a rule that is only related to a known
/// failure is one of its own.
std::vector<Failure> unlisted(const std::vector<Failure>& failures, const Tally& tally,
                              const Reconciliation& reconciliation);

}  // namespace gathercheck::conformance
