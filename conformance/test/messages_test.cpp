// SPDX-License-Identifier: MIT
//
// What is said of each wrong gather, pinned in messages/: `gathercheck mutants --messages` writes
// them.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "first_failure.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {

/// How GoogleTest shows one.
static void PrintTo(const Mutant& mutant, std::ostream* out) {
  *out << mutant.name;
}

namespace {

std::string pinned(const Mutant& mutant) {
  std::ifstream file(GATHERCHECK_MESSAGES "/" + std::string(mutant.name) + ".txt");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Messages : public testing::TestWithParam<Mutant> {};

TEST_P(Messages, NameADescribingRuleAndShowItInAFewSteps) {
  const auto& mutant = GetParam();
  const FirstFailures first{&mutant, first_failure(mutant), 1, 1};
  ASSERT_EQ(first.failure.has_value(), mutant.equivalent.empty());
  if (!first.failure) return;
  const auto scenario = to_json(first.failure->violation.scenario);
  if (mutant.roundabout.empty()) {
    EXPECT_TRUE(first.describes()) << first.failure->rule->id;
    EXPECT_TRUE(first.is_plain()) << scenario;
  } else {
    EXPECT_FALSE(first.describes() && first.is_plain()) << scenario;
  }
  const auto message = first_message(mutant);
  EXPECT_NE(message.find("\n> "), std::string::npos) << "the columns look alike";
  EXPECT_EQ(message, pinned(mutant));
}

TEST_P(Messages, AreTheSameWhateverTheSeed) {
  const auto& mutant = GetParam();
  const auto first = first_failure(mutant);
  const auto other = first_failure(mutant, 2, 200);
  // Those that take many scenarios to be noticed at all may be noticed by other rules first.
  if (!first || !other || !mutant.roundabout.empty()) return;
  EXPECT_EQ(other->rule->id, first->rule->id);
  EXPECT_EQ(to_json(other->violation.scenario), to_json(first->violation.scenario));
}

INSTANTIATE_TEST_SUITE_P(Zoo, Messages, testing::ValuesIn(zoo().begin(), zoo().end()),
                         [](const auto& mutant) { return std::string(mutant.param.name); });

}  // namespace
}  // namespace gathercheck::conformance
