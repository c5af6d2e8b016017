// SPDX-License-Identifier: MIT
#pragma once

#include "gathercheck/spec/history.hpp"

/// What may befall anything in a run of the Python dialect.
namespace gathercheck::spec::rules {

/// How far a run went, and what there was in it besides the scripts and gather.
struct PythonRun {
  explicit PythonRun(const History& h);

  std::int32_t last_turn = 0;
  /// Nothing left the loop, so that each turn did all that was due in it.
  bool whole = true;
  /// Nobody cancelled anything: neither a script nor a runner, nor anything that has a limit.
  bool uncancelled = true;
  /// What was cancelled, if anything, was cancelled by a script or for a limit.
  bool no_runner = true;
};

}  // namespace gathercheck::spec::rules
