// SPDX-License-Identifier: MIT
#include "gathercheck/spec/finding.hpp"

#include <gtest/gtest.h>

namespace gathercheck::spec {
namespace {

TEST(Finding, EveryTextIsReadAndWrittenAlike) {
  for (const auto* text : {"true", "false", "imprecise", "since 3.9", "since 3.14", "until 3.8"}) {
    const auto finding = parse_finding(text);
    ASSERT_TRUE(finding) << text;
    EXPECT_EQ(to_string(*finding), text);
  }
}

TEST(Finding, SinceAndUntilIncludeTheEditionTheyName) {
  EXPECT_EQ(parse_finding("since 3.12")->editions, (EditionRange{{12}, newest_edition}));
  EXPECT_EQ(parse_finding("until 3.9")->editions, (EditionRange{oldest_edition, {9}}));
  EXPECT_EQ(parse_finding("false")->editions, EditionRange{});
}

TEST(Finding, OtherTextsAreRefused) {
  for (const auto* text : {"", "True", "true ", "since", "since 3", "since 3.7", "until 3.15",
                           "since  3.9", "before 3.9", "3.9", "untilx3.9"})
    EXPECT_FALSE(parse_finding(text)) << text;
}

TEST(Finding, ARangeOfAllEditionsIsRefused) {
  EXPECT_FALSE(parse_finding("since 3.8"));
  EXPECT_FALSE(parse_finding("until 3.14"));
}

}  // namespace
}  // namespace gathercheck::spec
