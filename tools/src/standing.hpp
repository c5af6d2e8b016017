// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// How a rule stands in a report.
enum class Standing : std::uint8_t {
  holds,
  violated,       ///< and it is not listed among the known failures
  known,          ///< violated as listed
  changed,        ///< violated in another way than listed
  passing,        ///< it holds, and is listed as violated
  unseen,         ///< it was never reached or is not supported, and is listed as violated
  absent,         ///< it was never reached, as listed
  not_reached,    ///< by any scenario
  not_supported,  ///< the implementation does not claim what it needs
};
inline constexpr std::size_t standing_count = 9;

/// "holds", "not reached".
std::string_view to_string(Standing standing);
/// "violated in another way than listed": in words that need no others.
std::string_view in_words(Standing standing);
/// Whether nothing is to be said against it: a skip is no pass.
bool is_good(Standing standing);
/// Whether it is no pass, and a file of known failures says so.
bool is_as_listed(Standing standing);
bool is_violated(Standing standing);

Standing standing_of(const conformance::Report& report, const conformance::RuleTally& tally);

/// How many rules stand how. They are kept apart everywhere.
struct Figures {
  std::array<std::uint64_t, standing_count> counts{};

  std::uint64_t operator[](Standing standing) const {
    return counts[static_cast<std::size_t>(standing)];
  }
  void add(Standing standing) { ++counts[static_cast<std::size_t>(standing)]; }
  std::uint64_t rules() const;
  std::uint64_t violated() const;  ///< also as known, and as changed
  /// "323 rules: 300 hold, 20 violated, 3 not supported": those of which there are some.
  std::string text() const;
};

Figures figures_of(const conformance::Report& report);

/// The failure of which the rule is the leading one, or one that is related; null if there is none.
const conformance::Failure* failure_of(const conformance::Report& report, const spec::Rule& rule);
/// What is told of a failure of the report.
const conformance::Told& told_of(const conformance::Report& report,
                                 const conformance::Failure& failure);

/// Whether the trial was stopped before its end.
bool is_unfinished(const conformance::Report& report);

/// "held 5, violated 0, vacuous 7".
std::string counts_text(const conformance::RuleTally& tally);

}  // namespace gathercheck::tools
