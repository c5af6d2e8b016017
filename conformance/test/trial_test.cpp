// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/trial.hpp"

#include <gtest/gtest.h>

#include "gathercheck/spec/rule.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

TEST(Trial, LooksForARareRuleInItsOwnSituationsAlone) {
  ReferenceAdapter adapter(spec::newest_edition);
  const auto result =
      hold_trial(adapter, {spec::find_rule("CANCEL-23")}, spec::newest_edition, {.cases = 0});
  EXPECT_GE(result.tally.rules().front().reached(), 100U);
  EXPECT_LT(result.generated, 2'200U);  // 2,881 if half of them had no focus
}

}  // namespace
}  // namespace gathercheck::conformance
