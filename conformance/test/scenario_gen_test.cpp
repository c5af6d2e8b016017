// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_gen.hpp"

#include <gtest/gtest.h>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_source.hpp"

namespace gathercheck::conformance {
namespace {

TEST(Generator, LargeScenariosAreValidAndSurviveTheirText) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    auto choices = Choices::random(seed);
    const auto scenario = generate(choices, World::large());
    ASSERT_EQ(parse_scenario(to_json(scenario)), scenario) << to_json(scenario);
    ASSERT_EQ(parse_scenario(to_pretty_json(scenario)), scenario);
  }
}

TEST(Generator, EveryFocusMakesValidScenarios) {
  for (const auto word : situation_words()) {
    const Focus focus(word);
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      auto choices = Choices::random(seed);
      const auto scenario = generate(choices, World::of(focus, {8 + static_cast<int>(seed % 7)}));
      ASSERT_EQ(parse_scenario(to_json(scenario)), scenario) << word << ' ' << to_json(scenario);
      ASSERT_EQ(scenario.python.has_value(), focus.speaks_python()) << word;
    }
  }
}

TEST(Generator, TheSameSeedMakesTheSameScenario) {
  auto a = Choices::random(3);
  auto b = Choices::random(3);
  EXPECT_EQ(generate(a, World::large()), generate(b, World::large()));
}

TEST(Generator, TheBoundedWorldIsAsLargeAsItsChoicesMakeIt) {
  // 13 arguments for the first position, 14 for each further one; return_exceptions; 3 ways to
  // await; 20 stimuli.
  constexpr std::uint64_t arguments = 1 + 13 + 13 * 14 + 13 * 14 * 14;
  WholeWorld world;
  std::uint64_t count = 0;
  for (auto batch = world.next(1000); !batch.empty(); batch = world.next(1000))
    count += batch.size();
  EXPECT_EQ(count, arguments * 2 * 3 * 20);
}

TEST(Generator, ScenariosOfTheBoundedWorldAreValid) {
  WholeWorld world;
  std::uint64_t index = 0;
  for (auto batch = world.next(997); !batch.empty(); batch = world.next(997), ++index)
    ASSERT_EQ(parse_scenario(to_json(batch.front())), batch.front());
  EXPECT_GT(index, 300u);
}

TEST(Generator, AnUnknownSituationIsRefused) {
  EXPECT_THROW(Focus("failures nonsense"), std::invalid_argument);
}

TEST(RandomScenarios, BatchesDoNotChangeTheScenarios) {
  RandomScenarios whole(50, 9, {Focus("failures")});
  RandomScenarios parts(50, 9, {Focus("failures")});
  const auto all = whole.next(100);
  std::vector<Scenario> pieces;
  for (auto batch = parts.next(7); !batch.empty(); batch = parts.next(7))
    pieces.insert(pieces.end(), batch.begin(), batch.end());
  EXPECT_EQ(all, pieces);
  EXPECT_EQ(all.size(), 50u);
}

}  // namespace
}  // namespace gathercheck::conformance
