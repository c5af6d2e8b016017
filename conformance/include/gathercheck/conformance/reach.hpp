// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/conformance/recording.hpp"
#include "gathercheck/conformance/tally.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// How the rules of an edition fare with the recorded traces of one part.
struct Reach {
  spec::Edition edition;
  Part part;
  Tally tally;
};

/// Judges every recorded trace of these parts, as far as the recording has them. Throws
/// RecordingError if the recording is no good, Interrupted when `progress` says so.
std::vector<Reach> reach_of(const Recording& recording, const std::vector<Part>& parts,
                            const Progress& progress = {});

}  // namespace gathercheck::conformance
