// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::spec {

/// How GoogleTest shows a parameter.
static void PrintTo(const Rule& rule, std::ostream* out) {
  *out << rule.id;
}

}  // namespace gathercheck::spec

namespace gathercheck::conformance {
namespace {

/// What CPython did with the example of a rule.
std::string recorded(std::string_view id) {
  std::string file(id);
  std::ranges::transform(file, file.begin(), [](unsigned char c) { return std::tolower(c); });
  std::ifstream in(GATHERCHECK_EXAMPLE_TRACES "/" + file + ".json");
  std::string text(std::istreambuf_iterator<char>(in), {});
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

class ExampleOfRule : public testing::TestWithParam<spec::Rule> {};

TEST_P(ExampleOfRule, IsRunByTheReferenceAsByCPython) {
  const auto& rule = GetParam();
  const auto expected = recorded(rule.id);
  ASSERT_FALSE(expected.empty()) << "no recorded trace";
  const auto edition = spec::parse_trace(expected).edition;
  EXPECT_TRUE(rule.editions.contains(edition));
  const auto trace = ReferenceAdapter::trace(parse_scenario(rule.example), edition);
  EXPECT_EQ(spec::to_json(trace), expected) << spec::timeline(trace);
}

TEST_P(ExampleOfRule, HoldsOnTheReferenceInEveryEditionOfTheRule) {
  const auto& rule = GetParam();
  const auto scenario = parse_scenario(rule.example);
  for (auto edition = rule.editions.first; edition <= rule.editions.last; ++edition.minor) {
    const auto trace = ReferenceAdapter::trace(scenario, edition);
    const auto judgement = rule.judge(spec::History(trace));
    EXPECT_EQ(judgement.verdict, spec::Verdict::holds)
        << to_string(edition) << ' ' << judgement.reason << '\n'
        << spec::timeline(trace);
  }
}

std::string test_name(const testing::TestParamInfo<spec::Rule>& info) {
  std::string name(info.param.id);
  std::ranges::replace(name, '-', '_');
  return name;
}

/// The rules whose examples the reference can run: those that need no Python.
std::vector<spec::Rule> rules_for_the_reference() {
  const ReferenceAdapter reference(spec::newest_edition);
  std::vector<spec::Rule> rules;
  for (const auto& rule : spec::law())
    if (reference.identity().supports(rule.needs)) rules.push_back(rule);
  return rules;
}

INSTANTIATE_TEST_SUITE_P(Law, ExampleOfRule, testing::ValuesIn(rules_for_the_reference()),
                         test_name);

}  // namespace
}  // namespace gathercheck::conformance
