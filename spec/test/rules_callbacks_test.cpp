// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

TEST(Turn1, ACallbackThatIsNeverCalledIsRejected) {
  Trace trace = example_trace("TURN-1");
  drop_event(trace, EventKind::callback);
  EXPECT_EQ(verdict_of("TURN-1", trace), Verdict::violated);
}

TEST(Turn1, ACallbackThatIsCalledTwiceIsRejected) {
  Trace trace = example_trace("TURN-1");
  trace.events.insert(trace.events.begin() + 9, event_of(trace, EventKind::callback));
  EXPECT_EQ(verdict_of("TURN-1", trace), Verdict::violated);
}

TEST(Turn1, ACallbackThatIsCalledWithTheChildIsRejected) {
  Trace trace = example_trace("TURN-1");
  event_of(trace, EventKind::callback).of = event_of(trace, EventKind::ended, "a").of;
  EXPECT_EQ(verdict_of("TURN-1", trace), Verdict::violated);
}

TEST(Turn1, ACallbackThatSeesAPendingOuterIsRejected) {
  Trace trace = example_trace("TURN-1");
  event_of(trace, EventKind::callback).outcome = Outcome::pending();
  EXPECT_EQ(verdict_of("TURN-1", trace), Verdict::violated);
}

TEST(Turn1, ACallbackThatIsCalledInlineIsRejected) {
  Trace trace = example_trace("TURN-1");
  event_of(trace, EventKind::callback).turn = 0;
  EXPECT_EQ(verdict_of("TURN-1", trace), Verdict::violated);
}

TEST(Turn2, AnEarlierCallbackThatFindsTheOuterDoneIsRejected) {
  Trace trace = example_trace("TURN-2");
  event_of(trace, EventKind::observed, "outer", 0).done = true;
  EXPECT_EQ(verdict_of("TURN-2", trace), Verdict::violated);
}

TEST(Turn2, ALaterCallbackThatFindsTheOuterPendingIsRejected) {
  Trace trace = example_trace("TURN-2");
  event_of(trace, EventKind::observed, "outer", 1).done = false;
  EXPECT_EQ(verdict_of("TURN-2", trace), Verdict::violated);
}

TEST(Turn3, AwaitersBeforeCallbacksAreRejected) {
  Trace trace = example_trace("TURN-3");
  std::swap(event_of(trace, EventKind::callback, "outer", 0),
            event_of(trace, EventKind::awaited, "w"));
  EXPECT_EQ(verdict_of("TURN-3", trace), Verdict::violated);
}

TEST(Turn3, CallbacksBeforeAwaitersAreRejected) {
  Trace trace = example_trace("TURN-3");
  std::swap(event_of(trace, EventKind::callback, "outer", 1),
            event_of(trace, EventKind::awaited, "w"));
  EXPECT_EQ(verdict_of("TURN-3", trace), Verdict::violated);
}

TEST(Turn4, AnAwaiterThatResumesInlineIsRejected) {
  Trace trace = example_trace("TURN-4");
  event_of(trace, EventKind::awaited, "main").turn = 4;
  EXPECT_EQ(verdict_of("TURN-4", trace), Verdict::violated);
}

TEST(Turn4, ACallbackThatTakesOneTurnMoreForEachChildIsRejected) {
  Trace trace = example_trace("TURN-4");
  event_of(trace, EventKind::callback, "outer").turn = 6;
  EXPECT_EQ(verdict_of("TURN-4", trace), Verdict::violated);
}

TEST(Turn5, ACallbackThatIsCalledInlineIsRejected) {
  Trace trace = example_trace("TURN-5");
  event_of(trace, EventKind::callback, "outer").turn = 3;
  EXPECT_EQ(verdict_of("TURN-5", trace), Verdict::violated);
}

TEST(Turn5, ACallbackThatIsForgottenIsRejected) {
  Trace trace = example_trace("TURN-5");
  drop_event(trace, EventKind::callback);
  EXPECT_EQ(verdict_of("TURN-5", trace), Verdict::violated);
}

TEST(Turn6, ALaterCallbackThatIsLostIsRejected) {
  Trace trace = example_trace("TURN-6");
  drop_event(trace, EventKind::callback, "outer", 1);
  EXPECT_EQ(verdict_of("TURN-6", trace), Verdict::violated);
}

TEST(Turn6, AnAwaiterThatIsLostIsRejected) {
  Trace trace = example_trace("TURN-6");
  drop_event(trace, EventKind::awaited, "main");
  EXPECT_EQ(verdict_of("TURN-6", trace), Verdict::violated);
}

TEST(Turn7, ACallbackThatWaitsForAllChildrenIsRejected) {
  Trace trace = example_trace("TURN-7");
  event_of(trace, EventKind::callback, "outer").time = 3;
  EXPECT_EQ(verdict_of("TURN-7", trace), Verdict::violated);
}

TEST(Turn7, ASecondCallWhenAllChildrenAreDoneIsRejected) {
  Trace trace = example_trace("TURN-7");
  trace.events.insert(trace.events.begin() + 15, event_of(trace, EventKind::callback));
  EXPECT_EQ(verdict_of("TURN-7", trace), Verdict::violated);
}

TEST(Turn8, AFailureThatTravelsFasterIsRejected) {
  Trace trace = example_trace("TURN-8");
  event_of(trace, EventKind::awaited, "main").turn = 4;
  EXPECT_EQ(verdict_of("TURN-8", trace), Verdict::violated);
}

TEST(Turn9, AChildThatIsInterruptedInlineIsRejected) {
  Trace trace = example_trace("TURN-9");
  event_of(trace, EventKind::interrupted, "a").turn = 2;
  EXPECT_EQ(verdict_of("TURN-9", trace), Verdict::violated);
}

TEST(Turn9, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("TURN-9");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("TURN-9", trace), Verdict::violated);
}

TEST(Turn9, AnAwaiterThatResumesAtOnceIsRejected) {
  Trace trace = example_trace("TURN-9");
  event_of(trace, EventKind::awaited, "main").turn = 3;
  EXPECT_EQ(verdict_of("TURN-9", trace), Verdict::violated);
}

TEST(Turn11, AnAwaiterThatResumesOneTurnEarlyIsRejected) {
  Trace trace = example_trace("TURN-11");
  event_of(trace, EventKind::awaited, "main").turn = 2;
  EXPECT_EQ(verdict_of("TURN-11", trace), Verdict::violated);
}

TEST(Turn12, NewTasksThatOvertakeAreRejected) {
  Trace trace = example_trace("TURN-12");
  std::swap(event_of(trace, EventKind::started, "b"), event_of(trace, EventKind::started, "other"));
  EXPECT_EQ(verdict_of("TURN-12", trace), Verdict::violated);
}

TEST(Turn12, AnAwaiterOfTheOuterThatIsOvertakenIsRejected) {
  Trace trace = example_trace("TURN-12");
  std::swap(event_of(trace, EventKind::awaited, "main"),
            event_of(trace, EventKind::resumed, "other", 3));
  EXPECT_EQ(verdict_of("TURN-12", trace), Verdict::violated);
}

TEST(Turn12, ALastInFirstOutQueueIsRejected) {
  Trace trace = example_trace("TURN-12");
  std::swap(event_of(trace, EventKind::resumed, "a", 1),
            event_of(trace, EventKind::resumed, "other", 1));
  EXPECT_EQ(verdict_of("TURN-12", trace), Verdict::violated);
}

TEST(Turn13, AFailureOfAChildThatIsReportedIsRejected) {
  Trace trace = example_trace("TURN-13");
  Event& reported = event_of(trace, EventKind::unhandled);
  reported.of = event_of(trace, EventKind::ended, "b").of;
  EXPECT_EQ(verdict_of("TURN-13", trace), Verdict::violated);
}

TEST(Turn13, AReportThatComesTwiceIsRejected) {
  Trace trace = example_trace("TURN-13");
  Event& reported = event_of(trace, EventKind::unhandled);
  const Event again = reported;
  trace.events.insert(trace.events.begin() + (&reported - trace.events.data()), again);
  EXPECT_EQ(verdict_of("TURN-13", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
