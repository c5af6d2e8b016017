// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_source.hpp"

#include <algorithm>

namespace gathercheck::conformance {
namespace {

/// The large world, and between its scenarios one world for each of the foci.
std::vector<World> half_without_focus(const std::vector<Focus>& foci, spec::Edition edition) {
  std::vector<World> worlds;
  for (const auto& focus : foci) {
    const auto known = [&](const World& world) { return world.focus == focus; };
    if (std::ranges::any_of(worlds, known)) continue;
    worlds.push_back(World::large());
    worlds.push_back(World::of(focus, edition));
  }
  if (worlds.empty()) worlds.push_back(World::large());
  return worlds;
}

}  // namespace

WholeWorld::WholeWorld(World world, Share share) : world_(std::move(world)), share_(share) {}

std::vector<Scenario> WholeWorld::next(std::size_t most) {
  std::vector<Scenario> batch;
  while (more_ && batch.size() < most) {
    auto scenario = generate(choices_, world_);
    if (seen_++ % share_.count == share_.index - 1) batch.push_back(std::move(scenario));
    more_ = choices_.next();
  }
  return batch;
}

SampledWorld::SampledWorld(World world, std::uint64_t count, std::uint64_t seed)
    : world_(std::move(world)), count_(count), seed_(seed) {}

std::vector<Scenario> SampledWorld::next(std::size_t most) {
  std::vector<Scenario> batch;
  for (; drawn_ < count_ && batch.size() < most; ++drawn_)
    batch.push_back(random_scenario(seed_, drawn_, world_));
  return batch;
}

std::vector<Scenario> ListedScenarios::next(std::size_t most) {
  const auto count = std::min(most, scenarios_.size() - given_);
  const auto first = scenarios_.begin() + static_cast<std::ptrdiff_t>(given_);
  given_ += count;
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

RandomScenarios::RandomScenarios(std::uint64_t count, std::uint64_t seed, std::vector<Focus> foci,
                                 spec::Edition edition)
    : RandomScenarios(half_without_focus(foci, edition), count, seed) {}

RandomScenarios::RandomScenarios(std::vector<World> worlds, std::uint64_t count, std::uint64_t seed)
    : count_(count), seed_(seed), worlds_(std::move(worlds)) {}

std::vector<Scenario> RandomScenarios::next(std::size_t most) {
  std::vector<Scenario> batch;
  for (; made_ < count_ && batch.size() < most; ++made_)
    batch.push_back(random_scenario(seed_, made_, worlds_[made_ % worlds_.size()]));
  return batch;
}

Scenario random_scenario(std::uint64_t seed, std::uint64_t index, const World& world) {
  auto choices = Choices::random(seed * 0x100000001b3u + index);
  return generate(choices, world);
}

}  // namespace gathercheck::conformance
