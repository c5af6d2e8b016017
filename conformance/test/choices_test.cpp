// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/choices.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace gathercheck::conformance {
namespace {

TEST(Choices, TheSameSeedMakesTheSameChoices) {
  auto a = Choices::random(7);
  auto b = Choices::random(7);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(a.below(1000), b.below(1000));
}

TEST(Choices, NeighbouringSeedsMakeOtherChoices) {
  std::set<std::uint32_t> first;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    first.insert(Choices::random(seed).below(1u << 30));
  EXPECT_GT(first.size(), 990u);
}

TEST(Choices, RandomChoicesStayBelowTheirBound) {
  auto choices = Choices::random(1);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(choices.below(5));
  EXPECT_EQ(seen, (std::set<std::uint32_t>{0, 1, 2, 3, 4}));
}

TEST(Choices, ExhaustiveChoicesVisitEachSequenceOnceInOrder) {
  auto choices = Choices::exhaustive();
  std::vector<std::string> visited;
  do {
    const auto length = choices.below(3);
    std::string sequence = std::to_string(length) + ":";
    for (std::uint32_t i = 0; i < length; ++i) sequence += std::to_string(choices.below(2));
    visited.push_back(sequence);
  } while (choices.next());
  EXPECT_EQ(visited,
            (std::vector<std::string>{"0:", "1:0", "1:1", "2:00", "2:01", "2:10", "2:11"}));
}

}  // namespace
}  // namespace gathercheck::conformance
