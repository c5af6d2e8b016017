// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_size.hpp"

#include <algorithm>

namespace gathercheck::conformance {
namespace {

std::size_t steps_in(const std::vector<Step>& steps) {
  auto count = steps.size();
  for (const auto& step : steps) count += steps_in(step.actions);
  return count;
}

std::size_t steps_in(const Script& script) {
  auto count = steps_in(script.steps);
  for (const auto& reaction : script.on_cancel) count += steps_in(reaction);
  return count;
}

}  // namespace

ScenarioSize size_of(const Scenario& scenario) {
  ScenarioSize size{0, steps_in(scenario.main)};
  for (const auto& each : scenario.awaitables) {
    if (each.kind != spec::Kind::gather) ++size.children;
    size.steps += steps_in(each.script);
  }
  for (const auto& moment : scenario.timeline) size.steps += steps_in(moment.actions);
  return size;
}

}  // namespace gathercheck::conformance
