// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/conformance/tally.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// A scenario that two implementations run differently.
struct Difference {
  Scenario scenario;
  spec::Trace expected;
  spec::Trace observed;
  std::size_t first = 0;  ///< the first event in which they differ
};

/// What a comparison of two implementations came to.
struct ComparisonResult {
  ComparisonResult(std::vector<const spec::Rule*> rules, spec::Edition law)
      : tally(std::move(rules), law) {}

  std::uint64_t compared = 0;
  std::uint64_t different = 0;
  std::uint64_t mishaps = 0;
  std::vector<Mishap> first_mishaps;     ///< at most ten
  std::optional<Difference> difference;  ///< the first one found, shrunk
  Tally tally;                           ///< of the traces of `expected`
  std::chrono::duration<double> time{};
  bool interrupted = false;
};

/// Runs every scenario of the source on both and compares the canonical traces byte by byte. The
/// traces of `expected` are also judged by every rule of its edition.
ComparisonResult compare(Implementation& expected, Implementation& observed, ScenarioSource& source,
                         const Progress& progress = {}, std::uint64_t planned = 0);

/// The first event in which two traces differ; the number of events of the shorter if one goes on.
std::size_t first_difference(const spec::Trace& a, const spec::Trace& b);

}  // namespace gathercheck::conformance
