// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "gathercheck/spec/trace_text.hpp"

namespace gathercheck::spec {
namespace {

const std::string text =
    R"({"trace":1,"edition":"3.13","python":true,"awaitables":[{"name":"main","kind":"task"},)"
    R"({"name":"x","kind":"object"},{"name":"g","kind":"gather"}],"events":[)"
    R"({"t":0,"turn":0,"event":"started","of":"main"},)"
    R"({"t":0,"turn":0,"event":"noted","of":"x","by":"main","what":"is","value":"number"},)"
    R"({"t":0,"turn":0,"event":"warned","of":"g","category":"DeprecationWarning"},)"
    R"({"t":0,"turn":0,"event":"gather","of":"g","by":"main","children":["x"],)"
    R"("return_exceptions":false,"error":{"type":"TypeError","id":1,"text":"no awaitable"}},)"
    R"({"t":0,"turn":0,"event":"noted","of":"main","by":"main","what":"pending","value":1},)"
    R"({"t":0,"turn":0,"event":"skipped","of":"g","by":"main","action":"forget"},)"
    R"({"t":0,"turn":0,"event":"ended","of":"main",)"
    R"("outcome":{"error":{"type":"TypeError","id":1,"text":"no awaitable"}}},)"
    R"({"t":0,"turn":0,"event":"escaped","of":"main",)"
    R"("error":{"type":"SystemExit","id":2,"message":"m","text":"m"}},)"
    R"({"t":0,"turn":0,"event":"logged","of":"loop","report":"something"},)"
    R"({"t":0,"turn":0,"event":"logged","of":"main","report":"was never retrieved",)"
    R"("error":{"type":"TypeError","id":1,"text":"no awaitable"}}],"end":"idle"})";

TEST(PythonTrace, SurvivesItsText) {
  const auto trace = parse_trace(text);
  EXPECT_TRUE(trace.python);
  EXPECT_EQ(to_json(trace), text);
  EXPECT_EQ(parse_trace(to_json(trace)), trace);
}

TEST(PythonTrace, TellsTheTextOfAnError) {
  const auto trace = parse_trace(text);
  const auto* said = trace.text_of(*trace.events[3].outcome.error());
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(*said, "no awaitable");
  EXPECT_EQ(trace.text_of({"TypeError", {}, 7}), nullptr);
}

TEST(PythonTrace, IsToldInWords) {
  EXPECT_EQ(
      timeline(parse_trace(text)),
      "   t turn\n"
      "   0    0  main starts\n"
      "   0    0  main notes is of x: 'number'\n"
      "   0    0  a DeprecationWarning about g\n"
      "   0    0  main: g = gather(x) raises TypeError('no awaitable')\n"
      "   0    0  main notes pending: 1\n"
      "   0    0  main skips forget g\n"
      "   0    0  main raises TypeError('no awaitable')\n"
      "   0    0  SystemExit('m') escapes from the run\n"
      "   0    0  the loop logs \"something\" about loop\n"
      "   0    0  the loop logs \"was never retrieved\" about main: TypeError('no awaitable')\n");
}

TEST(PythonTrace, IsJoinedButNotReplayed) {
  auto trace = example_trace("ERR-1");
  const History plain(trace);
  trace.python = true;
  const History history(trace);
  EXPECT_EQ(history.of_kind(EventKind::gather).size(), plain.of_kind(EventKind::gather).size());
  EXPECT_EQ(history.gatherings().size(), plain.gatherings().size());
  EXPECT_EQ(history.awaits().size(), plain.awaits().size());
  const Name outer = plain.gatherings().front().outer;
  EXPECT_NE(plain.settlement(outer), nullptr);
  EXPECT_EQ(history.settlement(outer), nullptr);
}

TEST(PythonTrace, IsNoCaseForRulesOfOtherProfiles) {
  for (const auto& rule : law()) {
    if (rule.profile == Profile::python) continue;
    auto trace = example_trace(rule.id);
    ASSERT_EQ(rule.judge(History(trace)).verdict, Verdict::holds) << rule.id;
    trace.python = true;
    EXPECT_EQ(rule.judge(History(trace)).verdict, Verdict::vacuous) << rule.id;
  }
}

}  // namespace
}  // namespace gathercheck::spec
