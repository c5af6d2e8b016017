// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/situation.hpp"
#include "gathercheck/spec/capability.hpp"
#include "gathercheck/spec/rule.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

TEST(WordsOfTheLaw, EveryFocusIsMadeOfSituationsThatTheGeneratorKnows) {
  for (const auto& rule : spec::law()) EXPECT_NO_THROW(Focus(rule.focus)) << rule.id;
}

std::set<std::string> needs_of(const spec::Rule& rule) {
  std::istringstream words{std::string(rule.needs)};
  return {std::istream_iterator<std::string>(words), {}};
}

TEST(WordsOfTheLaw, EveryNeedIsACapabilityThatAdaptersCanClaim) {
  const auto known = spec::capability_words();
  for (const auto& rule : spec::law())
    for (const auto& word : needs_of(rule))
      EXPECT_NE(std::ranges::find(known, word), known.end()) << rule.id << ' ' << word;
}

TEST(WordsOfTheLaw, RulesThatNeedThePythonDialectAndNoOthersAreSoughtInIt) {
  for (const auto& rule : spec::law()) {
    const bool needed = needs_of(rule).contains(std::string(spec::python_capability));
    EXPECT_EQ(Focus(rule.focus).speaks_python(), needed) << rule.id;
    EXPECT_EQ(parse_scenario(rule.example).python.has_value(), needed) << rule.id;
    if (needed) {
      EXPECT_EQ(rule.profile, spec::Profile::python) << rule.id;
    }
  }
}

TEST(WordsOfTheLaw, TheReferenceClaimsEverythingButThePythonDialect) {
  const ReferenceAdapter reference(spec::newest_edition);
  for (const auto word : spec::capability_words()) {
    const auto dialect = spec::dialect_capability_words;
    const bool of_dialect = std::ranges::find(dialect, word) != dialect.end();
    EXPECT_EQ(reference.identity().supports(word), !of_dialect) << word;
  }
}

}  // namespace
}  // namespace gathercheck::conformance
