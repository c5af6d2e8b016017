// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

Name name_of(const Trace& trace, std::string_view name) {
  return static_cast<Name>(std::ranges::find(trace.names, name) - trace.names.begin());
}

/// Takes out everything that the body did, from its `nth` event on.
void silence(Trace& trace, std::string_view body, int from) {
  const Name name = name_of(trace, body);
  std::erase_if(trace.events, [&](const Event& e) {
    const bool own = e.kind != EventKind::final && (e.by == no_name ? e.of : e.by) == name;
    return own && from-- <= 0;
  });
}

void add_after(Trace& trace, EventKind kind, std::string_view of, Event event) {
  auto& before = event_of(trace, kind, of);
  event.time = before.time;
  event.turn = before.turn;
  trace.events.insert(trace.events.begin() + (&before - trace.events.data()) + 1, std::move(event));
}

TEST(Body1, ASleepThatEndsTwiceIsRejected) {
  Trace trace = example_trace("BODY-1");
  add_after(trace, EventKind::resumed, "a", event_of(trace, EventKind::resumed, "a"));
  EXPECT_EQ(verdict_of("BODY-1", trace), Verdict::violated);
}

TEST(Body1, ASleepWithoutAnEndIsRejected) {
  Trace trace = example_trace("BODY-1");
  drop_event(trace, EventKind::resumed, "a");
  EXPECT_EQ(verdict_of("BODY-1", trace), Verdict::violated);
}

TEST(Body1, AnAwaitWithoutAnEndIsRejected) {
  Trace trace = example_trace("BODY-1");
  drop_event(trace, EventKind::awaited, "main");
  EXPECT_EQ(verdict_of("BODY-1", trace), Verdict::violated);
}

TEST(Body1, TimeThatPassesWhileABodyRunsIsRejected) {
  Trace trace = example_trace("BODY-1");
  ++event_of(trace, EventKind::ended, "b").time;
  EXPECT_EQ(verdict_of("BODY-1", trace), Verdict::violated);
}

TEST(Body1, ABodyThatActsBeforeItsFirstStepIsRejected) {
  Trace trace = example_trace("BODY-1");
  drop_event(trace, EventKind::started, "main");
  EXPECT_EQ(verdict_of("BODY-1", trace), Verdict::violated);
}

TEST(Body2, AChildThatIsDroppedWhenItsSiblingFailsIsRejected) {
  Trace trace = example_trace("BODY-2");
  silence(trace, "b", 2);
  EXPECT_EQ(verdict_of("BODY-2", trace), Verdict::violated);
}

TEST(Body2, ABodyThatWaitsForSomethingDoneIsRejected) {
  Trace trace = example_trace("BODY-2");
  event_of(trace, EventKind::final, "f").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("BODY-2", trace), Verdict::violated);
}

TEST(Body3, ATaskThatNeverStartsIsRejected) {
  Trace trace = example_trace("BODY-3");
  silence(trace, "a", 0);
  EXPECT_EQ(verdict_of("BODY-3", trace), Verdict::violated);
}

TEST(Body3, ATaskThatStartsWhenItIsGatheredIsRejected) {
  Trace trace = example_trace("BODY-3");
  event_of(trace, EventKind::started, "a").time = 2;
  EXPECT_EQ(verdict_of("BODY-3", trace), Verdict::violated);
}

TEST(Body3, ABodyThatNobodyMadeATaskOfIsRejected) {
  Trace trace = example_trace("BODY-3");
  drop_event(trace, EventKind::created, "a");
  EXPECT_EQ(verdict_of("BODY-3", trace), Verdict::violated);
}

TEST(Body4, AnInterruptionThatNobodyAskedForIsRejected) {
  Trace trace = example_trace("BODY-4");
  drop_event(trace, EventKind::cancel, "outer");
  EXPECT_EQ(verdict_of("BODY-4", trace), Verdict::violated);
}

TEST(Body4, AnotherErrorThanCancelledErrorIsRejected) {
  Trace trace = example_trace("BODY-4");
  event_of(trace, EventKind::interrupted, "b").outcome =
      Outcome::failure(another_error("ValueError"));
  EXPECT_EQ(verdict_of("BODY-4", trace), Verdict::violated);
}

TEST(Body4, WhoWasAskedBeforeItsFirstStepAndRanAllTheSameCanBeAskedAgain) {
  const auto trace = parse_trace(
      R"({"trace":1,"edition":"3.14","awaitables":[{"name":"main","kind":"task"},)"
      R"({"name":"a","kind":"task"},{"name":"outer","kind":"gather"}],"events":[)"
      R"({"t":0,"turn":0,"event":"started","of":"main"},)"
      R"({"t":0,"turn":0,"event":"created","of":"a","by":"main"},)"
      R"({"t":0,"turn":0,"event":"gather","of":"outer","by":"main","children":["a"],)"
      R"("return_exceptions":false,"done":false},)"
      R"({"t":0,"turn":0,"event":"cancel","of":"outer","by":"main","accepted":true},)"
      R"({"t":0,"turn":0,"event":"ended","of":"main","outcome":{"result":null}},)"
      R"({"t":0,"turn":1,"event":"started","of":"a"},)"
      R"({"t":0,"turn":1,"event":"sleeping","of":"a","delay":2},)"
      R"({"t":1,"turn":2,"event":"cancel","of":"a","by":"timeline","accepted":true},)"
      R"({"t":1,"turn":3,"event":"interrupted","of":"a","error":{"type":"CancelledError","id":1}},)"
      R"({"t":1,"turn":3,"event":"sleeping","of":"a","delay":2},)"
      R"({"t":2,"turn":4,"event":"cancel","of":"a","by":"timeline","accepted":true},)"
      R"({"t":2,"turn":5,"event":"interrupted","of":"a","error":{"type":"CancelledError","id":2}},)"
      R"({"t":2,"turn":5,"event":"ended","of":"a","outcome":{"error":{"type":"CancelledError","id":2}}},)"
      R"({"t":2,"turn":5,"event":"final","of":"main","outcome":{"result":null}},)"
      R"({"t":2,"turn":5,"event":"final","of":"a","outcome":"cancelled"},)"
      R"({"t":2,"turn":5,"event":"final","of":"outer","outcome":"cancelled"}],"end":"idle"})");
  EXPECT_EQ(verdict_of("CANCEL-17", trace), Verdict::violated);  // it should not have begun
  EXPECT_EQ(verdict_of("BODY-4", trace), Verdict::holds);
}

TEST(Body5, AnActionThatIsSkippedThoughItsObjectExistsIsRejected) {
  Trace trace = example_trace("BODY-5");
  Event& observed = event_of(trace, EventKind::observed, "outer");
  const Name label = event_of(trace, EventKind::skipped, "outer").label;
  observed.kind = EventKind::skipped;
  observed.label = label;
  EXPECT_EQ(verdict_of("BODY-5", trace), Verdict::violated);
}

TEST(Body5, AnAwaitOfWhatIsNotThereIsRejected) {
  Trace trace = example_trace("BODY-5");
  drop_event(trace, EventKind::gather, "outer");
  EXPECT_EQ(verdict_of("BODY-5", trace), Verdict::violated);
}

TEST(Body6, AGatherThatVanishesIsRejected) {
  Trace trace = example_trace("BODY-6");
  drop_event(trace, EventKind::final, "outer");
  EXPECT_EQ(verdict_of("BODY-6", trace), Verdict::violated);
}

TEST(Body6, AGatherThatWasNeverCalledHasNoState) {
  Trace trace = example_trace("BODY-6");
  Event& twice = event_of(trace, EventKind::final, "f");
  add_after(trace, EventKind::final, "outer", twice);
  trace.events.back().of = name_of(trace, "never");
  EXPECT_EQ(verdict_of("BODY-6", trace), Verdict::violated);
}

TEST(Body7, ASleepThatIsSleptOutIsRejected) {
  Trace trace = example_trace("BODY-7");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("BODY-7", trace), Verdict::violated);
}

TEST(Body7, AnInterruptionThatComesLateIsRejected) {
  Trace trace = example_trace("BODY-7");
  event_of(trace, EventKind::interrupted, "a").time = 5;
  EXPECT_EQ(verdict_of("BODY-7", trace), Verdict::violated);
}

TEST(Body8, TwoTimesInOneTurnAreRejected) {
  Trace trace = example_trace("BODY-8");
  ++event_of(trace, EventKind::sleeping, "a").time;
  EXPECT_EQ(verdict_of("BODY-8", trace), Verdict::violated);
}

TEST(Body8, ATurnThatGoesBackIsRejected) {
  Trace trace = example_trace("BODY-8");
  event_of(trace, EventKind::ended, "b").turn = 0;
  EXPECT_EQ(verdict_of("BODY-8", trace), Verdict::violated);
}

TEST(Body9, AnInterruptionInTheTurnOfTheRequestIsRejected) {
  Trace trace = example_trace("BODY-9");
  --event_of(trace, EventKind::interrupted, "a").turn;
  EXPECT_EQ(verdict_of("BODY-9", trace), Verdict::violated);
}

TEST(Body9, AnInterruptionTwoTurnsAfterTheSleepBeganIsRejected) {
  Trace trace = example_trace("BODY-9");
  ++event_of(trace, EventKind::interrupted, "b").turn;
  EXPECT_EQ(verdict_of("BODY-9", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
