// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Outcome failure_of(Trace& trace, std::string_view child) {
  return event_of(trace, EventKind::ended, child).outcome;
}

TEST(Err1, ALateErrorIsRejected) {
  Trace trace = example_trace("ERR-1");
  event_of(trace, EventKind::awaited, "main").time = 5;
  EXPECT_EQ(verdict_of("ERR-1", trace), Verdict::violated);
}

TEST(Err1, AHangIsRejected) {
  Trace trace = example_trace("ERR-1");
  let_hang(trace, "outer");
  EXPECT_EQ(verdict_of("ERR-1", trace), Verdict::violated);
}

TEST(Err1, AnAwaiterThatIsCancelledMeanwhileProvesNothing) {
  Trace trace = example_trace("ERR-1");
  Event cancel = event_of(trace, EventKind::started, "main");
  cancel.kind = EventKind::cancel;
  cancel.by = main_name;
  cancel.accepted = true;
  trace.events.insert(trace.events.begin() + 3, cancel);
  event_of(trace, EventKind::awaited, "main").time = 5;
  drop_event(trace, EventKind::final, "outer");
  EXPECT_EQ(verdict_of("ERR-1", trace), Verdict::vacuous);
}

TEST(Err2, ACopyIsRejected) {
  Trace trace = example_trace("ERR-2");
  replace_ending(trace, "outer", Outcome::failure(another_error("KeyError")));
  EXPECT_EQ(verdict_of("ERR-2", trace), Verdict::violated);
}

TEST(Err2, AWrapperIsRejected) {
  Trace trace = example_trace("ERR-2");
  replace_ending(trace, "outer", Outcome::failure(another_error("RuntimeError")));
  EXPECT_EQ(verdict_of("ERR-2", trace), Verdict::violated);
}

TEST(Err3, TheFirstInTheArgumentsIsRejected) {
  Trace trace = example_trace("ERR-3");
  replace_ending(trace, "outer", failure_of(trace, "a"));
  EXPECT_EQ(verdict_of("ERR-3", trace), Verdict::violated);
}

TEST(Err4, TheFirstInTheArgumentsIsRejected) {
  Trace trace = example_trace("ERR-4");
  const auto& first = event_of(trace, EventKind::ended);
  const auto loser = trace.name(first.of) == "a" ? "b" : "a";
  replace_ending(trace, "outer", failure_of(trace, loser));
  EXPECT_EQ(verdict_of("ERR-4", trace), Verdict::violated);
}

TEST(Err5, AnInterruptedSiblingIsRejected) {
  Trace trace = example_trace("ERR-5");
  Event& e = event_of(trace, EventKind::resumed, "b", 1);
  e.kind = EventKind::interrupted;
  e.outcome = Outcome::failure(another_error("CancelledError"));
  EXPECT_EQ(verdict_of("ERR-5", trace), Verdict::violated);
}

TEST(Err5, ASiblingThatIsLeftAsleepIsRejected) {
  Trace trace = example_trace("ERR-5");
  drop_event(trace, EventKind::resumed, "b", 1);
  EXPECT_EQ(verdict_of("ERR-5", trace), Verdict::violated);
}

TEST(Err5, ACancelledFutureIsRejected) {
  Trace trace = example_trace("ERR-5");
  event_of(trace, EventKind::final, "f").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("ERR-5", trace), Verdict::violated);
}

TEST(Err6, AFailedOuterThatIsPendingIsRejected) {
  Trace trace = example_trace("ERR-6");
  event_of(trace, EventKind::observed, "outer").done = false;
  EXPECT_EQ(verdict_of("ERR-6", trace), Verdict::violated);
}

TEST(Err6, AFailedOuterThatIsCancelledIsRejected) {
  Trace trace = example_trace("ERR-6");
  event_of(trace, EventKind::observed, "outer").cancelled = true;
  EXPECT_EQ(verdict_of("ERR-6", trace), Verdict::violated);
}

TEST(Err6, AFailedOuterWithoutAnExceptionIsRejected) {
  Trace trace = example_trace("ERR-6");
  event_of(trace, EventKind::observed, "outer").exception = Outcome::result({});
  EXPECT_EQ(verdict_of("ERR-6", trace), Verdict::violated);
}

TEST(Err7, ALaterExceptionThatTakesOverIsRejected) {
  Trace trace = example_trace("ERR-7");
  event_of(trace, EventKind::final, "outer").outcome = failure_of(trace, "b");
  EXPECT_EQ(verdict_of("ERR-7", trace), Verdict::violated);
}

TEST(Err7, ALaterExceptionThatIsReportedIsRejected) {
  Trace trace = example_trace("ERR-7");
  Event report = event_of(trace, EventKind::ended, "b");
  report.kind = EventKind::unhandled;
  add_event(trace, report);
  EXPECT_EQ(verdict_of("ERR-7", trace), Verdict::violated);
}

TEST(Err8, CancelThatAcceptsIsRejected) {
  Trace trace = example_trace("ERR-8");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("ERR-8", trace), Verdict::violated);
}

TEST(Err8, ASurvivorThatIsCancelledIsRejected) {
  Trace trace = example_trace("ERR-8");
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("ERR-8", trace), Verdict::violated);
}

TEST(Err8, CancellingAtTheInstantOfTheFailureProvesNothing) {
  Trace trace = example_trace("ERR-8");
  Event& cancel = event_of(trace, EventKind::cancel, "outer");
  cancel.accepted = true;
  cancel.time = 1;
  EXPECT_EQ(verdict_of("ERR-8", trace), Verdict::vacuous);
}

TEST(Err9, ACallThatRaisesIsRejected) {
  Trace trace = example_trace("ERR-9");
  event_of(trace, EventKind::gather, "outer").outcome = failure_of(trace, "a");
  EXPECT_EQ(verdict_of("ERR-9", trace), Verdict::violated);
}

TEST(Err9, ACallThatRaisesAlthoughNoChildFailsIsRejected) {
  Trace trace = example_trace("RES-1");
  EXPECT_EQ(verdict_of("ERR-9", trace), Verdict::vacuous);
  event_of(trace, EventKind::gather, "outer").outcome =
      Outcome::failure(another_error("RuntimeError"));
  EXPECT_EQ(verdict_of("ERR-9", trace), Verdict::violated);
}

TEST(Err10, ABaseErrorThatIsLostIsRejected) {
  Trace trace = example_trace("ERR-10");
  let_hang(trace, "outer");
  EXPECT_EQ(verdict_of("ERR-10", trace), Verdict::violated);
}

TEST(Err11, AGroupIsRejected) {
  Trace trace = example_trace("ERR-11");
  replace_ending(trace, "outer", Outcome::failure(another_error("ExceptionGroup")));
  EXPECT_EQ(verdict_of("ERR-11", trace), Verdict::violated);
}

TEST(Err11, EitherOfTwoFailuresOfOneInstantWillDo) {
  Trace trace = example_trace("ERR-11");
  replace_ending(trace, "outer", failure_of(trace, "b"));
  EXPECT_EQ(verdict_of("ERR-11", trace), Verdict::holds);
}

TEST(Err12, ATimeoutThatIsTakenForACancellationIsRejected) {
  Trace trace = example_trace("ERR-12");
  replace_ending(trace, "outer", Outcome::failure(another_error("CancelledError")));
  EXPECT_EQ(verdict_of("ERR-12", trace), Verdict::violated);
}

TEST(Err13, ASecondAwaitThatSuspendsIsRejected) {
  Trace trace = example_trace("ERR-13");
  swap_events(event_of(trace, EventKind::awaited, "main", 1),
              event_of(trace, EventKind::sleeping, "main"));
  EXPECT_EQ(verdict_of("ERR-13", trace), Verdict::violated);
}

TEST(Err13, AnotherExceptionForTheSecondAwaitIsRejected) {
  Trace trace = example_trace("ERR-13");
  event_of(trace, EventKind::awaited, "main", 1).outcome =
      Outcome::failure(another_error("ValueError"));
  EXPECT_EQ(verdict_of("ERR-13", trace), Verdict::violated);
}

TEST(Err14, JumpingTheQueueIsRejected) {
  Trace trace = example_trace("ERR-14");
  --event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("ERR-14", trace), Verdict::violated);
}

TEST(Err14, AnExtraTurnIsRejected) {
  Trace trace = example_trace("ERR-14");
  ++event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("ERR-14", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
