// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"
#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Outcome error(const char* type, ObjectId id) {
  return Outcome::failure({type, {}, id});
}

TEST(Fut1, AnOuterThatIsDoneTooEarlyIsRejected) {
  Trace trace = example_trace("FUT-1");
  event_of(trace, EventKind::observed, "outer", 1).done = true;
  EXPECT_EQ(verdict_of("FUT-1", trace), Verdict::violated);
}

TEST(Fut1, AnOuterThatIsDoneOnReturnIsRejected) {
  Trace trace = example_trace("FUT-1");
  event_of(trace, EventKind::gather).done = true;
  EXPECT_EQ(verdict_of("FUT-1", trace), Verdict::violated);
}

TEST(Fut1, NoneInsteadOfInvalidStateErrorIsRejected) {
  Trace trace = example_trace("FUT-1");
  event_of(trace, EventKind::observed, "outer").exception = Outcome::result({});
  EXPECT_EQ(verdict_of("FUT-1", trace), Verdict::violated);
}

TEST(Fut2, ARefusalIsRejected) {
  Trace trace = example_trace("FUT-2");
  event_of(trace, EventKind::settle, "outer").accepted = false;
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut2, ResultsOfTheChildrenCannotReplaceIt) {
  Trace trace = example_trace("FUT-2");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::result({Value::List{{}, 1}});
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut2, AnAwaiterThatGetsSomethingElseIsRejected) {
  Trace trace = example_trace("FUT-2");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut2, ALaterCancelThatIsAcceptedIsRejected) {
  Trace trace = example_trace("FUT-2");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut2, AChildThatIsInterruptedIsRejected) {
  Trace trace = example_trace("FUT-2");
  event_of(trace, EventKind::resumed, "a").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut2, AReportOfWhatComesTooLateIsRejected) {
  for (const auto* id : {"FUT-2", "FUT-3"}) {
    Trace trace = example_trace(id);
    Event report;
    report.kind = EventKind::unhandled;
    report.of = trace.intern("outer");
    report.outcome = Outcome::failure(another_error("InvalidStateError"));
    add_event(trace, report);
    EXPECT_EQ(verdict_of(id, trace), Verdict::violated);
  }
}

TEST(Fut3, ARefusalIsRejected) {
  Trace trace = example_trace("FUT-3");
  event_of(trace, EventKind::settle, "outer").accepted = false;
  EXPECT_EQ(verdict_of("FUT-3", trace), Verdict::violated);
}

TEST(Fut3, AnotherExceptionIsRejected) {
  Trace trace = example_trace("FUT-3");
  event_of(trace, EventKind::awaited, "main").outcome = error("ValueError", 2);
  EXPECT_EQ(verdict_of("FUT-3", trace), Verdict::violated);
}

TEST(Fut4, AnAcceptedResultIsRejected) {
  Trace trace = example_trace("FUT-4");
  event_of(trace, EventKind::settle, "outer", 0).accepted = true;
  EXPECT_EQ(verdict_of("FUT-4", trace), Verdict::violated);
}

TEST(Fut4, AnAcceptedExceptionIsRejected) {
  Trace trace = example_trace("FUT-4");
  event_of(trace, EventKind::settle, "outer", 1).accepted = true;
  EXPECT_EQ(verdict_of("FUT-4", trace), Verdict::violated);
}

TEST(Fut4, AnExceptionThatReplacesTheResultIsRejected) {
  Trace trace = example_trace("FUT-4");
  event_of(trace, EventKind::final, "outer").outcome = error("KeyError", 2);
  EXPECT_EQ(verdict_of("FUT-4", trace), Verdict::violated);
}

TEST(Fut5, AForeignLoopIsRejected) {
  Trace trace = example_trace("FUT-5");
  event_of(trace, EventKind::observed, "outer").loop = false;
  EXPECT_EQ(verdict_of("FUT-5", trace), Verdict::violated);
}

TEST(Fut6, AResultThatNeedsAnAwaitIsRejected) {
  Trace trace = example_trace("FUT-6");
  event_of(trace, EventKind::observed, "outer").outcome = error("InvalidStateError", 2);
  EXPECT_EQ(verdict_of("FUT-6", trace), Verdict::violated);
}

TEST(Fut6, AnExceptionBesideAResultIsRejected) {
  Trace trace = example_trace("FUT-6");
  event_of(trace, EventKind::observed, "outer").exception = error("CancelledError", 2);
  EXPECT_EQ(verdict_of("FUT-6", trace), Verdict::violated);
}

TEST(Fut7, ASecondFailureThatReplacesTheFirstIsRejected) {
  Trace trace = example_trace("FUT-7");
  event_of(trace, EventKind::final, "outer").outcome = error("KeyError", 2);
  EXPECT_EQ(verdict_of("FUT-7", trace), Verdict::violated);
}

TEST(Fut7, ACopyOfTheExceptionIsRejected) {
  Trace trace = example_trace("FUT-7");
  event_of(trace, EventKind::observed, "outer", 1).outcome = error("ValueError", 3);
  EXPECT_EQ(verdict_of("FUT-7", trace), Verdict::violated);
}

TEST(Fut7, AnOuterThatIsPendingAgainIsRejected) {
  Trace trace = example_trace("FUT-7");
  event_of(trace, EventKind::observed, "outer", 1).done = false;
  EXPECT_EQ(verdict_of("FUT-7", trace), Verdict::violated);
}

TEST(Fut2, AnAwaiterThatHearsOfItBeforeIsRejected) {
  Trace trace = example_trace("FUT-2");
  Event& settle = event_of(trace, EventKind::settle);
  Event& awaited = event_of(trace, EventKind::awaited);
  if (&awaited > &settle) std::rotate(&settle, &awaited, &awaited + 1);
  EXPECT_EQ(verdict_of("FUT-2", trace), Verdict::violated);
}

TEST(Fut8, AnOuterThatFailsOtherwiseThanItsChildIsRejected) {
  Trace trace = example_trace("FUT-8");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("FUT-8", trace), Verdict::violated);
}

TEST(Fut8, AnOuterThatEndsWithoutItsChildrenIsRejected) {
  Trace trace = example_trace("FUT-8");
  event_of(trace, EventKind::final, "other").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("FUT-8", trace), Verdict::violated);
}

TEST(Fut8, AnAwaiterThatHearsOfItLateIsRejected) {
  Trace trace = example_trace("FUT-8");
  ++event_of(trace, EventKind::awaited, "main").time;
  EXPECT_EQ(verdict_of("FUT-8", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
