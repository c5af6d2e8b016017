// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/shrink.hpp"

#include <gtest/gtest.h>

#include "gathercheck/conformance/scenario_gen.hpp"
#include "gathercheck/conformance/scenario_json.hpp"

namespace gathercheck::conformance {
namespace {

bool raises(const Scenario& scenario) {
  for (const auto& awaitable : scenario.awaitables)
    for (const auto& step : awaitable.script.steps)
      if (step.op == Op::raise) return true;
  return false;
}

TEST(Shrink, ReductionsAreValidScenarios) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    auto choices = Choices::random(seed);
    for (const auto& smaller : reductions(generate(choices, World::large())))
      ASSERT_EQ(parse_scenario(to_json(smaller)), smaller) << to_json(smaller);
  }
}

TEST(Shrink, LeavesLittleButTheCause) {
  int failing = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    auto choices = Choices::random(seed);
    const auto scenario = generate(choices, World::large());
    const auto fails = [](const Scenario& each) {
      return raises(each) && !each.awaitables.back().of.empty();
    };
    if (!fails(scenario)) continue;
    ++failing;
    auto small = shrink(scenario, fails);
    ASSERT_TRUE(fails(small));
    EXPECT_LE(small.awaitables.size(), 3u) << to_json(small);
    EXPECT_TRUE(small.timeline.empty()) << to_json(small);
  }
  EXPECT_GT(failing, 5);
}

TEST(Shrink, AScenarioThatCannotBeSmallerStaysAsItIs) {
  auto choices = Choices::random(1);
  const auto scenario = generate(choices, World::large());
  EXPECT_EQ(shrink(scenario, [](const Scenario&) { return false; }), scenario);
}

}  // namespace
}  // namespace gathercheck::conformance
