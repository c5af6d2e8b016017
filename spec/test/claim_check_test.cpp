// SPDX-License-Identifier: MIT
#include "claim_check.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gathercheck::spec {
namespace {

const std::set<std::string> rules{"ERR-1", "ERR-5"};

Section good() {
  return {"claims.md",
          7,
          "CLAIM-1",
          "a title",
          "a quote",
          "The fact.",
          {{"said by", "a tutorial"}, {"verdict", "false"}, {"rules", "ERR-1, ERR-5"}},
          {"{}", "{}"}};
}

Section without_scenario() {
  auto claim = good();
  claim.blocks.clear();
  claim.fields.erase("rules");
  claim.fields["why no scenario"] = "it is about another function";
  return claim;
}

std::string complaint(const std::vector<Section>& claims) {
  try {
    check_claims(claims, rules);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

/// What is said of a good claim with this field instead; without it, if `value` is empty.
std::string complaint_with(const std::string& key, const std::string& value,
                           Section claim = good()) {
  claim.fields[key] = value;
  if (value.empty()) claim.fields.erase(key);
  return complaint({claim});
}

TEST(ClaimCheck, AClaimWithScenarioProofAndRulesPasses) {
  EXPECT_EQ(complaint({good()}), "");
}

TEST(ClaimCheck, AClaimWithAReasonForHavingNoScenarioPasses) {
  EXPECT_EQ(complaint({without_scenario()}), "");
}

TEST(ClaimCheck, OnlyAScenarioCanNeedThePythonDialect) {
  EXPECT_EQ(complaint_with("needs", "python"), "");
  EXPECT_NE(complaint_with("needs", "javascript"), "");
  EXPECT_NE(complaint_with("needs", "python", without_scenario()), "");
}

TEST(ClaimCheck, AClaimWithoutRuleIsRefused) {
  EXPECT_EQ(complaint_with("rules", ""), "claims.md:7: CLAIM-1: names no rule that settles it");
}

TEST(ClaimCheck, ARuleThatDoesNotExistIsRefused) {
  EXPECT_EQ(complaint_with("rules", "ERR-1, ERR-99"),
            "claims.md:7: CLAIM-1: there is no rule ERR-99");
  EXPECT_NE(complaint_with("rules", "ERR-1,ERR-5"), "");
  EXPECT_NE(complaint_with("rules", "ERR-9", without_scenario()), "");
}

TEST(ClaimCheck, AClaimWithNeitherScenarioNorReasonIsRefused) {
  auto claim = good();
  claim.blocks.clear();
  EXPECT_EQ(complaint({claim}),
            "claims.md:7: CLAIM-1: has neither a scenario nor a reason for having none");
}

TEST(ClaimCheck, AClaimWithScenarioAndReasonIsRefused) {
  EXPECT_NE(complaint_with("why no scenario", "because"), "");
}

TEST(ClaimCheck, AScenarioWithoutProofIsRefused) {
  auto claim = good();
  claim.blocks.pop_back();
  EXPECT_NE(complaint({claim}), "");
  claim.blocks = {"{}", "{}", "{}"};
  EXPECT_NE(complaint({claim}), "");
}

TEST(ClaimCheck, WhatEveryClaimHasMustBeThere) {
  EXPECT_NE(complaint_with("said by", ""), "");
  EXPECT_NE(complaint_with("verdict", ""), "");
  EXPECT_NE(complaint_with("verdict", "maybe"), "");
  EXPECT_NE(complaint_with("verdicts", "true"), "");
  auto claim = good();
  claim.quote.clear();
  EXPECT_NE(complaint({claim}), "");
  claim = good();
  claim.paragraph.clear();
  EXPECT_NE(complaint({claim}), "");
}

TEST(ClaimCheck, AQuoteInAnotherLanguageHasEnglishWords) {
  EXPECT_NE(complaint_with("language", "Russian"), "");
  EXPECT_NE(complaint_with("english", "words"), "");
  auto claim = good();
  claim.fields["language"] = "Russian";
  EXPECT_EQ(complaint_with("english", "words", claim), "");
}

TEST(ClaimCheck, IdsAreNumbersAndStandOnce) {
  for (const auto* id : {"ERR-1", "CLAIM-", "CLAIM-0", "CLAIM-01", "CLAIM-x", "claim-1"}) {
    auto claim = good();
    claim.id = id;
    EXPECT_NE(complaint({claim}), "") << id;
  }
  EXPECT_EQ(complaint({good(), good()}), "claims.md:7: CLAIM-1: stands twice in the text");
}

}  // namespace
}  // namespace gathercheck::spec
