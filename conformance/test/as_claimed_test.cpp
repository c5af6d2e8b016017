// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/as_claimed.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

/// The reference, which claims only so much, and refuses what it was not to be asked.
class Modest : public Implementation {
 public:
  explicit Modest(std::set<std::string> claims) : identity_(reference_.identity()) {
    identity_.name = "modest";
    identity_.capabilities = std::move(claims);
  }

  const Identity& identity() const override { return identity_; }
  void run(std::span<const Scenario> scenarios, const Report& report) override {
    for (const auto& scenario : scenarios)
      if (!identity_.supports(needs_of(scenario))) ++asked_too_much;
    reference_.run(scenarios, report);
  }

  int asked_too_much = 0;

 private:
  ReferenceAdapter reference_{spec::newest_edition};
  Identity identity_;
};

Scenario scenario_of(const std::string& step) {
  return parse_scenario(
      R"({"scenario":1,"awaitables":[{"name":"a","kind":"coroutine","script":[]},)"
      R"({"name":"g","kind":"gather","of":["a"]}],"main":{"script":[{"gather":"g"},)" +
      step + "]}}");
}

const Scenario plain = scenario_of(R"({"await":"g"})");
const Scenario cancelling = scenario_of(R"({"cancel":"g"})");

TEST(AsClaimed, ReportsEveryScenarioInItsPlace) {
  Modest modest({});
  AsClaimed claimed(modest);
  const std::vector<Scenario> batch{cancelling, plain, cancelling, cancelling, plain, cancelling};
  std::vector<bool> run;
  claimed.run(batch, [&](std::size_t i, conformance::Run each) {
    EXPECT_EQ(i, run.size());
    const auto* trouble = each.trouble();
    run.push_back(trouble == nullptr);
    if (trouble) {
      EXPECT_EQ(trouble->kind, Trouble::Kind::unclaimed);
      EXPECT_EQ(trouble->what, "needs cancel_outer, which is not claimed");
    }
  });
  EXPECT_EQ(run, (std::vector{false, true, false, false, true, false}));
  EXPECT_EQ(modest.asked_too_much, 0);
}

TEST(AsClaimed, RunsWhatIsClaimed) {
  Modest modest({"cancel_outer"});
  AsClaimed claimed(modest);
  EXPECT_EQ(claimed.lacks(cancelling), "");
  EXPECT_FALSE(claimed.run_one(cancelling).trouble());
}

TrialResult trial_of(Implementation& implementation, const std::vector<std::string>& rules) {
  TrialOptions options;
  options.cases = 2'000;
  options.reach = 10;
  options.extra = 2'000;
  return hold_trial(implementation, select_rules(rules, {}, spec::newest_edition),
                    spec::newest_edition, options);
}

TEST(Trial, CountsApartWhatWasNotRun) {
  Modest modest({"futures"});
  const auto result = trial_of(modest, {});
  EXPECT_EQ(modest.asked_too_much, 0);
  EXPECT_GT(result.not_run, result.judged);
  EXPECT_EQ(result.generated, result.judged + result.not_run);
  EXPECT_EQ(result.mishaps, 0u);
  for (const auto& tally : result.tally.rules()) {
    EXPECT_EQ(tally.reached() + tally.vacuous, tally.supported ? result.judged : 0);
    EXPECT_LE(tally.supported, result.identity.supports(tally.rule->needs)) << tally.rule->id;
  }
}

TEST(Trial, ARuleThatCannotBeReachedWithWhatIsClaimedIsNotSupported) {
  Modest modest({});
  const auto result = trial_of(modest, {"BODY-7", "RES-1"});
  const auto is_supported = [&](const std::string& id) {
    return std::ranges::find(result.tally.rules(), spec::find_rule(id), &RuleTally::rule)
        ->supported;
  };
  EXPECT_FALSE(is_supported("BODY-7"));
  EXPECT_TRUE(is_supported("RES-1"));
}

}  // namespace
}  // namespace gathercheck::conformance
