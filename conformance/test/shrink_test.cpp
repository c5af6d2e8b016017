// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Shrink, GivesErrorsThatAreTwoDifferentTypes) {
  const auto scenario = parse_scenario(
      R"({"scenario":1,"awaitables":[)"
      R"({"name":"a","kind":"coroutine","script":[{"sleep":2},{"raise":"BaseError"}]},)"
      R"({"name":"b","kind":"coroutine","script":[{"sleep":1},{"raise":"BaseError"}]},)"
      R"({"name":"outer","kind":"gather","of":["a","b"]}],"main":{"script":[{"gather":"outer"}]}})");
  const auto small = shrink(scenario, [](const Scenario& each) {
    return std::ranges::count_if(each.awaitables, [](const Awaitable& awaitable) {
             return std::ranges::count(awaitable.script.steps, Op::raise, &Step::op) > 0;
           }) == 2;
  });
  EXPECT_EQ(to_json(small), R"({"scenario":1,"awaitables":[)"
                            R"({"name":"a","kind":"coroutine","script":[{"raise":"ValueError"}]},)"
                            R"({"name":"b","kind":"coroutine","script":[{"raise":"KeyError"}]},)"
                            R"({"name":"outer","kind":"gather","of":["a","b"]}],)"
                            R"("main":{"script":[]}})");
}

TEST(Shrink, AScenarioThatCannotBeSmallerStaysAsItIs) {
  auto choices = Choices::random(1);
  const auto scenario = generate(choices, World::large());
  EXPECT_EQ(shrink(scenario, [](const Scenario&) { return false; }), scenario);
}

}  // namespace
}  // namespace gathercheck::conformance
