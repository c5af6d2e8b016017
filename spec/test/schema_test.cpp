// SPDX-License-Identifier: MIT
#include "schema.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

using nlohmann::json;

const JsonSchema& trace_schema() {
  static const JsonSchema schema("trace");
  return schema;
}

bool parses(const json& document) {
  try {
    parse_trace(document.dump());
    return true;
  } catch (const FormatError&) {
    return false;
  }
}

TEST(TraceSchema, AcceptsEveryRecordedTrace) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GATHERCHECK_EXAMPLE_TRACES)) {
    std::ifstream file(entry.path());
    EXPECT_EQ(trace_schema().complaint(json::parse(file)), "") << entry.path();
    ++count;
  }
  EXPECT_GE(count, law().size());
}

TEST(TraceSchema, RecordedTracesAreCanonical) {
  for (const auto& entry : std::filesystem::directory_iterator(GATHERCHECK_EXAMPLE_TRACES)) {
    std::ifstream file(entry.path());
    std::string text(std::istreambuf_iterator<char>(file), {});
    while (text.ends_with('\n')) text.pop_back();
    EXPECT_EQ(to_json(parse_trace(text)), text) << entry.path();
  }
}

TEST(ScenarioSchema, AcceptsEveryExampleOfTheLaw) {
  const JsonSchema schema("scenario");
  for (const auto& rule : law())
    EXPECT_EQ(schema.complaint(json::parse(rule.example)), "") << rule.id;
}

/// A trace with every kind of event in it that plain traces have, the index of each being its place
/// in the list of kinds.
json plain_trace() {
  return json::parse(R"json({"trace":1,"edition":"3.13",
    "awaitables":[{"name":"main","kind":"task"},{"name":"f","kind":"future"},
                  {"name":"g","kind":"gather"}],
    "events":[
      {"t":0,"turn":0,"event":"created","of":"main","by":"main"},
      {"t":0,"turn":0,"event":"gather","of":"g","by":"main","children":["f"],
       "return_exceptions":false,"done":false},
      {"t":0,"turn":0,"event":"started","of":"main"},
      {"t":0,"turn":0,"event":"sleeping","of":"main","delay":1},
      {"t":0,"turn":0,"event":"resumed","of":"main"},
      {"t":0,"turn":0,"event":"interrupted","of":"main","error":{"type":"CancelledError","id":1}},
      {"t":0,"turn":0,"event":"awaiting","of":"main","on":"g","shield":true},
      {"t":0,"turn":0,"event":"awaited","of":"main","on":"g","outcome":{"result":
        {"list":[1,null,"x",{"error":{"type":"KeyError","id":3,"message":""}},{"awaitable":"f"}],
         "id":2}}},
      {"t":0,"turn":0,"event":"ended","of":"main","outcome":{"error":{"type":"KeyError","id":3}}},
      {"t":0,"turn":0,"event":"cancel","of":"g","by":"timeline","message":"m","accepted":true},
      {"t":0,"turn":0,"event":"settle","of":"f","by":"k","outcome":{"result":5},"accepted":false},
      {"t":0,"turn":0,"event":"registered","of":"f","by":"main","label":"k"},
      {"t":0,"turn":0,"event":"callback","of":"f","label":"k","outcome":"pending"},
      {"t":0,"turn":0,"event":"observed","of":"main","by":"k","done":false,"cancelled":false,
       "result":{"error":{"type":"InvalidStateError","id":4}},"exception":{"result":null},
       "loop":true,"cancelling":0},
      {"t":0,"turn":0,"event":"unhandled","of":"k","error":{"type":"KeyError","id":3}},
      {"t":0,"turn":0,"event":"skipped","of":"f","by":"main","action":"set_result"},
      {"t":0,"turn":0,"event":"final","of":"f","outcome":"cancelled"}],
    "end":"idle"})json");
}

/// The same in the Python dialect, with every kind of event.
json python_trace() {
  auto trace = plain_trace();
  trace["python"] = true;
  trace["awaitables"].push_back({{"name", "x"}, {"kind", "object"}});
  const auto further = json::parse(R"json([
      {"t":0,"turn":0,"event":"noted","of":"x","by":"main","what":"class","value":"int"},
      {"t":0,"turn":0,"event":"logged","of":"loop","report":"Exception in callback",
       "error":{"type":"TypeError","id":5,"text":"no"}},
      {"t":0,"turn":0,"event":"warned","of":"g","category":"DeprecationWarning"},
      {"t":0,"turn":0,"event":"escaped","of":"main","error":{"type":"TypeError","id":5,"text":"no"}}
      ])json");
  for (const auto& each : further) trace["events"].push_back(each);
  return trace;
}

json& event(json& trace, EventKind kind) {
  return trace["events"][static_cast<std::size_t>(kind)];
}

struct BadTrace {
  const char* name;
  std::function<void(json&)> spoil;
};

const BadTrace bad_traces[] = {
    {"version", [](json& t) { t["trace"] = 2; }},
    {"version as text", [](json& t) { t["trace"] = "1"; }},
    {"no version", [](json& t) { t.erase("trace"); }},
    {"no edition", [](json& t) { t.erase("edition"); }},
    {"old edition", [](json& t) { t["edition"] = "3.7"; }},
    {"edition with a nought", [](json& t) { t["edition"] = "3.08"; }},
    {"edition as number", [](json& t) { t["edition"] = 3.9; }},
    {"no awaitables", [](json& t) { t.erase("awaitables"); }},
    {"nobody", [](json& t) { t["awaitables"] = json::array(); }},
    {"main is not first", [](json& t) { std::swap(t["awaitables"][0], t["awaitables"][1]); }},
    {"main is a future", [](json& t) { t["awaitables"][0]["kind"] = "future"; }},
    {"main twice", [](json& t) { t["awaitables"][1] = t["awaitables"][0]; }},
    {"timeline as awaitable", [](json& t) { t["awaitables"][2]["name"] = "timeline"; }},
    {"name with a capital", [](json& t) { t["awaitables"][2]["name"] = "G"; }},
    {"unknown kind", [](json& t) { t["awaitables"][2]["kind"] = "promise"; }},
    {"awaitable with a script", [](json& t) { t["awaitables"][2]["script"] = json::array(); }},
    {"unknown key", [](json& t) { t["about"] = ""; }},
    {"no events", [](json& t) { t.erase("events"); }},
    {"events as object", [](json& t) { t["events"] = json::object(); }},
    {"event as text", [](json& t) { t["events"][0] = "created"; }},
    {"unknown event", [](json& t) { t["events"][0]["event"] = "made"; }},
    {"no event", [](json& t) { t["events"][0].erase("event"); }},
    {"no time", [](json& t) { t["events"][0].erase("t"); }},
    {"time before 0", [](json& t) { t["events"][0]["t"] = -1; }},
    {"half a unit of time", [](json& t) { t["events"][0]["t"] = 0.5; }},
    {"turn before 0", [](json& t) { t["events"][0]["turn"] = -1; }},
    {"no turn", [](json& t) { t["events"][0].erase("turn"); }},
    {"no of", [](json& t) { t["events"][0].erase("of"); }},
    {"of as number", [](json& t) { t["events"][0]["of"] = 1; }},
    {"end of another kind", [](json& t) { t["end"] = "crash"; }},
    {"no end", [](json& t) { t.erase("end"); }},
    {"created by a number", [](json& t) { event(t, EventKind::created)["by"] = 7; }},
    {"created by no name", [](json& t) { event(t, EventKind::created)["by"] = "No Name"; }},
    {"gather without children", [](json& t) { event(t, EventKind::gather).erase("children"); }},
    {"gather neither done nor error", [](json& t) { event(t, EventKind::gather).erase("done"); }},
    {"gather both done and error",
     [](json& t) {
       event(t, EventKind::gather)["error"] = {{"type", "KeyError"}, {"id", 9}};
     }},
    {"gather with a child that is a number",
     [](json& t) { event(t, EventKind::gather)["children"][0] = 1; }},
    {"started by somebody", [](json& t) { event(t, EventKind::started)["by"] = "main"; }},
    {"sleeping without delay", [](json& t) { event(t, EventKind::sleeping).erase("delay"); }},
    {"sleeping less than 0", [](json& t) { event(t, EventKind::sleeping)["delay"] = -1; }},
    {"resumed with a delay", [](json& t) { event(t, EventKind::resumed)["delay"] = 1; }},
    {"interrupted by nothing", [](json& t) { event(t, EventKind::interrupted).erase("error"); }},
    {"error without id", [](json& t) { event(t, EventKind::interrupted)["error"].erase("id"); }},
    {"error with id 0", [](json& t) { event(t, EventKind::interrupted)["error"]["id"] = 0; }},
    {"error without type",
     [](json& t) { event(t, EventKind::interrupted)["error"].erase("type"); }},
    {"error whose type is no name",
     [](json& t) { event(t, EventKind::interrupted)["error"]["type"] = "Key Error"; }},
    {"error with a number as message",
     [](json& t) { event(t, EventKind::interrupted)["error"]["message"] = 1; }},
    {"awaiting nothing", [](json& t) { event(t, EventKind::awaiting).erase("on"); }},
    {"awaiting with a number as shield",
     [](json& t) { event(t, EventKind::awaiting)["shield"] = 1; }},
    {"awaited without outcome", [](json& t) { event(t, EventKind::awaited).erase("outcome"); }},
    {"awaited pending", [](json& t) { event(t, EventKind::awaited)["outcome"] = "pending"; }},
    {"list without id",
     [](json& t) { event(t, EventKind::awaited)["outcome"]["result"].erase("id"); }},
    {"list with an error",
     [](json& t) {
       event(t, EventKind::awaited)["outcome"]["result"]["error"] = {{"type", "E"}, {"id", 9}};
     }},
    {"list with half a number",
     [](json& t) { event(t, EventKind::awaited)["outcome"]["result"]["list"][0] = 0.5; }},
    {"list with a truth",
     [](json& t) { event(t, EventKind::awaited)["outcome"]["result"]["list"][0] = true; }},
    {"value of no kind",
     [](json& t) { event(t, EventKind::awaited)["outcome"]["result"] = json::object(); }},
    {"error as a value with an id",
     [](json& t) { event(t, EventKind::awaited)["outcome"]["result"]["list"][3]["id"] = 3; }},
    {"outcome of nothing", [](json& t) { event(t, EventKind::ended)["outcome"] = json::object(); }},
    {"outcome with result and error",
     [](json& t) { event(t, EventKind::ended)["outcome"]["result"] = nullptr; }},
    {"cancel not told whether accepted",
     [](json& t) { event(t, EventKind::cancel).erase("accepted"); }},
    {"cancel with null as message",
     [](json& t) { event(t, EventKind::cancel)["message"] = nullptr; }},
    {"settle without outcome", [](json& t) { event(t, EventKind::settle).erase("outcome"); }},
    {"settle accepted as text", [](json& t) { event(t, EventKind::settle)["accepted"] = "yes"; }},
    {"registered without label", [](json& t) { event(t, EventKind::registered).erase("label"); }},
    {"callback with another state",
     [](json& t) { event(t, EventKind::callback)["outcome"] = "done"; }},
    {"callback with a label of 41 characters",
     [](json& t) { event(t, EventKind::callback)["label"] = std::string(41, 'k'); }},
    {"observed without loop", [](json& t) { event(t, EventKind::observed).erase("loop"); }},
    {"observed with null for cancelling",
     [](json& t) { event(t, EventKind::observed)["cancelling"] = nullptr; }},
    {"observed pending", [](json& t) { event(t, EventKind::observed)["result"] = "pending"; }},
    {"unhandled of a number", [](json& t) { event(t, EventKind::unhandled)["of"] = 1; }},
    {"skipped another action", [](json& t) { event(t, EventKind::skipped)["action"] = "sleep"; }},
    {"final without state", [](json& t) { event(t, EventKind::final).erase("outcome"); }},
    {"an object in a plain trace", [](json& t) { t["awaitables"][1]["kind"] = "object"; }},
    {"text in a plain trace",
     [](json& t) { event(t, EventKind::interrupted)["error"]["text"] = ""; }},
    {"text deep in a plain trace",
     [](json& t) {
       event(t, EventKind::awaited)["outcome"]["result"]["list"][3]["error"]["text"] = "";
     }},
    {"a note skipped in a plain trace",
     [](json& t) { event(t, EventKind::skipped)["action"] = "note"; }},
    {"python is false", [](json& t) { t["python"] = false; }},
    {"python is an object", [](json& t) { t["python"] = json::object(); }},
};

const BadTrace bad_python_traces[] = {
    {"no longer python", [](json& t) { t.erase("python"); }},
    {"noted by nobody", [](json& t) { event(t, EventKind::noted).erase("by"); }},
    {"noted nothing", [](json& t) { event(t, EventKind::noted).erase("what"); }},
    {"noted no name", [](json& t) { event(t, EventKind::noted)["what"] = "Class"; }},
    {"noted without value", [](json& t) { event(t, EventKind::noted).erase("value"); }},
    {"noted a truth", [](json& t) { event(t, EventKind::noted)["value"] = true; }},
    {"noted with an outcome", [](json& t) { event(t, EventKind::noted)["outcome"] = "pending"; }},
    {"logged without report", [](json& t) { event(t, EventKind::logged).erase("report"); }},
    {"logged a number", [](json& t) { event(t, EventKind::logged)["report"] = 1; }},
    {"logged with null for an error",
     [](json& t) { event(t, EventKind::logged)["error"] = nullptr; }},
    {"logged by somebody", [](json& t) { event(t, EventKind::logged)["by"] = "main"; }},
    {"warned without category", [](json& t) { event(t, EventKind::warned).erase("category"); }},
    {"warned in words", [](json& t) { event(t, EventKind::warned)["category"] = "do not"; }},
    {"escaped without error", [](json& t) { event(t, EventKind::escaped).erase("error"); }},
    {"escaped from a gather", [](json& t) { event(t, EventKind::escaped)["of"] = "g"; }},
    {"text as number", [](json& t) { event(t, EventKind::escaped)["error"]["text"] = 1; }},
    {"skipped an unknown action",
     [](json& t) { event(t, EventKind::skipped)["action"] = "acquire"; }},
};

TEST(TraceSchema, AcceptsEveryKindOfEvent) {
  for (const auto& trace : {plain_trace(), python_trace()}) {
    EXPECT_EQ(trace_schema().complaint(trace), "");
    EXPECT_TRUE(parses(trace));
  }
  EXPECT_EQ(python_trace()["events"].size(), event_kind_count);
}

TEST(TraceSchema, RefusesWhatTheParserRefuses) {
  for (const auto& bad : bad_traces) {
    auto trace = plain_trace();
    bad.spoil(trace);
    EXPECT_NE(trace_schema().complaint(trace), "") << bad.name;
    EXPECT_FALSE(parses(trace)) << bad.name;
  }
  for (const auto& bad : bad_python_traces) {
    auto trace = python_trace();
    bad.spoil(trace);
    EXPECT_NE(trace_schema().complaint(trace), "") << bad.name;
    EXPECT_FALSE(parses(trace)) << bad.name;
  }
}

TEST(TraceParser, RefusesATextThatAnErrorDidNotHaveBefore) {
  auto other = python_trace();
  event(other, EventKind::escaped)["error"]["text"] = "yes";
  auto none = python_trace();
  event(none, EventKind::escaped)["error"].erase("text");
  auto late = python_trace();
  event(late, EventKind::logged)["error"].erase("text");
  for (const auto& trace : {other, none, late}) {
    EXPECT_EQ(trace_schema().complaint(trace), "");
    EXPECT_FALSE(parses(trace));
  }
}

TEST(TraceParser, RefusesNamesThatTheSchemaCannotKnow) {
  auto stranger = plain_trace();
  stranger["events"][0]["of"] = "stranger";
  auto twice = plain_trace();
  twice["awaitables"][2]["name"] = "f";
  for (const auto& trace : {stranger, twice}) {
    EXPECT_EQ(trace_schema().complaint(trace), "");
    EXPECT_FALSE(parses(trace));
  }
}

const char* const plain_scenario = R"({"scenario":1,"awaitables":[],"main":{"script":[]}})";

TEST(ProtocolSchema, AcceptsTheLinesOfAConversation) {
  const JsonSchema schema("protocol");
  auto hello = json::parse(R"({"hello":{"protocol":1}})");
  EXPECT_EQ(schema.complaint(hello), "");
  hello["hello"].update({{"name", "n"},
                         {"version", "1"},
                         {"language", "C"},
                         {"edition", "3.9"},
                         {"capabilities", {"all"}}});
  EXPECT_EQ(schema.complaint(hello), "");
  EXPECT_EQ(schema.complaint({{"id", 1}, {"run", json::parse(plain_scenario)}}), "");
  EXPECT_EQ(schema.complaint({{"id", 1}, {"trace", plain_trace()}}), "");
  EXPECT_EQ(schema.complaint({{"id", 1}, {"trouble", "why"}}), "");
  EXPECT_EQ(schema.complaint({{"id", nullptr}, {"trouble", "why"}}), "");
  EXPECT_EQ(schema.complaint({{"bye", true}}), "");
}

TEST(ProtocolSchema, RefusesEverythingElse) {
  const JsonSchema schema("protocol");
  const json lines[] = {
      json::object(),
      json::array(),
      {{"bye", false}},
      {{"hello", {{"protocol", 2}}}},
      {{"hello", {{"protocol", 1}, {"name", "n"}}}},
      {{"id", "1"}, {"trouble", "why"}},
      {{"id", 1}, {"trouble", nullptr}},
      {{"trouble", "why"}},
      {{"id", nullptr}, {"run", json::parse(plain_scenario)}},
      {{"id", 1}, {"run", {{"scenario", 1}}}},
      {{"id", 1}, {"trace", {{"trace", 1}}}},
      {{"id", 1}, {"trace", plain_trace()}, {"trouble", "why"}},
  };
  for (const auto& line : lines) EXPECT_NE(schema.complaint(line), "") << line;
}

}  // namespace
}  // namespace gathercheck::spec
