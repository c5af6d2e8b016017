// SPDX-License-Identifier: MIT
#include "section.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

namespace gathercheck::spec {
namespace {

std::vector<Section> sections(const std::string& text) {
  std::istringstream in(text);
  return read_sections(in, "text.md");
}

std::string complaint(const std::string& text) {
  try {
    sections(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(Section, HasTheirPartsWithLinesJoined) {
  const auto all = sections(
      "# Title\n\nBefore.\n\n## A-1: one\n\n> to be\n> or not\n\nA fact\nof two lines.\n\n"
      "- key: value\n  goes on\n- other: x: y\n\n```json\n{\n}\n```\n\n## A-2: two\n\nShort.\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, "A-1");
  EXPECT_EQ(all[0].title, "one");
  EXPECT_EQ(all[0].quote, "to be or not");
  EXPECT_EQ(all[0].paragraph, "A fact of two lines.");
  EXPECT_EQ(all[0].field("key"), "value goes on");
  EXPECT_EQ(all[0].field("other"), "x: y");
  EXPECT_EQ(all[0].field("none"), "");
  EXPECT_EQ(all[0].blocks, std::vector<std::string>{"{\n}\n"});
  EXPECT_EQ(all[1].line, 22);
  EXPECT_TRUE(all[1].fields.empty());
}

TEST(Section, ABlockMayHoldWhatLooksLikeAHeading) {
  const auto all = sections("## A-1: one\n```json\n## A-2: no\n```\n");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].blocks.at(0), "## A-2: no\n");
}

TEST(Section, WhatHasAnotherFormIsRefusedWithItsPlace) {
  EXPECT_EQ(complaint("\n## no colon\n"), "text.md:2: expected \"## ID: title\"");
  EXPECT_EQ(complaint("## A-1: one\n- key\n"),
            "text.md:1: A-1: expected \"- key: value\", found - key");
  EXPECT_EQ(complaint("## A-1: one\n- key: 1\n- key: 2\n"), "text.md:1: A-1: \"key\" stands twice");
  EXPECT_EQ(complaint("## A-1: one\n```json\n{}\n"),
            "text.md:1: A-1: a block of JSON does not end");
}

TEST(Section, AFileThatIsNotThereIsRefused) {
  EXPECT_THROW(read_sections("/no/such/text.md"), std::runtime_error);
}

}  // namespace
}  // namespace gathercheck::spec
