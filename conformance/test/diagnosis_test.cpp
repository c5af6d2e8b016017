// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "expectation.hpp"
#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "gathercheck/spec/history.hpp"
#include "mutant_adapter.hpp"
#include "reference_adapter.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

TrialResult trial_of(Implementation& implementation) {
  const auto edition = implementation.identity().edition;
  return hold_trial(implementation, select_rules({}, {}, edition), edition,
                    {.cases = 300, .reach = 0});
}

/// A gather with two mistakes that have nothing to do with each other: of an empty gather one, of
/// all others another.
class TwoMistakes : public Implementation {
 public:
  TwoMistakes(std::string_view of_empty, std::string_view of_others)
      : of_empty_(*find_mutant(of_empty)), of_others_(*find_mutant(of_others)) {}
  const Identity& identity() const override { return of_others_.identity(); }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      report(i, (has_empty(scenarios[i]) ? of_empty_ : of_others_).run_one(scenarios[i]));
  }

 private:
  static bool has_empty(const Scenario& scenario) {
    return std::ranges::any_of(scenario.awaitables, [](const Awaitable& each) {
      return each.kind == spec::Kind::gather && each.of.empty();
    });
  }

  MutantAdapter of_empty_;
  MutantAdapter of_others_;
};

std::string text_of(const TrialResult& result) {
  const auto beside = asides(result.failures, result.identity, result.edition, "mine");
  return failure_text(result.failures.front(), beside.front());
}

TEST(Diagnosis, OfWhatViolatesNothingIsEmpty) {
  ReferenceAdapter reference(spec::newest_edition);
  EXPECT_TRUE(trial_of(reference).failures.empty());
}

TEST(Diagnosis, GivesEveryViolatedRuleOneFailure) {
  MutantAdapter adapter(*find_mutant("cancels_the_siblings_on_failure"));
  const auto result = trial_of(adapter);
  std::multiset<const spec::Rule*> told;
  for (const auto& failure : result.failures) {
    told.insert(failure.rule);
    told.insert(failure.related.begin(), failure.related.end());
  }
  EXPECT_GT(told.size(), 10u);
  for (const auto& tally : result.tally.rules())
    EXPECT_EQ(told.count(tally.rule), tally.violated > 0 ? 1u : 0u) << tally.rule->id;
}

TEST(Diagnosis, EveryViolationIsOneOfItsScenario) {
  MutantAdapter adapter(*find_mutant("lists_failures_always"));
  const auto result = trial_of(adapter);
  ASSERT_FALSE(result.failures.empty());
  for (const auto& tally : result.tally.rules()) {
    if (!tally.first_violation) continue;
    const auto& violation = *tally.first_violation;
    const auto trace = adapter.run_one(violation.scenario).take_trace();
    EXPECT_EQ(trace, violation.trace) << tally.rule->id;
    EXPECT_EQ(tally.rule->judge(spec::History(trace)), violation.judgement) << tally.rule->id;
  }
}

TEST(Diagnosis, KeepsTwoMistakesApart) {
  TwoMistakes adapter("hangs_when_empty", "waits_for_all_before_failing");
  std::set<std::string_view> leaders;
  for (const auto& failure : trial_of(adapter).failures) leaders.insert(failure.rule->id);
  EXPECT_TRUE(leaders.contains("EMPTY-1"));
  EXPECT_TRUE(leaders.contains("ERR-1"));
}

TEST(Diagnosis, LeadsToTheSameScenarioFromEverySeed) {
  std::set<std::string> scenarios;
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    MutantAdapter adapter(*find_mutant("wraps_a_failure"));
    const auto result = hold_trial(adapter, select_rules({}, {}, spec::newest_edition),
                                   spec::newest_edition, {.cases = 300, .seed = seed, .reach = 0});
    ASSERT_FALSE(result.failures.empty());
    EXPECT_EQ(result.failures.front().rule->id, "ERR-2");
    scenarios.insert(to_json(result.failures.front().violation.scenario));
  }
  EXPECT_EQ(
      scenarios,
      (std::set<std::string>{
          R"({"scenario":1,"awaitables":[{"name":"a","kind":"coroutine","script":[{"raise":"ValueError"}]},)"
          R"({"name":"outer","kind":"gather","of":["a"]}],"main":{"script":[{"gather":"outer"}]}})"}));
}

TEST(Diagnosis, OfListedScenariosLooksAtNothingElse) {
  // Of all scenarios the plainest has a coroutine.
  MutantAdapter adapter(*find_mutant("wraps_a_failure"));
  const auto listed = parse_scenario(
      R"({"scenario":1,"awaitables":[{"name":"f","kind":"future"},)"
      R"({"name":"outer","kind":"gather","of":["f"]}],"main":{"script":[{"gather":"outer"},)"
      R"({"set_exception":"f","error":"ValueError"}]}})");
  TrialOptions options;
  options.listed = std::vector{listed};
  const auto result = hold_trial(adapter, select_rules({}, {}, spec::newest_edition),
                                 spec::newest_edition, options);
  EXPECT_EQ(result.generated, 1u);
  ASSERT_FALSE(result.failures.empty());
  const auto& shown = result.failures.front().violation.scenario;
  EXPECT_EQ(shown.awaitables.front().kind, spec::Kind::future) << to_json(shown);
}

TEST(FailureText, HasTheRuleTheReasonBothTracesAndTheWayBack) {
  MutantAdapter adapter(*find_mutant("wraps_a_failure"));
  const auto text = text_of(trial_of(adapter));
  for (const auto* part :
       {"ERR-2 violated", "MUST, every edition", "a failed with ValueError at 0 (turn 1)",
        "reference 3.14", "mutant:wraps_a_failure", "\n>    0    2  finally outer: ValueError ",
        "hint:     seen before in wraps_a_failure",
        "related:  ", "| gathercheck check 'mine' --replay -",
        "rule:     spec/rules/errors.md (gathercheck rules ERR-2)"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(FailureText, KeepsToEightyColumnsButForTheReplay) {
  for (const auto* name : {"wraps_a_failure", "cancels_the_siblings_on_failure",
                           "raises_when_empty", "calls_back_a_turn_late"}) {
    MutantAdapter adapter(*find_mutant(name));
    std::istringstream lines(text_of(trial_of(adapter)));
    for (std::string line; std::getline(lines, line);)
      EXPECT_TRUE(line.size() <= 80 || line.starts_with("  replay:")) << line;
  }
}

TEST(FailureText, MarksTheFirstDifferenceOnce) {
  MutantAdapter adapter(*find_mutant("hangs_when_empty"));
  const auto text = text_of(trial_of(adapter));
  const auto first = text.find("\n> ");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("\n> ", first + 1), std::string::npos);
}

}  // namespace
}  // namespace gathercheck::conformance
