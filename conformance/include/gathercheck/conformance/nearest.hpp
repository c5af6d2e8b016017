// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/rule.hpp"

namespace gathercheck::conformance {

/// In how many scenarios a profile cannot tell two implementations apart, of those that it speaks
/// of.
struct Agreement {
  spec::Profile profile = spec::Profile::values;
  std::uint64_t equal = 0;
  std::uint64_t of = 0;

  bool is_full() const { return equal == of; }
  /// "99.9 %": rounded down, so that 100 % means all.
  std::string percent() const;
};

/// A rule that an implementation takes otherwise than the semantics to which it is nearest.
struct Departure {
  enum class How : std::uint8_t {
    breaks,   ///< it breaks the rule, and the semantics does not
    keeps,    ///< the semantics breaks the rule, and it does not
    differs,  ///< both break it, but not in the same scenarios
  };

  const spec::Rule* rule = nullptr;
  How how = How::breaks;
  std::uint64_t scenarios = 0;  ///< in which only one of the two breaks it
};

std::string_view to_string(Departure::How how);

/// A known semantics that is almost as near as the nearest.
struct RunnerUp {
  std::string semantics;  ///< its name
  Agreement agreement;    ///< in `cancellation`, by which nearness is measured first
};

/// The verdict on the whole: which known semantics an implementation behaves as, and in what it
/// departs from it.
struct Nearest {
  std::string semantics;             ///< its name
  std::string title;                 ///< what stands after "behaves as"
  std::vector<std::string> alike;    ///< others that the scenarios could not tell from it
  std::vector<RunnerUp> nearly;      ///< others that are almost as near, the nearest first
  std::vector<Agreement> agreement;  ///< the weakest profile first; empty if nothing was run, for
                                     ///< every rule of the law was kept
  /// The weakest profile first, then those that are seen in the most scenarios.
  std::vector<Departure> departures;
  /// The strongest profile that is satisfied in full: every rule of it, and of the weaker ones, is
  /// supported and was not violated.
  std::optional<spec::Profile> satisfied;

  /// Whether it is so far from everything known that "behaves as" would be too much: it agrees with
  /// the nearest one in less than half of the scenarios of `cancellation`.
  bool is_far() const;
  /// "behaves as gather of Python 3.14 except ERR-7 and RET-5".
  std::string sentence() const;
};

}  // namespace gathercheck::conformance
