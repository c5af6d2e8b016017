// SPDX-License-Identifier: MIT
#include "gathercheck/spec/proof.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "examples.hpp"
#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "schema.hpp"

namespace gathercheck::spec {
namespace {

/// Whether the trace of ERR-1 proves it: a fails with ValueError at 1, b returns None at 5, and
/// main awaits outer, their gather.
bool proved(std::string_view proof) {
  return !Proof::parse(proof).missing(example_trace("ERR-1"));
}

TEST(Proof, AnEventMatchesByTheFieldsThatAreGiven) {
  EXPECT_TRUE(proved(R"({"shows": [{"event": "ended"}]})"));
  EXPECT_TRUE(proved(R"({"shows": [{"t": 5, "event": "ended", "of": "b"}]})"));
}

TEST(Proof, AFieldOfAnotherValueIsNotShown) {
  EXPECT_FALSE(proved(R"({"shows": [{"t": 4, "event": "ended", "of": "b"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "ended", "of": "c"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "done": true}]})"));
}

TEST(Proof, AFieldThatIsNotThereIsNotShown) {
  EXPECT_FALSE(proved(R"({"shows": [{"event": "ended", "done": false}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "awaiting", "shield": false}]})"));
}

TEST(Proof, TypesAreToldApart) {
  EXPECT_FALSE(proved(R"({"shows": [{"t": "5"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "done": 0}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "ended", "of": "b", "outcome": "result"}]})"));
}

TEST(Proof, ObjectsMatchByTheMembersThatAreGiven) {
  EXPECT_TRUE(proved(R"({"shows": [{"of": "a", "outcome": {"error": {"type": "ValueError"}}}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"of": "a", "outcome": {"error": {"type": "KeyError"}}}]})"));
  EXPECT_FALSE(proved(
      R"({"shows": [{"of": "a", "outcome": {"error": {"type": "ValueError", "message": ""}}}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"of": "a", "outcome": {"result": null}}]})"));
}

TEST(Proof, ListsMatchItemByItem) {
  EXPECT_TRUE(proved(R"({"shows": [{"event": "gather", "children": ["a", "b"]}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "children": ["b", "a"]}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "children": ["a"]}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "children": ["a", "b", "c"]}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "gather", "children": {}}]})"));
}

TEST(Proof, EventsAreShownInTheirOrder) {
  EXPECT_TRUE(proved(R"({"shows": [{"event": "awaited"}, {"event": "ended", "of": "b"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "ended", "of": "b"}, {"event": "awaited"}]})"));
}

TEST(Proof, OneEventOfTheTraceShowsOneEventOfTheProof) {
  EXPECT_TRUE(proved(R"({"shows": [{"event": "sleeping"}, {"event": "sleeping"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "awaited"}, {"event": "awaited"}]})"));
}

TEST(Proof, WhatMustNeverBeThereIsNot) {
  EXPECT_TRUE(proved(R"({"shows": [{"event": "ended"}], "never": [{"event": "interrupted"}]})"));
  EXPECT_FALSE(proved(R"({"shows": [{"event": "ended"}], "never": [{"event": "resumed"}]})"));
  EXPECT_FALSE(proved(
      R"({"shows": [{"event": "ended"}], "never": [{"event": "cancel"}, {"t": 5, "of": "b"}]})"));
}

TEST(Proof, TheReasonNamesTheEvent) {
  const auto trace = example_trace("ERR-1");
  const auto reason = [&](std::string_view text) { return *Proof::parse(text).missing(trace); };
  EXPECT_EQ(reason(R"({"shows": [{"event": "started"}, {"event": "started", "of": "z"}]})"),
            R"(the trace does not show {"event":"started","of":"z"} in its place)");
  EXPECT_EQ(
      reason(R"({"shows": [{"turn": 0}], "never": [{"event": "started", "of": "b"}]})"),
      R"(the trace has {"t":0,"turn":1,"event":"started","of":"b"}, which must not be there)");
}

TEST(Proof, OtherTextsAreRefused) {
  for (const auto* text :
       {"", "[]", "{}", R"({"shows": []})", R"({"shows": {}})", R"({"shows": [1]})",
        R"({"shows": [{}]})", R"({"never": [{"t": 1}]})", R"({"shows": [{"t": 1}], "never": [{}]})",
        R"({"shows": [{"t": 1}], "never": {"t": 1}})", R"({"shows": [{"t": 1}], "not": []})",
        R"({"shows": [{"t": 1}])"})
    EXPECT_THROW(Proof::parse(text), FormatError) << text;
}

/// The names of all properties in a JSON Schema.
void collect_properties(const nlohmann::json& schema, std::set<std::string>& names) {
  if (!schema.is_structured()) return;
  if (schema.is_object() && schema.contains("properties"))
    for (const auto& [name, unused] : schema["properties"].items()) names.insert(name);
  for (const auto& part : schema) collect_properties(part, names);
}

void expect_known_keys(const nlohmann::ordered_json& node, const std::set<std::string>& known,
                       std::string_view claim) {
  if (!node.is_structured()) return;
  for (const auto& [key, value] : node.items()) {
    EXPECT_TRUE(node.is_array() || known.contains(key)) << claim << ' ' << key;
    expect_known_keys(value, known, claim);
  }
}

// A misspelt key would never match, and so an event of "never" that has one would always pass.
TEST(ProofOfAClaim, HasKeysAndEventsOfTheTraceFormatOnly) {
  std::set<std::string> keys;
  for (const auto* file : {"trace.schema.json", "scenario.schema.json"})
    collect_properties(format_file(file), keys);
  for (const auto& claim : claims()) {
    if (!claim.has_scenario()) continue;
    const auto proof = Proof::parse(claim.proof);
    for (const auto* events : {&proof.shows(), &proof.never()}) {
      expect_known_keys(*events, keys, claim.id);
      for (const auto& event : *events) {
        if (!event.contains("event")) continue;
        const auto kind = event["event"].get<std::string>();
        EXPECT_EQ(std::ranges::count(event_kind_words(), kind), 1) << claim.id << ' ' << kind;
      }
    }
  }
}

}  // namespace
}  // namespace gathercheck::spec
