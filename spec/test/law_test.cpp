// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "examples.hpp"

namespace gathercheck::spec {

/// How GoogleTest shows a parameter.
static void PrintTo(const Rule& rule, std::ostream* out) {
  *out << rule.id;
}

namespace {

class ExampleOfRule : public testing::TestWithParam<Rule> {};

TEST_P(ExampleOfRule, HoldsOnWhatCPythonDid) {
  EXPECT_EQ(verdict_of(GetParam().id, example_trace(GetParam().id)), Verdict::holds);
}

std::string test_name(const testing::TestParamInfo<Rule>& info) {
  std::string name(info.param.id);
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Law, ExampleOfRule, testing::ValuesIn(law().begin(), law().end()),
                         test_name);

}  // namespace
}  // namespace gathercheck::spec
