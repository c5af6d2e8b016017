// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/rule.hpp"
#include "known_semantics.hpp"

namespace gathercheck::conformance {

/// Rules, by their places in the law.
using RuleSet = std::bitset<512>;

/// What each profile sees of a trace, as a number that is equal where it sees the same.
using Sights = std::array<std::uint64_t, spec::profile_count>;

Sights sights_of(const spec::Trace& trace);

/// The rules that a trace violates, by the law of an edition.
RuleSet violated_by(const spec::Trace& trace, spec::Edition law);

/// The known semantics side by side: a fixed list of scenarios (the examples of the rules, then
/// random ones) and what each model does in them. It takes a second to make, and may be used by
/// several threads.
class LineUp {
 public:
  /// One scenario of the list.
  struct Item {
    Scenario scenario;
    std::string needs;  ///< the capabilities that it asks for
    /// The profiles that speak of it; as the gather of the edition runs it.
    std::array<bool, spec::profile_count> concerned{};
    std::vector<Sights> sights;  ///< of each of known_semantics()
  };

  static constexpr std::uint64_t usual_cases = 2'000;

  /// Models that are not gather's own run on the loop of this edition. `cases` is the number of
  /// random scenarios, drawn by `seed`.
  explicit LineUp(spec::Edition edition, std::uint64_t cases = usual_cases, std::uint64_t seed = 1);

  spec::Edition edition() const { return edition_; }
  std::span<const Item> items() const { return items_; }
  /// What this model violates in each of the scenarios by the law of an edition. Found out when
  /// asked for first.
  const std::vector<RuleSet>& violations(const Semantics& semantics, spec::Edition law) const;

 private:
  void add(Scenario scenario);

  spec::Edition edition_;
  std::vector<Item> items_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<const Semantics*, spec::Edition>, std::vector<RuleSet>> violations_;
};

}  // namespace gathercheck::conformance
