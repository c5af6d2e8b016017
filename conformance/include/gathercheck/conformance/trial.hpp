// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "gathercheck/conformance/extent.hpp"
#include "gathercheck/conformance/failure.hpp"
#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/nearest.hpp"
#include "gathercheck/conformance/reconciliation.hpp"
#include "gathercheck/conformance/tally.hpp"

namespace gathercheck::conformance {

/// How thorough a trial is.
struct TrialOptions {
  std::uint64_t cases = 20'000;  ///< random scenarios, after the examples of the rules
  std::uint64_t seed = 1;
  std::optional<Extent> bounded{};  ///< scenarios of a bounded world instead of all these
  std::optional<std::vector<Scenario>> listed{};  ///< or these
  std::uint64_t reach = 100;  ///< how often each rule is to be reached; more cases follow for those
                              ///< that were neither that nor violated
  /// The same for rules that only a Python can show: many are rarely reached, and a Python takes
  /// its time for them. At most `reach`.
  std::uint64_t reach_of_python = 10;
  std::uint64_t extra = 20'000;  ///< at most so many more cases for a rule
  bool diagnose = true;          ///< whether violations are grouped and made plain
};

/// Trouble of the harness in one scenario.
struct Mishap {
  Scenario scenario;
  Trouble trouble;
};

/// What the trial of one implementation came to.
struct TrialResult {
  TrialResult(std::vector<const spec::Rule*> rules, spec::Edition law)
      : edition(law), tally(std::move(rules), law) {}

  Identity identity;
  spec::Edition edition;  ///< by whose law it was judged
  Tally tally;
  std::vector<Failure> failures;  ///< what the violations come to; none if that was not asked for
  std::uint64_t generated = 0;
  std::uint64_t judged = 0;
  std::uint64_t not_run = 0;  ///< since they need what the implementation does not claim
  std::uint64_t mishaps = 0;
  std::vector<Mishap> first_mishaps;  ///< at most ten
  std::chrono::duration<double> time{};
  bool interrupted = false;
  std::string gone;  ///< why the implementation could not be had any more, if so
  std::optional<Reconciliation> reconciliation{};  ///< beside what was known, if anything was
  std::optional<Nearest> nearest{};  ///< which known semantics it behaves as, if somebody asked
};

/// Called now and then with the number of scenarios done and planned; false stops the trial.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t planned)>;

/// The rules of these ids and profiles (all, if both are empty) that hold in the edition. Throws
/// std::invalid_argument for an id or a profile that does not exist.
std::vector<const spec::Rule*> select_rules(const std::vector<std::string>& ids,
                                            const std::vector<std::string>& profiles,
                                            spec::Edition edition);

/// Runs scenarios on the implementation, first the examples of the rules that it supports, and
/// judges every trace by the rules of `edition`. It is asked for nothing but what it claims; a rule
/// that no scenario has reached, and whose example is not among what it claims, is not supported.
/// Violations that were found are diagnosed, if the options ask for it. An implementation that
/// cannot be had any more ends the trial. Throws Unavailable if it brought no trace before.
TrialResult hold_trial(Implementation& implementation, std::vector<const spec::Rule*> rules,
                       spec::Edition edition, const TrialOptions& options,
                       const Progress& progress = {});

}  // namespace gathercheck::conformance
