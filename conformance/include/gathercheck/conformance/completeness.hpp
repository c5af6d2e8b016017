// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/recorded_run.hpp"
#include "gathercheck/conformance/trace_edit.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::conformance {

/// What became of the edits of one kind in the eyes of one profile.
struct Edited {
  std::uint64_t observable = 0;  ///< edits that changed what the profile sees
  std::uint64_t equivalent = 0;  ///< of these, those that made the true trace of another program
  std::uint64_t rejected = 0;    ///< those that a rule of the profile, or of one before it, rejects

  std::uint64_t falsified() const { return observable - equivalent; }
  std::uint64_t survived() const { return falsified() - rejected; }
  Edited& operator+=(const Edited& other);
};

/// A falsified trace to which no rule objects.
struct Survivor {
  const TraceEdit* edit;
  spec::Profile profile;
  std::string scenario;
  std::string original;
  std::string falsified;
};

/// The edits of one kind, profile by profile.
struct EditTally {
  const TraceEdit* edit = nullptr;
  std::uint64_t made = 0;
  std::array<Edited, spec::profile_count> profiles{};

  const Edited& at(spec::Profile profile) const {
    return profiles[static_cast<std::size_t>(profile)];
  }
  Edited& at(spec::Profile profile) { return profiles[static_cast<std::size_t>(profile)]; }
};

/// How to measure.
struct CompletenessOptions {
  std::vector<const TraceEdit*> edits;  ///< all, if empty
  std::vector<spec::Profile> profiles;  ///< all, if empty
  std::uint64_t of_each = 200;          ///< how many edits of each kind
  std::uint64_t seed = 1;
  std::size_t survivors = 0;  ///< how many of each kind and profile are kept
};

/// What the rules made of falsified traces.
struct CompletenessResult {
  std::vector<EditTally> tallies;
  std::vector<Survivor> survivors;
  bool interrupted = false;

  /// Adds what was measured on another recording, with the same options.
  void add(CompletenessResult other);
  /// All kinds of edits together.
  Edited total(spec::Profile profile) const;
};

/// Falsifies recorded traces and lets the rules of their edition judge, and nothing else. A profile
/// judges by its rules and by those of the profiles before it. What they let pass is rebuilt as a
/// program and run on the implementation, which has to be as the witness of the traces: if that
/// shows the same to the profile, then the edit made the true trace of another program.
CompletenessResult measure_completeness(std::span<const RecordedRun> runs,
                                        Implementation& implementation,
                                        const CompletenessOptions& options,
                                        const Progress& progress = {});

}  // namespace gathercheck::conformance
