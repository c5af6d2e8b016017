// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

Outcome error(const char* type, ObjectId id) {
  return Outcome::failure({type, {}, id});
}

TEST(Await1, ACopyForEachAwaiterIsRejected) {
  Trace trace = example_trace("AWAIT-1");
  std::get<Value::List>(event_of(trace, EventKind::awaited, "w").outcome.value.data).id = 2;
  EXPECT_EQ(verdict_of("AWAIT-1", trace), Verdict::violated);
}

TEST(Await2, AnotherAwaiterThatGetsResultsIsRejected) {
  Trace trace = example_trace("AWAIT-2");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("AWAIT-2", trace), Verdict::violated);
}

TEST(Await2, AnAwaiterThatEndsFailedIsRejected) {
  Trace trace = example_trace("AWAIT-2");
  event_of(trace, EventKind::final, "main").outcome = error("CancelledError", 1);
  EXPECT_EQ(verdict_of("AWAIT-2", trace), Verdict::violated);
}

TEST(Await3, AFailureThatOneAwaiterMissesIsRejected) {
  Trace trace = example_trace("AWAIT-3");
  event_of(trace, EventKind::awaited, "w").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("AWAIT-3", trace), Verdict::violated);
}

TEST(Await3, ACopyOfTheFailureIsRejected) {
  Trace trace = example_trace("AWAIT-3");
  event_of(trace, EventKind::awaited, "w").outcome = error("ValueError", 2);
  EXPECT_EQ(verdict_of("AWAIT-3", trace), Verdict::violated);
}

TEST(Await4, AwaitersInReverseOrderAreRejected) {
  Trace trace = example_trace("AWAIT-4");
  std::swap(event_of(trace, EventKind::awaited, "v"), event_of(trace, EventKind::awaited, "w"));
  EXPECT_EQ(verdict_of("AWAIT-4", trace), Verdict::violated);
}

TEST(Await5, AChildThatIsInterruptedAllTheSameIsRejected) {
  Trace trace = example_trace("AWAIT-5");
  event_of(trace, EventKind::resumed, "a").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("AWAIT-5", trace), Verdict::violated);
}

TEST(Await5, AnOuterThatEndsWithCancelledErrorIsRejected) {
  Trace trace = example_trace("AWAIT-5");
  event_of(trace, EventKind::final, "outer").outcome = error("CancelledError", 1);
  EXPECT_EQ(verdict_of("AWAIT-5", trace), Verdict::violated);
}

TEST(Await6, AnAwaitThatBringsWhatTheOuterIsNotIsRejected) {
  Trace trace = example_trace("AWAIT-6");
  event_of(trace, EventKind::final, "outer").outcome = error("ValueError", 99);
  EXPECT_EQ(verdict_of("AWAIT-6", trace), Verdict::violated);
}

TEST(Await6, AnAwaitOfAPendingOuterThatEndsIsRejected) {
  Trace trace = example_trace("AWAIT-6");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::pending();
  EXPECT_EQ(verdict_of("AWAIT-6", trace), Verdict::violated);
}

TEST(Await6, ASecondAwaitThatHearsOfItLaterIsRejected) {
  Trace trace = example_trace("AWAIT-6");
  ++event_of(trace, EventKind::awaited, "main", 1).time;
  EXPECT_EQ(verdict_of("AWAIT-6", trace), Verdict::violated);
}

TEST(Await6, OnlyAnAwaiterThatWasAskedToCancelMayGetACancelledErrorOfItsOwn) {
  Trace trace = example_trace("AWAIT-6");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("AWAIT-6", trace), Verdict::violated);
  const auto end = std::ranges::find(trace.events, EventKind::awaited, &Event::kind);
  Event request = *end;
  request.kind = EventKind::cancel;
  request.by = trace.intern("timeline");
  request.accepted = true;
  request.outcome = {};
  trace.events.insert(end, request);
  EXPECT_EQ(verdict_of("AWAIT-6", trace), Verdict::holds);
}

TEST(Await7, AnAwaiterThatGoesOnATurnLateIsRejected) {
  Trace trace = example_trace("AWAIT-7");
  ++event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("AWAIT-7", trace), Verdict::violated);
}

TEST(Await7, AShieldThatCostsNothingIsRejected) {
  Trace trace = example_trace("AWAIT-7");
  --event_of(trace, EventKind::awaited, "w").turn;
  EXPECT_EQ(verdict_of("AWAIT-7", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
