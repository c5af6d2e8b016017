// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/child_process.hpp"

#include <algorithm>

#include "child_lane.hpp"

namespace gathercheck::conformance {
namespace {

/// For fewer scenarios each, no further process is worth its start.
constexpr std::size_t fewest_for_each = 8;

/// Which of `count` runs a scenario. Scenarios of one kind often come at even places: in each round
/// the order is another one.
std::size_t lane_of(std::size_t scenario, std::size_t count) {
  return (scenario + scenario / count) % count;
}

}  // namespace

ChildProcess::ChildProcess(Options options) {
  lanes_.push_back(std::make_unique<ChildLane>(std::move(options)));
}

ChildProcess::~ChildProcess() = default;

const Identity& ChildProcess::identity() const {
  return lanes_.front()->identity();
}

const ChildProcess::Options& ChildProcess::options() const {
  return lanes_.front()->options();
}

void ChildProcess::run(std::span<const Scenario> scenarios, const Report& report) {
  const auto count = std::clamp<std::size_t>(scenarios.size() / fewest_for_each, 1,
                                             std::max<std::size_t>(options().care.jobs, 1));
  while (lanes_.size() < count) add_lane();
  try {
    for (std::size_t i = 0; i < scenarios.size(); ++i) lanes_[lane_of(i, count)]->ask(scenarios[i]);
    for (const auto& lane : lanes_) lane->send();
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      report(i, lanes_[lane_of(i, count)]->answer());
  } catch (...) {
    for (const auto& lane : lanes_) lane->forget();
    throw;
  }
}

void ChildProcess::add_lane() {
  auto lane = std::make_unique<ChildLane>(options());
  if (lane->identity() != identity())
    throw Unavailable("\"" + options().command.front() +
                      "\" was started once more and says that it is another implementation");
  lanes_.push_back(std::move(lane));
}

}  // namespace gathercheck::conformance
