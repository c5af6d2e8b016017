// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "gathercheck/conformance/situation.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::conformance {
namespace {

TEST(WordsOfTheLaw, EveryFocusIsMadeOfSituationsThatTheGeneratorKnows) {
  for (const auto& rule : spec::law()) EXPECT_NO_THROW(Focus(rule.focus)) << rule.id;
}

TEST(WordsOfTheLaw, EveryNeedIsACapabilityThatAdaptersCanClaim) {
  const std::set<std::string> known{
      "cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions",
      "duplicates",   "nesting",      "empty",          "futures",
      "tasks",        "callbacks",    "observe",        "identity",
      "turns",        "set_by_hand",  "shield"};
  for (const auto& rule : spec::law()) {
    std::istringstream words{std::string(rule.needs)};
    for (std::string word; words >> word;)
      EXPECT_TRUE(known.contains(word)) << rule.id << ' ' << word;
  }
}

}  // namespace
}  // namespace gathercheck::conformance
