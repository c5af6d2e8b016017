// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

Outcome error(const char* type, ObjectId id) {
  return Outcome::failure({type, {}, id});
}

TEST(Done1, AnOuterThatIsPendingOnReturnIsRejected) {
  Trace trace = example_trace("DONE-1");
  event_of(trace, EventKind::gather).done = false;
  EXPECT_EQ(verdict_of("DONE-1", trace), Verdict::violated);
}

TEST(Done1, OlderEditionsAreExempt) {
  Trace trace = example_trace("DONE-1");
  trace.edition = Edition{11};
  event_of(trace, EventKind::gather).done = false;
  EXPECT_EQ(verdict_of("DONE-1", trace), Verdict::vacuous);
}

TEST(Done2, AnOuterThatIsDoneOnReturnIsRejected) {
  Trace trace = example_trace("DONE-2");
  event_of(trace, EventKind::gather).done = true;
  EXPECT_EQ(verdict_of("DONE-2", trace), Verdict::violated);
}

TEST(Done2, AnOuterThatIsPendingTwoTurnsLaterIsRejected) {
  Trace trace = example_trace("DONE-2");
  event_of(trace, EventKind::observed, "outer", 1).done = false;
  EXPECT_EQ(verdict_of("DONE-2", trace), Verdict::violated);
}

TEST(Done3, AnOuterThatIsPendingOnReturnIsRejected) {
  Trace trace = example_trace("DONE-3");
  event_of(trace, EventKind::gather).done = false;
  EXPECT_EQ(verdict_of("DONE-3", trace), Verdict::violated);
}

TEST(Done3, ReturnExceptionsIsExempt) {
  Trace trace = example_trace("DONE-3");
  Event& call = event_of(trace, EventKind::gather);
  call.return_exceptions = true;
  call.done = false;
  EXPECT_EQ(verdict_of("DONE-3", trace), Verdict::vacuous);
}

TEST(Done4, AnOuterThatIsDoneOnReturnIsRejected) {
  Trace trace = example_trace("DONE-4");
  event_of(trace, EventKind::gather).done = true;
  EXPECT_EQ(verdict_of("DONE-4", trace), Verdict::violated);
}

TEST(Done4, AnOuterThatWaitsForThePendingChildIsRejected) {
  Trace trace = example_trace("DONE-4");
  event_of(trace, EventKind::observed, "outer", 1).done = false;
  EXPECT_EQ(verdict_of("DONE-4", trace), Verdict::violated);
}

TEST(Done5, ACoroutineThatNeverStartsIsRejected) {
  Trace trace = example_trace("DONE-5");
  drop_event(trace, EventKind::started, "c");
  drop_event(trace, EventKind::sleeping, "c");
  drop_event(trace, EventKind::resumed, "c");
  drop_event(trace, EventKind::ended, "c");
  EXPECT_EQ(verdict_of("DONE-5", trace), Verdict::violated);
}

TEST(Done6, TheFirstFailureInTimeDoesNotWin) {
  Trace trace = example_trace("DONE-6");
  event_of(trace, EventKind::awaited, "main").outcome = error("KeyError", 1);
  EXPECT_EQ(verdict_of("DONE-6", trace), Verdict::violated);
}

TEST(Done6, ALaterArgumentCannotTakeOverInTheEnd) {
  Trace trace = example_trace("DONE-6");
  event_of(trace, EventKind::final, "outer").outcome = error("KeyError", 1);
  EXPECT_EQ(verdict_of("DONE-6", trace), Verdict::violated);
}

TEST(Done7, AnAwaitThatSuspendsIsRejected) {
  Trace trace = example_trace("DONE-7");
  event_of(trace, EventKind::awaited, "main").turn = 2;
  std::swap(event_of(trace, EventKind::awaited, "main"),
            event_of(trace, EventKind::started, "other"));
  EXPECT_EQ(verdict_of("DONE-7", trace), Verdict::violated);
}

TEST(Done8, AnAwaitThatDoesNotSuspendIsRejected) {
  Trace trace = example_trace("DONE-8");
  event_of(trace, EventKind::awaited, "main").turn = 0;
  EXPECT_EQ(verdict_of("DONE-8", trace), Verdict::violated);
}

TEST(Done8, AnAwaitThatTakesThreeTurnsIsRejected) {
  Trace trace = example_trace("DONE-8");
  event_of(trace, EventKind::awaited, "main").turn = 3;
  EXPECT_EQ(verdict_of("DONE-8", trace), Verdict::violated);
}

TEST(Done9, AnAcceptedCancelIsRejected) {
  Trace trace = example_trace("DONE-9");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("DONE-9", trace), Verdict::violated);
}

TEST(Done10, AGatherThatForgetsTheDoneChildIsRejected) {
  Trace trace = example_trace("DONE-10");
  std::get<Value::List>(event_of(trace, EventKind::awaited, "main").outcome.value.data)
      .items.pop_back();
  EXPECT_EQ(verdict_of("DONE-10", trace), Verdict::violated);
}

TEST(Done10, AGatherThatDoesNotWaitForThePendingChildIsRejected) {
  Trace trace = example_trace("DONE-10");
  event_of(trace, EventKind::awaited, "main").time = 0;
  EXPECT_EQ(verdict_of("DONE-10", trace), Verdict::violated);
}

TEST(Done11, ALaterFailureCannotWin) {
  Trace trace = example_trace("DONE-11");
  event_of(trace, EventKind::awaited, "main").outcome = error("KeyError", 2);
  EXPECT_EQ(verdict_of("DONE-11", trace), Verdict::violated);
}

TEST(Done12, AFailureThatIsReportedToTheLoopIsRejected) {
  Trace trace = example_trace("DONE-12");
  Event report = event_of(trace, EventKind::settle, "g");
  report.kind = EventKind::unhandled;
  trace.events.insert(trace.events.begin() + 5, report);
  EXPECT_EQ(verdict_of("DONE-12", trace), Verdict::violated);
}

TEST(Done12, ACallbackMayRaiseTheSameObject) {
  Trace trace = example_trace("DONE-12");
  Event report = event_of(trace, EventKind::settle, "g");
  report.kind = EventKind::unhandled;
  report.of = trace.intern("timeline");
  trace.events.insert(trace.events.begin() + 5, report);
  EXPECT_EQ(verdict_of("DONE-12", trace), Verdict::holds);
}

TEST(Done13, AListFromACancelledChildIsRejected) {
  Trace trace = example_trace("DONE-13");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({Value::List{{}, 1}});
  EXPECT_EQ(verdict_of("DONE-13", trace), Verdict::violated);
}

TEST(Done13, AnOuterThatEndsCancelledIsRejected) {
  Trace trace = example_trace("DONE-13");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("DONE-13", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
