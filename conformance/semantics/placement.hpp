// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "gathercheck/conformance/nearest.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "line_up.hpp"

namespace gathercheck::conformance {

/// Where an implementation stands among the known semantics.
struct Placement {
  /// One of them, and how far the implementation agrees with it.
  struct Candidate {
    const Semantics* semantics = nullptr;
    /// Of each profile that was compared, the weakest first.
    std::vector<Agreement> agreement;

    const Agreement& of(spec::Profile profile) const {
      return agreement[static_cast<std::size_t>(profile)];
    }
  };

  /// The nearest first: it agrees in the most scenarios of `cancellation`, which are those of
  /// `values` and those in which somebody cancels; among equals, it lacks what the implementation
  /// lacks; then it agrees in the most of `future`, of `turns`, of `python`; then it stands first
  /// in the lattice, where gather of the implementation's own edition comes before all.
  std::vector<Candidate> candidates;
  /// The nearest one and those that no compared profile tells from it in any of the scenarios.
  std::vector<const Semantics*> alike;
  /// The rules that it takes otherwise than the nearest one.
  std::vector<Departure> departures;
  std::uint64_t scenarios = 0;  ///< that were compared
  std::uint64_t left_out = 0;   ///< for want of a capability
  std::uint64_t mishaps = 0;    ///< that were trouble

  /// Null if nothing was compared.
  const Semantics* nearest() const { return alike.empty() ? nullptr : alike.front(); }
};

/// Runs the scenarios of the line-up that the implementation's capabilities allow, compares what it
/// does with what the models do, and judges it by the law of an edition. `tally` is what a trial
/// has found out before: its violations count as departures, unless the nearest model violates
/// the rule in the same scenario.
Placement place(Implementation& implementation, const LineUp& line_up, spec::Edition law,
                const Tally* tally = nullptr);

/// How far two models agree, by every profile: what place() would find out about the one.
std::vector<Agreement> agreement_of(const LineUp& line_up, const Semantics& one,
                                    const Semantics& other);

/// The rules that one model takes otherwise than another, by the law of the line-up's edition.
std::vector<Departure> departures_between(const LineUp& line_up, const Semantics& one,
                                          const Semantics& other);

/// The title of the nearest one; of editions of gather that are alike, "gather of Python 3.12 to
/// 3.14".
std::string title_of(const Placement& placement);

/// The strongest profile that is satisfied in full: all its rules are supported, one was reached
/// and none violated, and so it is with the weaker ones.
std::optional<spec::Profile> satisfied_by(const Tally& tally);

/// The verdict on a whole trial. Where nothing of the law was violated, it is gather of the law's
/// edition, and nothing is run; otherwise it is placed, in a line-up of its own edition with so
/// many random scenarios. Nothing if that cannot be done, as all is trouble.
std::optional<Nearest> nearest_of(Implementation& implementation, const TrialResult& result,
                                  std::uint64_t cases = LineUp::usual_cases);

/// The same, of a placement.
Nearest nearest_of(const Placement& placement, const Tally& tally);

}  // namespace gathercheck::conformance
