// SPDX-License-Identifier: MIT
#include "leaves.hpp"

namespace gathercheck::conformance {
namespace {

std::size_t index(spec::Name name) {
  return static_cast<std::size_t>(name);
}

}  // namespace

spec::Name Leaves::too_many() {
  std::vector<spec::Name> ready = link();
  while (!ready.empty()) {
    const spec::Name name = ready.back();
    ready.pop_back();
    const auto& of = scenario_.awaitable(name).of;
    std::uint64_t count = of.empty() ? 1 : 0;
    for (const spec::Name each : of) count += count_[index(each)];
    if (count > most_leaves) return name;
    count_[index(name)] = count;
    for (const spec::Name holder : holders_[index(name)])
      if (--missing_[holder] == 0) ready.push_back(holder);
  }
  return spec::no_name;
}

/// Notes who holds whom, and gives the gathers that hold no other.
std::vector<spec::Name> Leaves::link() {
  std::vector<spec::Name> ready;
  for (std::size_t i = 0; i < scenario_.awaitables.size(); ++i) {
    const auto name = static_cast<spec::Name>(i + 1);
    if (!is_gather(name)) continue;
    for (const spec::Name each : scenario_.awaitables[i].of) {
      if (!is_gather(each)) continue;
      holders_[index(each)].push_back(name);
      ++missing_[name];
    }
    if (!missing_.contains(name)) ready.push_back(name);
  }
  return ready;
}

}  // namespace gathercheck::conformance
