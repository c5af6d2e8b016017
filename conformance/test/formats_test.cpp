// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "gathercheck/conformance/report.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "reference_adapter.hpp"
#include "schema.hpp"

namespace gathercheck::conformance {
namespace {

using nlohmann::json;
using spec::JsonSchema;

/// Expects that a scenario, and the reference's trace of it, are valid and survive their texts.
void expect_valid(const Scenario& scenario, spec::Edition edition) {
  static const JsonSchema scenarios("scenario");
  static const JsonSchema traces("trace");
  const auto text = to_json(scenario);
  EXPECT_EQ(scenarios.complaint(json::parse(text)), "") << text;
  EXPECT_EQ(parse_scenario(text), scenario) << text;
  // A parsed trace numbers the names of callbacks as it meets them, so the texts are compared.
  const auto trace = spec::to_json(ReferenceAdapter::trace(scenario, edition));
  EXPECT_EQ(traces.complaint(json::parse(trace)), "") << trace;
  const auto parsed = spec::parse_trace(trace);
  EXPECT_EQ(spec::to_json(parsed), trace);
  EXPECT_EQ(spec::parse_trace(spec::to_json(parsed)), parsed);
}

TEST(Formats, RandomScenariosAndTheirTracesAreValid) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    auto choices = Choices::random(seed);
    expect_valid(generate(choices, World::large()), {8 + static_cast<int>(seed % 7)});
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(Formats, ScenariosOfTheBoundedWorldAndTheirTracesAreValid) {
  WholeWorld world;
  for (auto batch = world.next(500); !batch.empty(); batch = world.next(500)) {
    expect_valid(batch.front(), spec::newest_edition);
    ASSERT_FALSE(HasFailure()) << to_json(batch.front());
  }
}

/// What the parser says against a scenario; empty if it takes it.
std::string complaint(const std::string& text) {
  try {
    parse_scenario(text);
    return "";
  } catch (const spec::FormatError& error) {
    return error.what();
  }
}

TEST(BadScenarios, AreRefusedWithTheirField) {
  const auto table = spec::format_file("bad_scenarios.json");
  EXPECT_GT(table.size(), 100u);
  for (const auto& bad : table) {
    const auto text =
        bad.contains("text") ? bad["text"].get<std::string>() : bad["document"].dump();
    const auto said = complaint(text);
    EXPECT_NE(said, "") << bad["name"];
    EXPECT_NE(said.find(bad["field"].get<std::string>()), std::string::npos)
        << bad["name"] << ": " << said;
  }
}

TEST(BadScenarios, AreRefusedByTheSchemaUnlessTheyAreBeyondIt) {
  const JsonSchema schema("scenario");
  for (const auto& bad : spec::format_file("bad_scenarios.json")) {
    if (bad.contains("document")) {
      EXPECT_EQ(schema.complaint(bad["document"]).empty(), bad.value("beyond_schema", false))
          << bad["name"];
    }
  }
}

/// The report of a short trial of the reference.
std::string trial_report(std::uint64_t cases, bool timing) {
  ReferenceAdapter reference(spec::newest_edition);
  TrialOptions options;
  options.cases = cases;
  options.reach = 0;
  Report report(hold_trial(reference, select_rules({}, {}, spec::newest_edition),
                           spec::newest_edition, options));
  report.origins = {{options.seed, {}, report.result.generated}};
  if (timing) report.seconds = report.result.time.count();
  return to_json(report);
}

TEST(Reports, OfATrialAreValid) {
  const JsonSchema schema("report");
  for (const bool timing : {false, true})
    EXPECT_EQ(schema.complaint(json::parse(trial_report(50, timing))), "");
}

TEST(Reports, OfAComparisonThatFindsADifferenceAreValid) {
  ReferenceAdapter old(spec::Edition{8});
  ReferenceAdapter recent(spec::Edition{13});
  RandomScenarios source(300, 1, {});
  const auto result = compare(old, recent, source);
  EXPECT_TRUE(result.difference.has_value());
  const auto report = report_json(result, old.identity(), recent.identity(), {}, false);
  EXPECT_EQ(JsonSchema("report").complaint(json::parse(report)), "");
}

TEST(Reports, OfABoundedWorldSayWhichScenariosItWas) {
  ReferenceAdapter reference(spec::newest_edition);
  ReferenceAdapter other(spec::newest_edition);
  for (const Extent& extent :
       {Extent{World::small(), {2, 8}}, Extent{World::wide(), {}, 3}, Extent{World::small()}}) {
    ListedScenarios some(make_scenarios(extent, 1)->next(3));
    const auto result = compare(reference, other, some);
    EXPECT_EQ(result.compared, 3u);
    const auto report =
        json::parse(report_json(result, reference.identity(), other.identity(), extent, false));
    EXPECT_EQ(JsonSchema("report").complaint(report), "");
    EXPECT_EQ(report["world"], word_of(extent.world));
    EXPECT_EQ(report.value("share", ""), extent.share.count == 8 ? "2/8" : "");
    EXPECT_EQ(report.value("sample", 0u), extent.sample);
  }
}

}  // namespace
}  // namespace gathercheck::conformance
