// SPDX-License-Identifier: MIT
#include "gathercheck/spec/claim.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

/// A claim that the trace of ERR-1 (by CPython 3.13) bears out.
Claim borne_out() {
  Claim claim{};
  claim.id = "CLAIM-0";
  claim.finding = *parse_finding("false");
  claim.rules = "ERR-1, ERR-5";
  claim.scenario = "{}";
  claim.proof = R"({"shows": [{"t": 5, "event": "ended", "of": "b"}]})";
  return claim;
}

std::string dispute_of(const Claim& claim) {
  return dispute(claim, example_trace("ERR-1")).value_or("");
}

TEST(Claims, EachOneIsFoundByItsIdAndItsNumber) {
  for (const auto& claim : claims()) {
    EXPECT_EQ(find_claim(claim.id), &claim);
    EXPECT_EQ(find_claim(claim.id.substr(claim.id.find('-') + 1)), &claim);
  }
  EXPECT_EQ(find_claim("claim-1"), find_claim("CLAIM-1"));
  for (const auto* id : {"", "CLAIM-", "CLAIM-0", "99999", "ERR-1"})
    EXPECT_EQ(find_claim(id), nullptr) << id;
}

TEST(Claims, EveryRuleThatIsNamedExists) {
  for (const auto& claim : claims()) {
    EXPECT_EQ(rules_of(claim).empty(), claim.rules.empty()) << claim.id;
    for (const auto* rule : rules_of(claim)) EXPECT_NE(rule, nullptr) << claim.id;
  }
}

TEST(Claims, EveryKindOfFindingIsThere) {
  const auto count = [](std::string_view finding) {
    return std::ranges::count_if(claims(), [&](const Claim& claim) {
      return to_string(claim.finding).starts_with(finding);
    });
  };
  for (const auto* finding : {"true", "false", "imprecise", "since", "until"})
    EXPECT_GT(count(finding), 1) << finding;
}

TEST(Claims, FewHaveNoScenario) {
  const auto without = std::ranges::count_if(
      claims(), [](const Claim& claim) { return !claim.why_no_scenario.empty(); });
  EXPECT_LE(without * 10, std::ssize(claims()));
}

TEST(RulesOfAClaim, AreInTheOrderOfTheText) {
  const auto rules = rules_of(borne_out());
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0], find_rule("ERR-1"));
  EXPECT_EQ(rules[1], find_rule("ERR-5"));
}

TEST(ClaimsSettledByARule, AreThoseThatNameIt) {
  const auto settled = claims_settled_by(*find_rule("RET-6"));
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0], find_claim("CLAIM-67"));
  std::size_t named = 0;
  for (const auto& claim : claims()) named += rules_of(claim).size();
  for (const auto& rule : law()) named -= claims_settled_by(rule).size();
  EXPECT_EQ(named, 0u);
}

TEST(Dispute, ThereIsNoneIfTheTraceBearsTheClaimOut) {
  EXPECT_EQ(dispute_of(borne_out()), "");
}

TEST(Dispute, AProofThatIsMissingIsOne) {
  auto claim = borne_out();
  claim.proof = R"({"shows": [{"t": 6, "event": "ended", "of": "b"}]})";
  EXPECT_EQ(dispute_of(claim),
            R"(the trace does not show {"t":6,"event":"ended","of":"b"} in its place)");
}

TEST(Dispute, AProofInAnEditionThatIsLeftOutIsOne) {
  auto claim = borne_out();
  claim.finding = *parse_finding("until 3.12");
  EXPECT_EQ(dispute_of(claim), "the trace shows it in 3.13, but it is so until 3.12 only");
  claim.proof = R"({"shows": [{"t": 6}]})";
  EXPECT_EQ(dispute_of(claim), "");
  claim.finding = *parse_finding("since 3.13");
  EXPECT_NE(dispute_of(claim), "");
}

TEST(Dispute, ARuleThatIsNotReachedIsOne) {
  auto claim = borne_out();
  claim.rules = "ERR-1, RET-1";
  EXPECT_EQ(dispute_of(claim), "the trace does not reach the situation of RET-1");
}

TEST(Dispute, ARuleOfOtherEditionsIsPassedOver) {
  auto claim = borne_out();
  claim.rules = "ERR-1, DONE-2";
  EXPECT_EQ(dispute_of(claim), "");
}

TEST(Dispute, ARuleThatIsViolatedIsOne) {
  auto trace = example_trace("ERR-1");
  event_of(trace, EventKind::awaited, "main").time = 5;
  const auto reason = dispute(borne_out(), trace);
  ASSERT_TRUE(reason);
  EXPECT_TRUE(reason->starts_with("ERR-1 is violated: ")) << *reason;
}

}  // namespace
}  // namespace gathercheck::spec
