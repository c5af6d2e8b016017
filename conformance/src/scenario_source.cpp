// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_source.hpp"

#include <algorithm>

namespace gathercheck::conformance {

std::vector<Scenario> WholeWorld::next(std::size_t most) {
  std::vector<Scenario> batch;
  while (more_ && batch.size() < most) {
    batch.push_back(generate(choices_, World::small()));
    more_ = choices_.next();
  }
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
    : count_(count), seed_(seed) {
  for (const auto& focus : foci) {
    const auto known = [&](const World& world) { return world.focus == focus; };
    if (std::ranges::none_of(worlds_, known)) worlds_.push_back(World::of(focus, edition));
  }
  if (worlds_.empty()) worlds_.push_back(World::large());
}

std::vector<Scenario> RandomScenarios::next(std::size_t most) {
  static const World plain = World::large();
  std::vector<Scenario> batch;
  for (; made_ < count_ && batch.size() < most; ++made_) {
    const auto& world = made_ % 2 == 0 ? plain : worlds_[made_ / 2 % worlds_.size()];
    batch.push_back(random_scenario(seed_, made_, world));
  }
  return batch;
}

Scenario random_scenario(std::uint64_t seed, std::uint64_t index, const World& world) {
  auto choices = Choices::random(seed * 0x100000001b3u + index);
  return generate(choices, world);
}

}  // namespace gathercheck::conformance
