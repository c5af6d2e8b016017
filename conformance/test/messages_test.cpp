// SPDX-License-Identifier: MIT
//
// What is said of each wrong gather, pinned in messages/: `gathercheck mutants --messages` writes
// them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "first_message.hpp"
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

/// The calls and awaits of main, what the children do, and what the timeline does.
std::size_t steps_in(const Scenario& scenario) {
  auto count = steps_in(scenario.main);
  for (const auto& each : scenario.awaitables) count += steps_in(each.script);
  for (const auto& moment : scenario.timeline) count += steps_in(moment.actions);
  return count;
}

/// What one gather leaves behind for the next takes two; and a child that is asked, heard of and
/// not waited for is one of an inner gather that others have as well.
bool needs_more(const Mutant& mutant) {
  return mutant.name == "leaves_the_cancellation_to_the_next" ||
         mutant.name == "does_not_wait_for_a_child_that_was_asked";
}

class Messages : public testing::TestWithParam<Mutant> {};

TEST_P(Messages, NameADescribingRuleAndShowItInAFewSteps) {
  const auto& mutant = GetParam();
  const auto failure = first_failure(mutant);
  ASSERT_EQ(failure.has_value(), mutant.equivalent.empty());
  if (!failure) return;
  const auto& scenario = failure->violation.scenario;
  const auto is_child = [](const Awaitable& each) { return each.kind != spec::Kind::gather; };
  if (!needs_more(mutant)) {
    const auto rules = " " + std::string(mutant.expect) + " ";
    EXPECT_NE(rules.find(" " + std::string(failure->rule->id) + " "), std::string::npos)
        << failure->rule->id;
    EXPECT_LE(std::ranges::count_if(scenario.awaitables, is_child), 3) << to_json(scenario);
    EXPECT_LE(steps_in(scenario), 6u) << to_json(scenario);
  }
  EXPECT_EQ(first_message(mutant), pinned(mutant));
}

TEST_P(Messages, AreTheSameWhateverTheSeed) {
  const auto& mutant = GetParam();
  const auto first = first_failure(mutant);
  const auto other = first_failure(mutant, 2, 200);
  // Those that take many scenarios to be noticed at all may be noticed by other rules first.
  if (!first || !other || needs_more(mutant)) return;
  EXPECT_EQ(other->rule->id, first->rule->id);
  EXPECT_EQ(to_json(other->violation.scenario), to_json(first->violation.scenario));
}

INSTANTIATE_TEST_SUITE_P(Zoo, Messages, testing::ValuesIn(zoo().begin(), zoo().end()),
                         [](const auto& mutant) { return std::string(mutant.param.name); });

}  // namespace
}  // namespace gathercheck::conformance
