// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace gathercheck::spec {
namespace {

/// What a reader says of `text` when `read` asks for something.
template <typename Read>
std::string complaint(const std::string& text, Read read) {
  const auto document = JsonReader::parse(text);
  try {
    read(JsonReader(document));
  } catch (const FormatError& error) {
    return error.what();
  }
  return "";
}

std::string refused(const std::string& text) {
  try {
    JsonReader::parse(text);
  } catch (const FormatError& error) {
    return error.what();
  }
  return "";
}

TEST(JsonReader, NamesTheFieldOfWhatItRefuses) {
  EXPECT_EQ(complaint(R"({"events":[1,{"t":"x"}]})",
                      [](const JsonReader& json) {
                        json.at("events").for_each([](const JsonReader& item) {
                          if (item.is_object()) item.at("t").integer(0, 9);
                        });
                      }),
            "events[1].t: expected a whole number from 0 to 9, found \"x\"");
  EXPECT_EQ(complaint(R"({"a":{}})", [](const JsonReader& json) { json.at("a").at("b"); }),
            "a: the key \"b\" is missing");
}

TEST(JsonReader, KnowsEveryKeyAndEachOnce) {
  const auto only = [](const JsonReader& json) { json.at("in").expect_only({"a"}, {"b"}); };
  EXPECT_EQ(complaint(R"({"in":{"b":1,"a":1}})", only), "");
  EXPECT_EQ(complaint(R"({"in":{"a":1,"c":1}})", only),
            "in: unknown key \"c\"; known here: \"a\", \"b\"");
  EXPECT_EQ(complaint(R"({"in":{"a":1,"b":2,"a":1}})", only),
            "in: the key \"a\" stands here twice");
}

TEST(JsonReader, TakesWholeNumbersWithinBounds) {
  const auto integer = [](const JsonReader& json) { json.at("n").integer(-1, 1LL << 53); };
  for (const auto* good : {"-1", "0", "9007199254740992"})
    EXPECT_EQ(complaint(R"({"n":)" + std::string(good) + "}", integer), "") << good;
  for (const auto* bad : {"-2", "1.0", "9007199254740993", "1e3", "18446744073709551615", "true"})
    EXPECT_NE(complaint(R"({"n":)" + std::string(bad) + "}", integer), "") << bad;
}

TEST(JsonReader, RefusesWhatIsNoDocument) {
  EXPECT_EQ(refused(" \n"), "expected a JSON document, found nothing");
  EXPECT_EQ(refused("\xef\xbb\xbf{}"), "expected JSON, found a byte order mark before it");
  EXPECT_EQ(refused(std::string(65, '[') + std::string(65, ']')),
            "expected arrays and objects nested at most 64 deep");
  EXPECT_EQ(refused(std::string(64, '[') + std::string(64, ']')), "");
  EXPECT_NE(refused("{\"a\":1,\n\"b\":}").find("line 2, column 5"), std::string::npos);
  EXPECT_NE(refused("{} {}"), "");
  EXPECT_NE(refused("\"\xff\""), "");
}

}  // namespace
}  // namespace gathercheck::spec
