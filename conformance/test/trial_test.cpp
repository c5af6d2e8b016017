// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/trial.hpp"

#include <gtest/gtest.h>

#include "gathercheck/spec/rule.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

/// The reference, but it refuses most scenarios.
class Refusing : public Implementation {
 public:
  /// It runs the first `runs` that it is asked for.
  explicit Refusing(std::size_t runs) : left_(runs) {}

  const Identity& identity() const override { return reference_.identity(); }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    for (std::size_t i = 0; i < scenarios.size(); ++i)
      report(i, left_ > 0 && left_-- ? reference_.run_one(scenarios[i])
                                     : Run(Trouble{Trouble::Kind::refused, "no"}));
  }

 private:
  ReferenceAdapter reference_{spec::newest_edition};
  std::size_t left_;
};

TEST(Trial, LooksForARareRuleInItsOwnSituationsAlone) {
  ReferenceAdapter adapter(spec::newest_edition);
  const auto result =
      hold_trial(adapter, {spec::find_rule("CANCEL-23")}, spec::newest_edition, {.cases = 0});
  EXPECT_GE(result.tally.rules().front().reached(), 100U);
  EXPECT_LT(result.generated, 2'200U);  // 2,881 if half of them had no focus
}

TEST(Trial, GivesUpASearchThatBringsNoTrace) {
  Refusing adapter(1);  // the example of the rule
  const auto result =
      hold_trial(adapter, {spec::find_rule("CANCEL-23")}, spec::newest_edition, {.cases = 0});
  EXPECT_EQ(result.judged, 1U);
  EXPECT_EQ(result.mishaps, 128U);
}

TEST(Trial, LooksForNothingIfAllIsTrouble) {
  Refusing adapter(0);
  const auto result = hold_trial(adapter, select_rules({}, {}, spec::newest_edition),
                                 spec::newest_edition, {.cases = 100});
  EXPECT_EQ(result.judged, 0U);
  EXPECT_LT(result.generated, 500U);  // the examples and the cases
  EXPECT_EQ(result.mishaps, result.generated);
}

}  // namespace
}  // namespace gathercheck::conformance
