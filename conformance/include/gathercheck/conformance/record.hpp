// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/corpus.hpp"
#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/recording.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// A part that was just recorded, to be stored.
struct NewPart {
  RecordedPart recorded;
  std::string bytes;  ///< what belongs into its file
};

/// Runs the scenarios of a part on a witness and packs the traces. Those that are as in `base`,
/// which may be null, are not stored once more. Throws RecordingError if the witness is in trouble
/// with a scenario or writes a trace that is not canonical: only the Python dialect has gaps.
/// Throws Interrupted if `progress` says so.
NewPart record(Implementation& witness, const Corpus& corpus, Part part, const Recording* base,
               const Progress& progress = {});

/// The edition whose recording is stored as a whole; the others are stored on top of it.
inline constexpr spec::Edition whole_edition{13};

}  // namespace gathercheck::conformance
