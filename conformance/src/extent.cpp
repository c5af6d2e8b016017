// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/extent.hpp"

namespace gathercheck::conformance {

std::unique_ptr<ScenarioSource> make_scenarios(const Extent& extent, std::uint64_t seed) {
  if (extent.sample > 0) return std::make_unique<SampledWorld>(extent.world, extent.sample, seed);
  return std::make_unique<WholeWorld>(extent.world, extent.share);
}

std::string to_text(const Extent& extent, std::uint64_t seed) {
  const auto world = "the " + std::string(word_of(extent.world)) + " world";
  if (extent.sample > 0) return "a sample of " + world + ", seed " + std::to_string(seed);
  if (extent.is_whole()) return "the whole of " + world;
  return "share " + std::to_string(extent.share.index) + "/" + std::to_string(extent.share.count) +
         " of " + world;
}

}  // namespace gathercheck::conformance
