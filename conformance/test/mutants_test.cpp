// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <iterator>
#include <set>
#include <sstream>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/history.hpp"
#include "mutant_adapter.hpp"
#include "score.hpp"

namespace gathercheck::conformance {

/// How GoogleTest shows one.
static void PrintTo(const Mutant& mutant, std::ostream* out) {
  *out << mutant.name;
}

namespace {

std::vector<std::string> expected_rules(const Mutant& mutant) {
  std::istringstream words{std::string(mutant.expect)};
  return {std::istream_iterator<std::string>(words), {}};
}

/// The examples of the rules, and hardly more.
TrialOptions few() {
  return {.cases = 20, .reach = 0, .diagnose = false};
}

TEST(Zoo, HasEightyWrongGathersOrMoreAndNoNameTwice) {
  std::set<std::string_view> names;
  for (const auto& mutant : zoo()) names.insert(mutant.name);
  EXPECT_EQ(names.size(), zoo().size());
  EXPECT_GE(names.size(), 80u);
}

TEST(Zoo, EachSaysWhatItDoesWrongWhereThatWasSeenAndWhichRulesDescribeIt) {
  for (const auto& mutant : zoo()) {
    SCOPED_TRACE(mutant.name);
    EXPECT_TRUE(std::ranges::all_of(mutant.name, [](unsigned char c) {
      return std::islower(c) || std::isdigit(c) || c == '_';
    }));
    EXPECT_GE(mutant.story.size(), 15u);
    EXPECT_EQ(mutant.story.find('|'), std::string_view::npos) << "it stands in a table";
    EXPECT_NE(mutant.expect.empty(), mutant.equivalent.empty());
    EXPECT_NO_THROW(select_rules(expected_rules(mutant), {}, mutant.edition));
    EXPECT_EQ(find_mutant(mutant.name), &mutant);
  }
  EXPECT_EQ(find_mutant("does_everything_wrong"), nullptr);
}

TEST(Zoo, NoRuleIsExcusedThatIsExpectedToKill) {
  std::set<std::string> expected;
  for (const auto& mutant : zoo())
    for (const auto& rule : expected_rules(mutant)) expected.insert(rule);
  for (const auto& rule : spec::law())
    EXPECT_FALSE(!excuse(rule).empty() && expected.contains(std::string(rule.id))) << rule.id;
}

class WrongGathers : public testing::TestWithParam<Mutant> {};

TEST_P(WrongGathers, AreKilledByTheRulesThatDescribeTheMistake) {
  const auto& mutant = GetParam();
  const auto expected = expected_rules(mutant);
  if (expected.empty()) GTEST_SKIP() << mutant.equivalent;
  MutantAdapter adapter(mutant);
  auto unnoticed = select_rules(expected, {}, mutant.edition);
  for (const std::uint64_t cases : {200u, 1'000u, 5'000u, 20'000u}) {
    const auto result = hold_trial(adapter, unnoticed, mutant.edition,
                                   {.cases = cases, .reach = 0, .diagnose = false});
    EXPECT_EQ(result.mishaps, 0u);
    unnoticed.clear();
    for (const auto& tally : result.tally.rules())
      if (tally.violated == 0) unnoticed.push_back(tally.rule);
    if (unnoticed.empty()) return;
  }
  for (const auto* rule : unnoticed) ADD_FAILURE() << rule->id << " does not notice";
}

INSTANTIATE_TEST_SUITE_P(Zoo, WrongGathers, testing::ValuesIn(zoo().begin(), zoo().end()),
                         [](const auto& mutant) { return std::string(mutant.param.name); });

TEST(Score, TheGatherWithoutAMistakeSurvives) {
  const auto examination = examine(*find_mutant("does_nothing_wrong"), few());
  EXPECT_FALSE(examination.killed());
  EXPECT_EQ(examination.first_kill(), 0u);
  EXPECT_TRUE(examination.missed().empty());
  EXPECT_GT(examination.scenarios, 100u);
}

TEST(Score, NamesTheRulesTheTimesAndTheFirstScenario) {
  const auto& mutant = *find_mutant("raises_when_empty");
  const auto examination = examine(mutant, few());
  ASSERT_EQ(examination.kills.size(), 1u);
  const auto& kill = examination.kills.front();
  EXPECT_EQ(kill.rule->id, "ERR-9");
  EXPECT_GT(kill.times, 1u);
  EXPECT_EQ(kill.scenario, examination.first_kill());
  // The examples come first: it is the first of them in which that happens.
  MutantAdapter adapter(mutant);
  std::uint64_t number = 0;
  for (const auto* rule : select_rules({}, {}, mutant.edition)) {
    if (!adapter.identity().supports(rule->needs)) continue;
    ++number;
    const auto trace = adapter.run_one(parse_scenario(rule->example)).take_trace();
    if (kill.rule->judge(spec::History(trace)).verdict == spec::Verdict::violated) break;
  }
  EXPECT_EQ(kill.scenario, number);
}

TEST(Score, TellsTheRulesThatMissAMistakeTheyDescribe) {
  auto mutant = *find_mutant("raises_when_empty");
  mutant.expect = "ERR-1 ERR-9 ERR-5";
  EXPECT_EQ(examine(mutant, few()).missed(), (std::vector<std::string_view>{"ERR-1", "ERR-5"}));
}

TEST(Score, CountsKillsSurvivorsAndWhatOnlyOneRuleKills) {
  Mutant survivor = *find_mutant("does_nothing_wrong");
  survivor.equivalent = "";
  const std::vector<const Mutant*> some{find_mutant("raises_when_empty"),
                                        find_mutant("does_nothing_wrong"), &survivor,
                                        find_mutant("hangs_after_a_failure")};
  const auto score = examine(some, few());
  EXPECT_EQ(score.killed(), 2u);
  EXPECT_EQ(score.killable(), 3u);
  ASSERT_EQ(score.survivors().size(), 1u);
  EXPECT_EQ(score.survivors().front()->mutant, &survivor);
  EXPECT_EQ(score.first_kills().size(), 2u);
  const auto rules = score.rules();
  ASSERT_EQ(rules.size(), spec::law().size());
  for (const auto& each : rules) {
    const bool is_err_9 = each.rule->id == "ERR-9";
    EXPECT_EQ(each.kills_alone, is_err_9 ? std::vector{some[0]} : std::vector<const Mutant*>());
    if (each.rule->id == "ERR-1") {
      EXPECT_EQ(each.kills, std::vector{some[3]});
    }
  }
}

TEST(Score, TwoAtATimeGiveWhatOneGives) {
  std::vector<const Mutant*> some;
  for (std::size_t i = 0; i < 6; ++i) some.push_back(&zoo()[i * zoo().size() / 6]);
  const auto score = examine(some, few());
  ASSERT_EQ(score.examinations.size(), some.size());
  for (std::size_t i = 0; i < some.size(); ++i) {
    EXPECT_EQ(score.examinations[i].mutant, some[i]);
    const auto alone = examine(*some[i], few());
    EXPECT_EQ(score.examinations[i].first_kill(), alone.first_kill());
    EXPECT_EQ(score.examinations[i].kills.size(), alone.kills.size());
    EXPECT_EQ(score.examinations[i].scenarios, alone.scenarios);
  }
}

TEST(Score, StopsWhenTold) {
  std::vector<const Mutant*> all;
  for (const auto& mutant : zoo()) all.push_back(&mutant);
  std::atomic<int> asked = 0;
  const auto score = examine(all, few(), {}, [&] { return ++asked < 4; });
  EXPECT_TRUE(score.interrupted);
  EXPECT_LT(score.examinations.size(), all.size());
}

TEST(Excuses, AreOfRulesOfTheDialectAndOfTheLoop) {
  for (const auto& rule : spec::law()) {
    const bool of_the_dialect = rule.needs.find("python") != std::string_view::npos;
    EXPECT_EQ(excuse(rule).find("only a Python") != std::string_view::npos, of_the_dialect)
        << rule.id;
    const bool may_be_idle = of_the_dialect || rule.id == "BODY-8";
    EXPECT_NE(excuse(rule).empty(), may_be_idle) << rule.id;
  }
}

}  // namespace
}  // namespace gathercheck::conformance
