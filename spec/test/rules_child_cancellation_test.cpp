// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

/// Lets the body of `of` take a first step that it should never take, at the end of the run.
void start_after_all(Trace& trace, std::string_view of) {
  Event start = event_of(trace, EventKind::started, "main");
  start.of = trace.intern(of);
  trace.events.push_back(start);
}

TEST(Child1, ALateCancelledErrorIsRejected) {
  Trace trace = example_trace("CHILD-1");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("CHILD-1", trace), Verdict::violated);
}

TEST(Child1, AListWithAHoleIsRejected) {
  Trace trace = example_trace("CHILD-1");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CHILD-1", trace), Verdict::violated);
}

TEST(Child1, AnAwaiterThatNeverHearsOfItIsRejected) {
  Trace trace = example_trace("CHILD-1");
  drop_event(trace, EventKind::awaited, "main");
  drop_event(trace, EventKind::ended, "main");
  EXPECT_EQ(verdict_of("CHILD-1", trace), Verdict::violated);
}

TEST(Child1, TheTurnDoesNotMatter) {
  Trace trace = example_trace("CHILD-1");
  event_of(trace, EventKind::awaited, "main").turn += 5;
  EXPECT_EQ(verdict_of("CHILD-1", trace), Verdict::holds);
}

TEST(Child1, ReturnExceptionsIsAnotherMatter) {
  Trace trace = example_trace("CHILD-1");
  event_of(trace, EventKind::gather, "outer").return_exceptions = true;
  EXPECT_EQ(verdict_of("CHILD-1", trace), Verdict::vacuous);
}

TEST(Child2, ACancelledOuterIsRejected) {
  Trace trace = example_trace("CHILD-2");
  event_of(trace, EventKind::observed, "outer").cancelled = true;
  EXPECT_EQ(verdict_of("CHILD-2", trace), Verdict::violated);
}

TEST(Child2, AnOuterThatEndsAsCancelledIsRejected) {
  Trace trace = example_trace("CHILD-2");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("CHILD-2", trace), Verdict::violated);
}

TEST(Child3, AnInterruptedSiblingIsRejected) {
  Trace trace = example_trace("CHILD-3");
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("CHILD-3", trace), Verdict::violated);
}

TEST(Child3, ASiblingThatNeverStartsIsRejected) {
  Trace trace = example_trace("CHILD-3");
  for (const auto kind :
       {EventKind::started, EventKind::sleeping, EventKind::resumed, EventKind::ended})
    drop_event(trace, kind, "b");
  EXPECT_EQ(verdict_of("CHILD-3", trace), Verdict::violated);
}

TEST(Child3, ASiblingThatSomeoneElseCancelsIsAnotherMatter) {
  Trace trace = example_trace("CHILD-3");
  Event cancel = event_of(trace, EventKind::cancel, "t");
  cancel.of = trace.intern("b");
  trace.events.insert(
      trace.events.begin() + (&event_of(trace, EventKind::cancel, "t") - trace.events.data()),
      cancel);
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("CHILD-3", trace), Verdict::vacuous);
}

TEST(Child4, AnAwaiterThatEndsAsFailedIsRejected) {
  Trace trace = example_trace("CHILD-4");
  event_of(trace, EventKind::final, "main").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CHILD-4", trace), Verdict::violated);
}

TEST(Child5, ALateCancelledErrorIsRejected) {
  Trace trace = example_trace("CHILD-5");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("CHILD-5", trace), Verdict::violated);
}

TEST(Child5, AnotherErrorIsRejected) {
  Trace trace = example_trace("CHILD-5");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("CHILD-5", trace), Verdict::violated);
}

TEST(Child6, ALateCancelledErrorIsRejected) {
  Trace trace = example_trace("CHILD-6");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("CHILD-6", trace), Verdict::violated);
}

TEST(Child6, AListIsRejected) {
  Trace trace = example_trace("CHILD-6");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CHILD-6", trace), Verdict::violated);
}

TEST(Child7, ABodyThatRunsIsRejected) {
  Trace trace = example_trace("CHILD-7");
  start_after_all(trace, "t");
  EXPECT_EQ(verdict_of("CHILD-7", trace), Verdict::violated);
}

TEST(Child8, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("CHILD-8");
  event_of(trace, EventKind::interrupted, "t").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("CHILD-8", trace), Verdict::violated);
}

TEST(Child9, AFailureIsRejected) {
  Trace trace = example_trace("CHILD-9");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CHILD-9", trace), Verdict::violated);
}

TEST(Child9, AnotherValueIsRejected) {
  Trace trace = example_trace("CHILD-9");
  std::get<Value::List>(event_of(trace, EventKind::awaited, "main").outcome.value.data).items[0] =
      Value{};
  EXPECT_EQ(verdict_of("CHILD-9", trace), Verdict::violated);
}

TEST(Child10, WaitingForTheSlowerChildIsRejected) {
  Trace trace = example_trace("CHILD-10");
  event_of(trace, EventKind::awaited, "main").time = 4;
  EXPECT_EQ(verdict_of("CHILD-10", trace), Verdict::violated);
}

TEST(Child11, AnOuterThatLosesTheCancellationIsRejected) {
  Trace trace = example_trace("CHILD-11");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CHILD-11", trace), Verdict::violated);
}

TEST(Child11, AnAwaiterThatHearsOfItEarlyIsRejected) {
  Trace trace = example_trace("CHILD-11");
  event_of(trace, EventKind::awaited, "main").time = 1;
  EXPECT_EQ(verdict_of("CHILD-11", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
