// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "gathercheck/conformance/corpus.hpp"
#include "gathercheck/conformance/recording.hpp"

namespace gathercheck::conformance {

/// A scenario of the corpus and what a witness was seen to do with it, as texts.
struct RecordedRun {
  std::string scenario;
  std::string trace;
};

/// The runs of these parts of a recording in which gather was called. Throws RecordingError if the
/// recording is no good.
std::vector<RecordedRun> recorded_runs(const Recording& recording, const Corpus& corpus,
                                       std::span<const Part> parts);

}  // namespace gathercheck::conformance
