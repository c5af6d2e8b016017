// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/completeness.hpp"

#include <gtest/gtest.h>

#include <set>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

const std::filesystem::path traces = GATHERCHECK_TRACES;
constexpr spec::Edition edition{13};

std::vector<RecordedRun> small_parts() {
  const Part parts[] = {Part::facts, Part::examples};
  return recorded_runs(Recording(traces, edition), Corpus(traces), parts);
}

CompletenessResult measure(const CompletenessOptions& options) {
  ReferenceAdapter reference(edition);
  const auto runs = small_parts();
  return measure_completeness(runs, reference, options);
}

TEST(TraceEdits, HaveWordsOfTheirOwn) {
  std::set<std::string_view> words;
  for (const auto& edit : trace_edits()) {
    EXPECT_TRUE(words.insert(edit.word).second) << edit.word;
    EXPECT_EQ(find_edit(edit.word), &edit);
  }
  EXPECT_EQ(find_edit("nonsense"), nullptr);
}

TEST(TraceEdits, ChangeTheTraceOrLeaveItAlone) {
  for (const auto& run : small_parts()) {
    const auto original = spec::parse_trace(run.trace);
    for (const auto& edit : trace_edits()) {
      auto choices = Choices::random(1);
      auto falsified = original;
      const bool changed = edit.apply(falsified, choices);
      EXPECT_TRUE(changed || falsified == original) << edit.word << '\n' << run.trace;
    }
  }
}

TEST(TraceEdits, OfPlainTracesAllApplySomewhere) {
  CompletenessOptions options;
  options.of_each = 20;
  for (const auto& tally : measure(options).tallies) {
    EXPECT_EQ(tally.made > 0, !tally.edit->of_dialect) << tally.edit->word;
  }
}

TEST(Completeness, TheSameSeedGivesTheSameNumbers) {
  CompletenessOptions options;
  options.of_each = 3;
  const auto one = measure(options);
  const auto again = measure(options);
  for (const auto profile : {spec::Profile::values, spec::Profile::turns}) {
    EXPECT_EQ(one.total(profile).observable, again.total(profile).observable);
    EXPECT_EQ(one.total(profile).rejected, again.total(profile).rejected);
  }
}

TEST(Completeness, AnEditThatMakesAnotherTrueTraceIsNoFalsification) {
  // Whether a callback raises is up to the program.
  constexpr auto raising = R"({"scenario":1,"awaitables":[{"name":"outer","kind":"gather","of":[]}],
    "main":{"script":[{"gather":"outer"},
      {"add_done_callback":"outer","label":"k","do":[{"raise":"ValueError"}]}]}})";
  const auto trace = ReferenceAdapter::trace(parse_scenario(raising), edition);
  const std::vector<RecordedRun> runs{{raising, spec::to_json(trace)}};
  ReferenceAdapter reference(edition);
  CompletenessOptions options;
  options.edits = {find_edit("drop")};
  options.of_each = 50;
  const auto result = measure_completeness(runs, reference, options);
  const auto& future = result.tallies.front().at(spec::Profile::future);
  EXPECT_GT(future.equivalent, 0u);
  EXPECT_EQ(future.survived(), 0u);
}

TEST(Completeness, SurvivorsAreKeptAsFarAsTheyAreWanted) {
  CompletenessOptions options;
  options.edits = {find_edit("message")};
  options.of_each = 100;
  EXPECT_TRUE(measure(options).survivors.empty());
  options.survivors = 3;
  const auto result = measure(options);
  EXPECT_LE(result.survivors.size(), 3u);
  for (const auto& survivor : result.survivors) EXPECT_NE(survivor.original, survivor.falsified);
}

TEST(Completeness, ResultsOfSeveralRecordingsAddUp) {
  CompletenessOptions options;
  options.of_each = 3;
  const auto one = measure(options);
  CompletenessResult both;
  both.add(one);
  both.add(one);
  EXPECT_EQ(both.total(spec::Profile::turns).rejected,
            2 * one.total(spec::Profile::turns).rejected);
}

}  // namespace
}  // namespace gathercheck::conformance
