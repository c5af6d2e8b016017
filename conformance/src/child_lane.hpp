// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>

#include "gathercheck/conformance/scenario.hpp"
#include "kept_child.hpp"

namespace gathercheck::conformance {

/// Questions to one child process, and its answers in their order. A child that is lost costs the
/// scenario it was at; a fresh one is asked the others.
class ChildLane {
 public:
  /// Starts the child and shakes hands. Throws Unavailable if that fails.
  explicit ChildLane(ChildProcess::Options options);

  const Identity& identity() const { return child_.identity(); }
  const ChildProcess::Options& options() const { return child_.options(); }
  /// Queues a question; the scenario must outlive the answer.
  void ask(const Scenario& scenario) { asked_.push_back(&scenario); }
  /// Sends what is queued, but for what would be too far ahead.
  void send();
  /// The answer to the first question that has none. Throws Unavailable and Interrupted.
  Run answer();
  /// Asks nothing more, and hears no answer to what was asked.
  void forget();

 private:
  Run read(const Scenario& scenario);

  KeptChild child_;
  std::deque<const Scenario*> asked_;
  std::size_t sent_ = 0;       ///< how many of them the child knows
  std::uint64_t next_id_ = 1;  ///< of the first of them
};

}  // namespace gathercheck::conformance
