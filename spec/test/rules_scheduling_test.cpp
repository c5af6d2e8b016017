// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

TEST(Run1, StartingInReverseOrderIsRejected) {
  Trace trace = example_trace("RUN-1");
  swap_events(event_of(trace, EventKind::started, "a"), event_of(trace, EventKind::started, "c"));
  EXPECT_EQ(verdict_of("RUN-1", trace), Verdict::violated);
}

TEST(Run2, ALaterFirstTurnIsRejected) {
  Trace trace = example_trace("RUN-2");
  ++event_of(trace, EventKind::started, "b").turn;
  EXPECT_EQ(verdict_of("RUN-2", trace), Verdict::violated);
}

TEST(Run2, AChildThatNeverStartsIsRejected) {
  Trace trace = example_trace("RUN-2");
  drop_event(trace, EventKind::started, "b");
  EXPECT_EQ(verdict_of("RUN-2", trace), Verdict::violated);
}

TEST(Run3, AnEagerFirstStepIsRejected) {
  Trace trace = example_trace("RUN-3");
  swap_events(event_of(trace, EventKind::gather, "outer"),
              event_of(trace, EventKind::started, "a"));
  EXPECT_EQ(verdict_of("RUN-3", trace), Verdict::violated);
}

TEST(Run4, ALateEndIsRejected) {
  Trace trace = example_trace("RUN-4");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("RUN-4", trace), Verdict::violated);
}

TEST(Run4, ChildrenOneAfterTheOtherAreRejected) {
  Trace trace = example_trace("RUN-4");
  for (Event& e : trace.events) {
    const bool last = trace.name(e.of) == "b" && e.kind != EventKind::final;
    if (last || e.kind == EventKind::awaited) e.time += 4;
  }
  EXPECT_EQ(verdict_of("RUN-4", trace), Verdict::violated);
}

TEST(Run4, AHangIsRejected) {
  Trace trace = example_trace("RUN-4");
  let_hang(trace, "outer");
  EXPECT_EQ(verdict_of("RUN-4", trace), Verdict::violated);
}

TEST(Run5, ABystanderThatIsHeldUpIsRejected) {
  Trace trace = example_trace("RUN-5");
  event_of(trace, EventKind::resumed, "by").time = 5;
  EXPECT_EQ(verdict_of("RUN-5", trace), Verdict::violated);
}

TEST(Run6, ACallbackInTheMidstOfAStepIsRejected) {
  Trace trace = example_trace("RUN-6");
  swap_events(event_of(trace, EventKind::callback, "f"), event_of(trace, EventKind::observed, "f"));
  EXPECT_EQ(verdict_of("RUN-6", trace), Verdict::violated);
}

TEST(Run6, AnotherScriptInTheMidstOfAStepIsRejected) {
  Trace trace = example_trace("RUN-6");
  swap_events(event_of(trace, EventKind::started, "b"), event_of(trace, EventKind::observed, "f"));
  EXPECT_EQ(verdict_of("RUN-6", trace), Verdict::violated);
}

TEST(Run7, ASecondStartIsRejected) {
  Trace trace = example_trace("RUN-7");
  add_event(trace, event_of(trace, EventKind::started, "t"));
  EXPECT_EQ(verdict_of("RUN-7", trace), Verdict::violated);
}

TEST(Run8, AChildThatWaitsForAPlaceIsRejected) {
  Trace trace = example_trace("RUN-8");
  ++event_of(trace, EventKind::started, "d").time;
  EXPECT_EQ(verdict_of("RUN-8", trace), Verdict::violated);
}

TEST(Run9, LaterSleepersFirstAreRejected) {
  Trace trace = example_trace("RUN-9");
  swap_events(event_of(trace, EventKind::resumed, "a"), event_of(trace, EventKind::resumed, "c"));
  EXPECT_EQ(verdict_of("RUN-9", trace), Verdict::violated);
}

TEST(Run10, YieldingForTwoTurnsIsRejected) {
  Trace trace = example_trace("RUN-10");
  ++event_of(trace, EventKind::resumed, "c").turn;
  EXPECT_EQ(verdict_of("RUN-10", trace), Verdict::violated);
}

TEST(Run10, OvertakingIsRejected) {
  Trace trace = example_trace("RUN-10");
  swap_events(event_of(trace, EventKind::resumed, "a"), event_of(trace, EventKind::resumed, "b"));
  EXPECT_EQ(verdict_of("RUN-10", trace), Verdict::violated);
}

TEST(Run11, WrappedCoroutinesBeforeOlderTasksAreRejected) {
  Trace trace = example_trace("RUN-11");
  swap_events(event_of(trace, EventKind::started, "t"), event_of(trace, EventKind::started, "a"));
  EXPECT_EQ(verdict_of("RUN-11", trace), Verdict::violated);
}

TEST(Run12, OversleepingIsRejected) {
  Trace trace = example_trace("RUN-12");
  ++event_of(trace, EventKind::resumed, "a", 2).time;
  EXPECT_EQ(verdict_of("RUN-12", trace), Verdict::violated);
}

TEST(Run12, ASleepWithoutAnEndIsRejected) {
  Trace trace = example_trace("RUN-12");
  drop_event(trace, EventKind::resumed, "a", 2);
  EXPECT_EQ(verdict_of("RUN-12", trace), Verdict::violated);
}

TEST(Run13, ATaskThatStartsAtOnceIsRejected) {
  Trace trace = example_trace("RUN-13");
  --event_of(trace, EventKind::started, "a").turn;
  EXPECT_EQ(verdict_of("RUN-13", trace), Verdict::violated);
}

TEST(Run13, AMainThatStartsLateIsRejected) {
  Trace trace = example_trace("RUN-13");
  event_of(trace, EventKind::started, "main").turn = 1;
  EXPECT_EQ(verdict_of("RUN-13", trace), Verdict::violated);
}

TEST(Run13, ATaskThatNeverRunsThoughNobodyAskedItToCancelIsRejected) {
  Trace trace = example_trace("RUN-13");
  drop_event(trace, EventKind::cancel, "b");
  EXPECT_EQ(verdict_of("RUN-13", trace), Verdict::violated);
}

TEST(Run14, ASleeperThatWakesATurnLaterThanAnotherIsRejected) {
  Trace trace = example_trace("RUN-14");
  ++event_of(trace, EventKind::resumed, "b", 1).turn;
  EXPECT_EQ(verdict_of("RUN-14", trace), Verdict::violated);
}

TEST(Run14, SleepersThatWakeLateAreRejected) {
  Trace trace = example_trace("RUN-14");
  event_of(trace, EventKind::resumed, "a").turn += 2;
  EXPECT_EQ(verdict_of("RUN-14", trace), Verdict::violated);
}

TEST(Run15, ARunThatIsOverTooEarlyIsRejected) {
  Trace trace = example_trace("RUN-15");
  const auto last = event_of(trace, EventKind::ended, "b").turn;
  std::erase_if(trace.events, [&](const Event& e) { return e.turn > last; });
  EXPECT_EQ(verdict_of("RUN-15", trace), Verdict::violated);
}

TEST(Run15, ATimeThatComesTooEarlyIsRejected) {
  Trace trace = example_trace("RUN-15");
  const auto first = event_of(trace, EventKind::ended, "a").turn;
  for (Event& e : trace.events)
    if (e.time == 2) e.turn = first + 1;
  EXPECT_EQ(verdict_of("RUN-15", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
