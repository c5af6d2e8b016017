// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/conformance/shrink.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "reference_adapter.hpp"
#include "schema.hpp"

namespace gathercheck::conformance {
namespace {

/// Calls `visit(scenario)` for scenarios of every situation of the dialect, made for an edition.
template <typename Visit>
void each_scenario(spec::Edition edition, std::uint64_t count, Visit visit) {
  for (const auto word : situation_words()) {
    const Focus focus(word);
    if (!focus.speaks_python()) continue;
    for (std::uint64_t i = 0; i < count; ++i)
      visit(random_scenario(3, i, World::python(focus, edition)));
  }
}

TEST(PythonWorld, ScenariosFitTheSchema) {
  const spec::JsonSchema schema("scenario");
  each_scenario(spec::newest_edition, 40, [&](const Scenario& scenario) {
    const auto text = to_json(scenario);
    ASSERT_EQ(schema.complaint(nlohmann::json::parse(text)), "") << text;
  });
}

/// Every word of the dialect that an array lists, if the texts of the scenarios have it.
template <typename Words>
void expect_words(const std::string& texts, const Words& words) {
  for (const auto word : words)
    if (!word.empty()) {
      EXPECT_NE(texts.find('"' + std::string(word) + '"'), std::string::npos) << word;
    }
}

TEST(PythonWorld, SpeaksTheWholeDialect) {
  std::string texts;
  each_scenario(spec::newest_edition, 400,
                [&](const Scenario& scenario) { texts += to_json(scenario); });
  expect_words(texts, op_words);
  expect_words(texts, note_words);
  expect_words(texts, bound_words);
  expect_words(texts, until_words);
  expect_words(texts, object_type_words);
  expect_words(texts, runner_words);
  expect_words(texts, std::set<std::string_view>{"eager", "factory", "before", "current", "thread",
                                                 "other", "positional", "keywords", "running",
                                                 "KeyboardInterrupt", "SystemExit", "StopIteration",
                                                 "StopAsyncIteration", "GeneratorExit"});
}

TEST(PythonWorld, HasNothingThatIsNewerThanTheEdition) {
  std::string texts;
  each_scenario({10}, 200, [&](const Scenario& scenario) { texts += to_json(scenario); });
  for (const auto* word : {"\"eager\"", "\"task_group\"", "\"awaited_by\""})
    EXPECT_EQ(texts.find(word), std::string::npos) << word;
  each_scenario({10}, 200, [&](const Scenario& scenario) {
    for (const auto& step : scenario.main.steps)
      EXPECT_FALSE(step.op == Op::await && step.bound() == Bound::timeout) << to_json(scenario);
  });
}

TEST(PythonWorld, IsMadeForFociThatWantIt) {
  RandomScenarios source(200, 4, {Focus("garbage"), Focus("failures")});
  std::size_t python = 0;
  for (const auto& scenario : source.next(200)) python += scenario.python ? 1 : 0;
  EXPECT_EQ(python, 50u);
}

TEST(PythonWorld, DoesNotChangeWhatOtherFociMake) {
  RandomScenarios with(100, 4, {Focus("failures"), Focus("garbage")});
  RandomScenarios without(100, 4, {Focus("failures"), Focus("ties")});
  const auto a = with.next(100);
  const auto b = without.next(100);
  for (std::size_t i = 0; i < a.size(); ++i)
    if (i % 4 != 3) {
      EXPECT_EQ(a[i], b[i]) << i;
    }
}

TEST(PythonWorld, IsNotForTheReference) {
  ReferenceAdapter reference(spec::newest_edition);
  each_scenario(spec::newest_edition, 2, [&](const Scenario& scenario) {
    auto run = reference.run_one(scenario);
    ASSERT_NE(run.trouble(), nullptr);
    EXPECT_EQ(run.trouble()->kind, Trouble::Kind::refused);
  });
}

TEST(PythonWorld, ReductionsAreValidScenarios) {
  each_scenario(spec::newest_edition, 8, [](const Scenario& scenario) {
    for (const auto& smaller : reductions(scenario))
      ASSERT_EQ(parse_scenario(to_json(smaller)), smaller) << to_json(smaller);
  });
}

TEST(PythonWorld, ShrinksToAPlainScenarioWhereThatIsEnough) {
  each_scenario(spec::newest_edition, 4, [](const Scenario& scenario) {
    const auto small = shrink(scenario, [](const Scenario&) { return true; });
    EXPECT_EQ(to_json(small), R"({"scenario":1,"awaitables":[],"main":{"script":[]}})");
  });
}

TEST(PythonWorld, ShrinksToTheWordThatMatters) {
  each_scenario(spec::newest_edition, 20, [](const Scenario& scenario) {
    const auto fails = [](const Scenario& each) {
      return to_json(each).find("\"wait_for\"") != std::string::npos;
    };
    if (!fails(scenario)) return;
    const auto small = shrink(scenario, fails);
    EXPECT_EQ(small.awaitables.size(), 2u) << to_json(small);
    EXPECT_TRUE(small.main.steps.empty()) << to_json(small);
  });
}

}  // namespace
}  // namespace gathercheck::conformance
