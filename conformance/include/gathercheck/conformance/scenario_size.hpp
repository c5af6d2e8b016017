// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// How much a reader of a scenario has to follow.
struct ScenarioSize {
  std::size_t children = 0;  ///< awaitables that are no gather
  std::size_t steps = 0;     ///< of main, the other scripts, their reactions, the callbacks and the
                             ///< timeline

  bool operator==(const ScenarioSize&) const = default;
};

ScenarioSize size_of(const Scenario& scenario);

}  // namespace gathercheck::conformance
