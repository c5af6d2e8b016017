// SPDX-License-Identifier: MIT
#include "gathercheck/spec/proof.hpp"

#include <algorithm>

#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

using Json = nlohmann::ordered_json;

bool matches(const Json& wanted, const Json& found);

bool members_match(const Json& wanted, const Json& found) {
  for (const auto& [key, value] : wanted.items()) {
    const auto same = found.find(key);
    if (same == found.end() || !matches(value, *same)) return false;
  }
  return true;
}

bool matches(const Json& wanted, const Json& found) {
  if (wanted.is_object()) return found.is_object() && members_match(wanted, found);
  if (wanted.is_array())
    return found.is_array() &&
           std::equal(wanted.begin(), wanted.end(), found.begin(), found.end(), matches);
  return wanted == found;
}

void expect_events(const JsonReader& list) {
  list.for_each([](const JsonReader& event) {
    bool is_empty = true;
    if (event.is_object())
      event.for_each_member([&](std::string_view, const JsonReader&) { is_empty = false; });
    if (is_empty) event.expected("an event with one field or more");
  });
}

}  // namespace

Proof Proof::parse(std::string_view text) {
  const auto document = JsonReader::parse(text);
  const JsonReader reader(document);
  reader.expect_only({"shows", "never"});
  expect_events(reader.at("shows"));
  if (reader.at("shows").size() == 0) reader.at("shows").expected("one event or more");
  if (reader.has("never")) expect_events(reader.at("never"));
  const auto ordered = Json::parse(text);
  Proof proof;
  proof.shows_ = ordered.at("shows");
  proof.never_ = ordered.value("never", Json::array());
  return proof;
}

std::optional<std::string> Proof::missing(const Trace& trace) const {
  const auto events = Json::parse(to_json(trace)).at("events");
  auto from = events.begin();
  for (const auto& wanted : shows_) {
    from = std::find_if(from, events.end(), [&](const Json& e) { return matches(wanted, e); });
    if (from == events.end()) return "the trace does not show " + wanted.dump() + " in its place";
    ++from;
  }
  for (const auto& unwanted : never_)
    for (const auto& event : events)
      if (matches(unwanted, event))
        return "the trace has " + event.dump() + ", which must not be there";
  return std::nullopt;
}

}  // namespace gathercheck::spec
