// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "gathercheck/conformance/scenario_source.hpp"

namespace gathercheck::conformance {

/// How much of a bounded world is gone through: all of it, unless it is a share or a sample.
struct Extent {
  World world = World::small();
  Share share{};
  std::uint64_t sample = 0;  ///< if not 0: so many scenarios, drawn at random

  bool is_whole() const { return share.count == 1 && sample == 0; }
};

/// Its scenarios; `seed` is that of a sample.
std::unique_ptr<ScenarioSource> make_scenarios(const Extent& extent, std::uint64_t seed);

/// "the whole of the small world", "share 2/8 of the wide world", "a sample of the wide world, seed
/// 1": for people.
std::string to_text(const Extent& extent, std::uint64_t seed);

}  // namespace gathercheck::conformance
