// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gathercheck/conformance/failure.hpp"
#include "gathercheck/conformance/scenario_size.hpp"
#include "mutant.hpp"

namespace gathercheck::conformance {

/// The first failure that a trial of this wrong gather finds, by the whole law of its edition;
/// nothing if there is none.
std::optional<Failure> first_failure(const Mutant& mutant, std::uint64_t seed = 1,
                                     std::uint64_t cases = 2'000);

/// What is printed of it; empty if there is none.
std::string first_message(const Mutant& mutant);

/// What several seeds find first of one wrong gather.
struct FirstFailures {
  const Mutant* mutant = nullptr;
  std::optional<Failure> failure;  ///< that of the first seed
  std::uint64_t seeds = 0;
  std::uint64_t same = 0;  ///< how many of them lead to the same rule and the same scenario

  /// What is to be followed in the scenario; nothing if there is no failure.
  ScenarioSize size() const;
  /// Whether the rule is one of those that describe the mistake.
  bool describes() const;
  /// Whether it takes at most three children and six steps to show it.
  bool is_plain() const;
};

/// The seeds from `seed` on, so many for each of these, two wrong gathers at a time. `done` and
/// `go_on` are as for examine(); what was not finished is left out.
std::vector<FirstFailures> first_failures(const std::vector<const Mutant*>& mutants,
                                          std::uint64_t seed, std::uint64_t seeds,
                                          const std::function<void()>& done = {},
                                          const std::function<bool()>& go_on = {});

}  // namespace gathercheck::conformance
