// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/proof.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::spec {

/// How GoogleTest shows a parameter.
static void PrintTo(const Claim& claim, std::ostream* out) {
  *out << claim.id;
}

}  // namespace gathercheck::spec

namespace gathercheck::conformance {
namespace {

/// Whoever and whatever a trace of the scenario can name.
std::set<std::string> names_of(const Scenario& scenario) {
  if (!scenario.python) {
    const auto trace = ReferenceAdapter::trace(scenario, spec::newest_edition);
    return {trace.names.begin(), trace.names.end()};
  }
  const auto trace = empty_trace(scenario, spec::newest_edition);
  std::set<std::string> names(trace.names.begin(), trace.names.end());
  names.insert({"before", "thread", "loop"});
  return names;
}

class ClaimWithScenario : public testing::TestWithParam<spec::Claim> {};

TEST_P(ClaimWithScenario, NeedsThePythonDialectIfItsScenarioIsOfThat) {
  const auto& claim = GetParam();
  EXPECT_EQ(parse_scenario(claim.scenario).python.has_value(), claim.needs == "python");
}

TEST_P(ClaimWithScenario, IsBorneOutByTheReferenceInEveryEdition) {
  const auto& claim = GetParam();
  const auto scenario = parse_scenario(claim.scenario);
  if (scenario.python) GTEST_SKIP() << "only a Python can run it";
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor) {
    const auto trace = ReferenceAdapter::trace(scenario, edition);
    EXPECT_EQ(dispute(claim, trace).value_or(""), "") << to_string(edition) << '\n'
                                                      << spec::timeline(trace);
  }
}

// A name that is misspelt would never match, and so an event of "never" that has one would pass.
TEST_P(ClaimWithScenario, SpeaksOfNamesOfItsScenarioOnly) {
  const auto& claim = GetParam();
  const auto names = names_of(parse_scenario(claim.scenario));
  const auto proof = spec::Proof::parse(claim.proof);
  for (const auto* events : {&proof.shows(), &proof.never()})
    for (const auto& event : *events)
      for (const auto* key : {"of", "on", "by", "label"})
        EXPECT_TRUE(!event.contains(key) || names.contains(event[key].get<std::string>())) << event;
}

std::string test_name(const testing::TestParamInfo<spec::Claim>& info) {
  std::string name(info.param.id);
  std::ranges::replace(name, '-', '_');
  return name;
}

std::vector<spec::Claim> claims_with_scenario() {
  std::vector<spec::Claim> chosen;
  std::ranges::copy_if(spec::claims(), std::back_inserter(chosen), &spec::Claim::has_scenario);
  return chosen;
}

INSTANTIATE_TEST_SUITE_P(Claims, ClaimWithScenario, testing::ValuesIn(claims_with_scenario()),
                         test_name);

}  // namespace
}  // namespace gathercheck::conformance
