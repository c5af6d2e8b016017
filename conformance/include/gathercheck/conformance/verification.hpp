// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "gathercheck/conformance/comparison.hpp"
#include "gathercheck/conformance/corpus.hpp"
#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/recording.hpp"
#include "gathercheck/conformance/tally.hpp"

namespace gathercheck::conformance {

/// What to verify, and how thoroughly.
struct VerificationOptions {
  std::vector<Part> parts;  ///< those that were recorded, if empty
  bool judge = false;       ///< judge the recorded traces and recompute their digests
};

/// What became of an implementation beside a recording.
struct VerificationResult {
  VerificationResult(std::vector<const spec::Rule*> rules, spec::Edition law)
      : tally(std::move(rules), law) {}

  std::uint64_t compared = 0;
  std::uint64_t unsupported = 0;  ///< scenarios of the Python dialect that were not run, since one
                                  ///< of both cannot
  std::uint64_t different = 0;
  std::uint64_t mishaps = 0;
  std::vector<Mishap> first_mishaps;     ///< at most ten
  std::optional<Difference> difference;  ///< the first one; what is expected is the recording
  Tally tally;                           ///< of the recorded traces, if they were judged
  std::chrono::duration<double> time{};
  bool interrupted = false;
};

/// Runs the scenarios of a recording on an implementation and compares the traces byte by byte.
/// Throws RecordingError if the recording is no good.
VerificationResult verify(const Recording& recording, const Corpus& corpus,
                          Implementation& implementation, const VerificationOptions& options,
                          const Progress& progress = {});

}  // namespace gathercheck::conformance
