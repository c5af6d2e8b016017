// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "gathercheck/conformance/trial.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {

/// A rule that a wrong gather breaks.
struct Kill {
  const spec::Rule* rule = nullptr;
  std::uint64_t times = 0;
  std::uint64_t scenario = 0;  ///< the number of the first scenario in which it does, from 1
};

/// What the suite makes of one wrong gather, by the whole law of its edition.
struct Examination {
  const Mutant* mutant = nullptr;
  std::vector<Kill> kills;  ///< in the order of the law
  std::uint64_t scenarios = 0;
  std::vector<Mishap> first_mishaps;  ///< what kept scenarios from being judged
  std::uint64_t mishaps = 0;
  std::chrono::duration<double> time{};
  bool interrupted = false;

  bool killed() const { return !kills.empty(); }
  /// How many scenarios it took to break a rule; 0 if it breaks none.
  std::uint64_t first_kill() const;
  bool killed_by(std::string_view rule) const;
  /// The rules that describe its mistake, as it says itself, and that it does not break.
  std::vector<std::string_view> missed() const;
};

/// What the suite makes of the zoo.
struct Score {
  /// The verdict on one rule.
  struct OfRule {
    const spec::Rule* rule = nullptr;
    std::vector<const Mutant*> kills;
    std::vector<const Mutant*> kills_alone;  ///< those that no other rule kills
    std::string_view excuse;                 ///< why it kills none, if it does not and may
  };

  std::vector<Examination> examinations;  ///< in the order of the zoo
  std::chrono::duration<double> time{};
  bool interrupted = false;

  /// Every rule, in the order of the law.
  std::vector<OfRule> rules() const;
  std::uint64_t killed() const;
  /// The wrong gathers that a rule could kill.
  std::uint64_t killable() const;
  /// Those that survive although a rule could kill them.
  std::vector<const Examination*> survivors() const;
  /// The scenarios to the kill, of all that are killed, in ascending order.
  std::vector<std::uint64_t> first_kills() const;
};

/// Why no wrong gather can break this rule; empty if one can.
std::string_view excuse(const spec::Rule& rule);

/// Holds the trial of one wrong gather. Violations are not shrunk.
Examination examine(const Mutant& mutant, TrialOptions options, const Progress& progress = {});

/// Holds the trials of these, two at a time. `done` is told of each that is over, one after the
/// other; `go_on` is asked now and then, by any thread, and ends it all when it says no.
Score examine(const std::vector<const Mutant*>& mutants, const TrialOptions& options,
              const std::function<void(const Examination&)>& done = {},
              const std::function<bool()>& go_on = {});

}  // namespace gathercheck::conformance
