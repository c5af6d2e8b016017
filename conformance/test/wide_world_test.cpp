// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "gathercheck/conformance/extent.hpp"
#include "gathercheck/conformance/scenario_json.hpp"

namespace gathercheck::conformance {
namespace {

std::vector<std::string> sample_of(const World& world, std::uint64_t count, std::uint64_t seed) {
  const auto source = make_scenarios(Extent{world, {}, count}, seed);
  std::vector<std::string> texts;
  for (auto batch = source->next(100); !batch.empty(); batch = source->next(100))
    for (const auto& scenario : batch) texts.push_back(to_json(scenario));
  return texts;
}

TEST(WideWorld, HasMoreThanThreeMillionScenariosAndNoneTwice) {
#ifndef NDEBUG
  GTEST_SKIP() << "it takes minutes unless it is optimised";
#endif
  WholeWorld world(World::wide());
  std::unordered_set<std::size_t> seen;
  std::uint64_t count = 0;
  for (auto batch = world.next(1000); !batch.empty(); batch = world.next(1000)) {
    count += batch.size();
    for (const auto& scenario : batch) seen.insert(std::hash<std::string>()(to_json(scenario)));
  }
  EXPECT_EQ(count, 3'517'074u);
  EXPECT_EQ(seen.size(), count);
}

TEST(WideWorld, HasValidScenarios) {
  for (const auto& text : sample_of(World::wide(), 5000, 1))
    ASSERT_EQ(to_json(parse_scenario(text)), text);
}

TEST(Samples, AreDrawnBySeed) {
  const auto sample = sample_of(World::wide(), 300, 1);
  EXPECT_EQ(sample.size(), 300u);
  EXPECT_EQ(sample_of(World::wide(), 300, 1), sample);
  EXPECT_NE(sample_of(World::wide(), 300, 2), sample);
  EXPECT_NE(sample_of(World::small(), 300, 1), sample);
}

TEST(Shares, TakeTurns) {
  WholeWorld whole(World::wide());
  WholeWorld first(World::wide(), {1, 3});
  WholeWorld second(World::wide(), {2, 3});
  WholeWorld third(World::wide(), {3, 3});
  for (int i = 0; i < 500; ++i)
    for (auto* share : {&first, &second, &third}) EXPECT_EQ(share->next(1), whole.next(1)) << i;
}

TEST(Shares, AreTheWholeTogether) {
  std::size_t count = 0;
  for (std::uint64_t index = 1; index <= 2; ++index) {
    WholeWorld share(World::small(), {index, 2});
    for (auto batch = share.next(1000); !batch.empty(); batch = share.next(1000))
      count += batch.size();
  }
  EXPECT_EQ(count, 329'280u);
}

TEST(Extents, AreToldInWords) {
  EXPECT_EQ(to_text(Extent{}, 1), "the whole of the small world");
  EXPECT_EQ(to_text(Extent{World::wide(), {2, 8}}, 1), "share 2/8 of the wide world");
  EXPECT_EQ(to_text(Extent{World::wide(), {}, 9}, 7), "a sample of the wide world, seed 7");
}

}  // namespace
}  // namespace gathercheck::conformance
