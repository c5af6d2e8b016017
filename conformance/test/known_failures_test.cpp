// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/known_failures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "gathercheck/conformance/reconciliation.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "mutant_adapter.hpp"
#include "schema.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

TrialResult trial_of(std::string_view mutant, std::vector<std::string> rules = {},
                     std::uint64_t seed = 1) {
  MutantAdapter adapter(*find_mutant(mutant));
  const auto edition = adapter.identity().edition;
  return hold_trial(adapter, select_rules(rules, {}, edition), edition,
                    {.cases = 500, .seed = seed, .reach = 0});
}

KnownFailures said(KnownFailures known) {
  for (auto& each : known.differences) each.reason = "on purpose";
  return known;
}

constexpr auto wrong = "copies_results";

TEST(KnownFailures, OfATrialAreWhatItViolates) {
  const auto result = trial_of(wrong);
  const auto known = known_failures_of(result, {});
  EXPECT_EQ(known.implementation, result.identity.name);
  EXPECT_EQ(known.edition, result.edition);
  std::size_t listed = 0;
  for (const auto& each : known.differences) listed += each.failures.size();
  std::size_t violated = 0;
  for (const auto& each : result.tally.rules()) violated += each.violated > 0;
  EXPECT_EQ(listed, violated);
  EXPECT_GE(violated, 2u);
  EXPECT_EQ(missing_reason(known), "differences[0].reason");
  EXPECT_EQ(missing_reason(said(known)), "");
}

TEST(KnownFailures, AreReadAsTheyWereWritten) {
  const auto known = said(known_failures_of(trial_of(wrong), {}));
  const auto text = to_json(known);
  EXPECT_EQ(parse_known_failures(text), known);
  EXPECT_EQ(to_json(parse_known_failures(text)), text);
  EXPECT_EQ(spec::JsonSchema("known_failures").complaint(nlohmann::json::parse(text)), "");
  EXPECT_EQ(parse_known_failures(to_json(KnownFailures{})), KnownFailures{});
}

TEST(KnownFailures, KeepTheirReasonsAndTheirPlacesWhenTheyAreWrittenAnew) {
  auto known = said(known_failures_of(trial_of(wrong), {}));
  known.differences.front().reason = "each caller gets his own";
  EXPECT_EQ(known_failures_of(trial_of(wrong), known), known);
  // What was not judged stays, what is gone goes.
  EXPECT_EQ(known_failures_of(trial_of(wrong, {"RES-2"}), known), known);
  EXPECT_TRUE(known_failures_of(trial_of("does_nothing_wrong"), known).differences.empty());
}

TEST(KnownFailures, ThatAreMalformedNameTheField) {
  const auto complaint = [](const std::string& differences, const std::string& edition = "3.14") {
    try {
      parse_known_failures(R"({"known_failures":1,"implementation":"x","edition":")" + edition +
                           R"(","differences":)" + differences + "}");
    } catch (const spec::FormatError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(complaint("[]"), "");
  EXPECT_NE(complaint("[]", "3.5").find("edition"), std::string::npos);
  EXPECT_NE(complaint("7").find("differences"), std::string::npos);
  const auto failure = [](const std::string& rule) {
    return R"({"rule":")" + rule + R"(","message":"m"})";
  };
  const auto difference = [](const std::string& failures) {
    return R"({"reason":"r","failures":[)" + failures + "]}";
  };
  EXPECT_EQ(complaint("[" + difference(failure("ERR-1")) + "]"), "");
  EXPECT_NE(complaint("[" + difference(failure("ERR-1000")) + "]")
                .find("differences[0].failures[0].rule: expected the id of a rule"),
            std::string::npos);
  EXPECT_NE(complaint("[" + difference(failure("ERR-1")) + "," + difference(failure("ERR-1")) + "]")
                .find("differences[1].failures[0].rule: \"ERR-1\" stands here twice"),
            std::string::npos);
  EXPECT_NE(complaint(R"([{"failures":[]}])").find("reason"), std::string::npos);
}

TEST(Reconciliation, AgreesWithWhatIsListed) {
  const auto result = trial_of(wrong);
  const auto known = known_failures_of(result, {});
  const auto found = reconcile(result.tally, known, true);
  EXPECT_TRUE(found.agrees());
  EXPECT_GE(found.known.size(), 2u);
  EXPECT_TRUE(unlisted(result.failures, result.tally, found).empty());
}

TEST(Reconciliation, AgreesWhateverTheSeedAndWhicheverRulesAreJudged) {
  const auto known = known_failures_of(trial_of(wrong), {});
  EXPECT_TRUE(reconcile(trial_of(wrong, {}, 7).tally, known, true).agrees());
  for (const auto& difference : known.differences)
    for (const auto& failure : difference.failures)
      EXPECT_TRUE(reconcile(trial_of(wrong, {failure.rule}).tally, known, true).agrees())
          << failure.rule;
}

TEST(Reconciliation, TellsEachWayToDisagreeApart) {
  const auto result = trial_of(wrong);
  auto known = known_failures_of(result, {});
  auto& failures = known.differences.front().failures;
  const auto forgotten = failures.front().rule;
  failures.erase(failures.begin());
  failures.front().message = "something else";
  failures.push_back({"ERR-1", "never"});    // holds
  failures.push_back({"CLAIM-0", "never"});  // is none
  const auto found = reconcile(result.tally, known, true);
  ASSERT_EQ(found.unknown.size(), 1u);
  EXPECT_EQ(found.unknown.front()->id, forgotten);
  ASSERT_EQ(found.changed.size(), 1u);
  EXPECT_EQ(found.changed.front().listed, "something else");
  ASSERT_EQ(found.passing.size(), 1u);
  EXPECT_EQ(found.passing.front()->id, "ERR-1");
  EXPECT_FALSE(found.agrees());
  const auto news = unlisted(result.failures, result.tally, found);
  const auto is_told = [&](const spec::Rule* rule) {
    return std::ranges::any_of(news, [&](const Failure& each) {
      return each.rule == rule || std::ranges::find(each.related, rule) != each.related.end();
    });
  };
  EXPECT_TRUE(is_told(found.unknown.front()));
  EXPECT_TRUE(is_told(found.changed.front().rule));
  // Of chosen scenarios nothing is said of what they did not reach.
  EXPECT_TRUE(reconcile(result.tally, known, false).passing.empty());
}

std::vector<std::string> ids_of(const std::vector<const spec::Rule*>& rules) {
  std::vector<std::string> ids;
  for (const auto* rule : rules) ids.emplace_back(rule->id);
  return ids;
}

// Whoever hangs with no children has nothing that could be cancelled or called back then.
TEST(Reconciliation, KnowsWhichRulesADifferenceLeavesUnreached) {
  const std::vector<std::string> empty{"EMPTY-1", "EMPTY-2", "EMPTY-3"};
  const auto result = trial_of("hangs_when_empty", empty);
  const auto unreached = ids_of(reconcile(result.tally, {}, true).unreached);
  ASSERT_FALSE(unreached.empty());
  EXPECT_TRUE(reconcile(result.tally, {}, false).unreached.empty());

  const auto known = said(known_failures_of(result, {}, true));
  EXPECT_EQ(known.differences.back().unreached, unreached);
  EXPECT_EQ(parse_known_failures(to_json(known)), known);
  EXPECT_EQ(known_failures_of(result, known, true), known);
  const auto found = reconcile(result.tally, known, true);
  EXPECT_TRUE(found.agrees());
  EXPECT_TRUE(found.unreached.empty());

  const auto mended = trial_of("does_nothing_wrong", unreached);
  EXPECT_EQ(ids_of(reconcile(mended.tally, known, true).passing), unreached);
}

TEST(Reconciliation, TakesNoSkipForAPass) {
  const auto result = trial_of("does_nothing_wrong");
  KnownFailures known;
  known.differences.push_back({"r", {{"CTX-1", "m"}}, {}});  // only a Python is judged by it
  const auto found = reconcile(result.tally, known, true);
  ASSERT_EQ(found.unseen.size(), 1u);
  EXPECT_EQ(found.unseen.front()->id, "CTX-1");
  EXPECT_TRUE(found.passing.empty());
}

}  // namespace
}  // namespace gathercheck::conformance
