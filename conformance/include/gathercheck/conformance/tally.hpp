// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::conformance {

/// A scenario and what a run of it was seen to do, to be judged.
struct Exhibit {
  const Scenario* scenario = nullptr;
  spec::Trace trace;
  std::uint64_t number = 0;  ///< which of all scenarios it is, from 1; 0 if nobody counts
};

/// The first time a rule was violated.
struct Violation {
  Scenario scenario;
  spec::Trace trace;
  spec::Judgement judgement;
  std::uint64_t number = 0;  ///< of the scenario in which it was first seen
};

/// How often one rule was judged, and how. The three counts are kept apart everywhere: vacuous is
/// no pass.
struct RuleTally {
  const spec::Rule* rule = nullptr;
  bool supported = true;  ///< false: the implementation does not claim what the rule needs
  std::uint64_t holds = 0;
  std::uint64_t violated = 0;
  std::uint64_t vacuous = 0;
  std::optional<Violation> first_violation;

  std::uint64_t reached() const { return holds + violated; }
};

/// What many traces came to, rule by rule.
class Tally {
 public:
  /// Counts for these rules, by the law of this edition.
  Tally(std::vector<const spec::Rule*> rules, spec::Edition law);

  /// Judges each trace by every supported rule. Many at once are judged faster than one after the
  /// other.
  void judge(std::span<const Exhibit> exhibits);

  spec::Edition law() const { return law_; }
  const std::vector<RuleTally>& rules() const { return rules_; }
  std::vector<RuleTally>& rules() { return rules_; }
  bool any_violated() const;
  /// Supported rules of the law that were reached fewer than `times` times.
  std::vector<const spec::Rule*> reached_fewer(std::uint64_t times) const;

 private:
  spec::Edition law_;
  std::vector<RuleTally> rules_;
};

}  // namespace gathercheck::conformance
