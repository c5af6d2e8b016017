// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Outcome failure(std::string_view type) {
  return Outcome::failure(another_error(type));
}

Outcome number(std::int64_t value) {
  return Outcome::result({value});
}

TEST(Task1, ATaskWithAnotherResultThanItsBodyIsRejected) {
  Trace trace = example_trace("TASK-1");
  event_of(trace, EventKind::final, "a").outcome = number(77);
  EXPECT_EQ(verdict_of("TASK-1", trace), Verdict::violated);
}

TEST(Task1, ATaskWithACopyOfTheExceptionIsRejected) {
  Trace trace = example_trace("TASK-1");
  event_of(trace, EventKind::final, "b").outcome = failure("KeyError");
  EXPECT_EQ(verdict_of("TASK-1", trace), Verdict::violated);
}

TEST(Task1, ATaskThatIsDoneBeforeItsBodyIsRejected) {
  Trace trace = example_trace("TASK-1");
  event_of(trace, EventKind::final, "c").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("TASK-1", trace), Verdict::violated);
}

TEST(Task2, AFutureThatTakesTheSecondValueIsRejected) {
  Trace trace = example_trace("TASK-2");
  event_of(trace, EventKind::final, "f").outcome = number(2);
  EXPECT_EQ(verdict_of("TASK-2", trace), Verdict::violated);
}

TEST(Task2, AFutureThatNobodySettledIsPending) {
  Trace trace = example_trace("TASK-2");
  event_of(trace, EventKind::final, "h").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("TASK-2", trace), Verdict::violated);
}

TEST(Task3, AnAwaitThatBringsAnotherValueIsRejected) {
  Trace trace = example_trace("TASK-3");
  event_of(trace, EventKind::awaited, "a").outcome = number(77);
  EXPECT_EQ(verdict_of("TASK-3", trace), Verdict::violated);
}

TEST(Task3, AnAwaitThatEndsTooEarlyIsRejected) {
  Trace trace = example_trace("TASK-3");
  event_of(trace, EventKind::awaited, "b").time = 0;
  EXPECT_EQ(verdict_of("TASK-3", trace), Verdict::violated);
}

TEST(Task3, AnAwaitOfWhatIsPendingDoesNotEnd) {
  Trace trace = example_trace("TASK-3");
  drop_event(trace, EventKind::settle, "f");
  EXPECT_EQ(verdict_of("TASK-3", trace), Verdict::violated);
}

TEST(Task4, ARequestThatAShieldSwallowsIsRejected) {
  Trace trace = example_trace("TASK-4");
  event_of(trace, EventKind::awaited, "a").outcome = number(7);
  EXPECT_EQ(verdict_of("TASK-4", trace), Verdict::violated);
}

TEST(Task4, ARequestThatIsHeardOfLateIsRejected) {
  Trace trace = example_trace("TASK-4");
  event_of(trace, EventKind::awaited, "a").time = 2;
  EXPECT_EQ(verdict_of("TASK-4", trace), Verdict::violated);
}

TEST(Task5, ARequestToAPendingTaskIsNotRefused) {
  Trace trace = example_trace("TASK-5");
  event_of(trace, EventKind::cancel, "a").accepted = false;
  EXPECT_EQ(verdict_of("TASK-5", trace), Verdict::violated);
}

TEST(Task5, ARequestToACancelledFutureIsNotAccepted) {
  Trace trace = example_trace("TASK-5");
  event_of(trace, EventKind::cancel, "f", 1).accepted = true;
  EXPECT_EQ(verdict_of("TASK-5", trace), Verdict::violated);
}

TEST(Task6, ADoneFutureCannotBeSettled) {
  Trace trace = example_trace("TASK-6");
  event_of(trace, EventKind::settle, "f", 1).accepted = true;
  EXPECT_EQ(verdict_of("TASK-6", trace), Verdict::violated);
}

TEST(Task6, APendingFutureCanBeSettled) {
  Trace trace = example_trace("TASK-6");
  event_of(trace, EventKind::settle, "f").accepted = false;
  EXPECT_EQ(verdict_of("TASK-6", trace), Verdict::violated);
}

TEST(Task7, ADoneTaskThatSeemsPendingIsRejected) {
  Trace trace = example_trace("TASK-7");
  event_of(trace, EventKind::observed, "a", 1) = event_of(trace, EventKind::observed, "a");
  EXPECT_EQ(verdict_of("TASK-7", trace), Verdict::violated);
}

TEST(Task7, ReadingsThatContradictOneAnotherAreRejected) {
  Trace trace = example_trace("TASK-7");
  event_of(trace, EventKind::observed, "a", 1).exception = failure("ValueError");
  EXPECT_EQ(verdict_of("TASK-7", trace), Verdict::violated);
}

TEST(Task7, AnotherLoopIsRejected) {
  Trace trace = example_trace("TASK-7");
  event_of(trace, EventKind::observed, "f").loop = false;
  EXPECT_EQ(verdict_of("TASK-7", trace), Verdict::violated);
}

TEST(Task8, ACallbackThatIsNotCalledIsRejected) {
  Trace trace = example_trace("TASK-8");
  drop_event(trace, EventKind::callback, "a");
  EXPECT_EQ(verdict_of("TASK-8", trace), Verdict::violated);
}

TEST(Task8, ACallbackThatFindsAnotherStateIsRejected) {
  Trace trace = example_trace("TASK-8");
  event_of(trace, EventKind::callback, "a").outcome = number(77);
  EXPECT_EQ(verdict_of("TASK-8", trace), Verdict::violated);
}

TEST(Task8, ACallbackThatIsCalledLateIsRejected) {
  Trace trace = example_trace("TASK-8");
  event_of(trace, EventKind::callback, "a").time = 2;
  EXPECT_EQ(verdict_of("TASK-8", trace), Verdict::violated);
}

TEST(Task9, AnAwaiterThatGoesOnInTheSameTurnIsRejected) {
  Trace trace = example_trace("TASK-9");
  --event_of(trace, EventKind::awaited, "a").turn;
  EXPECT_EQ(verdict_of("TASK-9", trace), Verdict::violated);
}

TEST(Task9, AShieldThatCostsNothingIsRejected) {
  Trace trace = example_trace("TASK-9");
  --event_of(trace, EventKind::awaited, "b").turn;
  EXPECT_EQ(verdict_of("TASK-9", trace), Verdict::violated);
}

TEST(Task9, ACallbackThatIsCalledAtOnceIsRejected) {
  Trace trace = example_trace("TASK-9");
  --event_of(trace, EventKind::callback, "a").turn;
  EXPECT_EQ(verdict_of("TASK-9", trace), Verdict::violated);
}

TEST(Task10, WhatACallbackDoesBeforeItIsCalledIsRejected) {
  Trace trace = example_trace("TASK-10");
  std::swap(event_of(trace, EventKind::callback, "f"),
            event_of(trace, EventKind::observed, "outer"));
  EXPECT_EQ(verdict_of("TASK-10", trace), Verdict::violated);
}

TEST(Task10, WhatACallbackDoesLaterIsRejected) {
  Trace trace = example_trace("TASK-10");
  ++event_of(trace, EventKind::observed, "f").turn;
  EXPECT_EQ(verdict_of("TASK-10", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
