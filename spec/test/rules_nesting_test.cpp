// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

Value::List& awaited_list(Trace& trace, std::string_view awaiter) {
  return std::get<Value::List>(event_of(trace, EventKind::awaited, awaiter).outcome.value.data);
}

TEST(Nest1, AFlattenedListIsRejected) {
  Trace trace = example_trace("NEST-1");
  Value::List& list = awaited_list(trace, "main");
  list.items = {Value{1}, Value{2}, Value{3}};
  EXPECT_EQ(verdict_of("NEST-1", trace), Verdict::violated);
}

TEST(Nest1, AMissingEmptyListIsRejected) {
  Trace trace = example_trace("NEST-1");
  awaited_list(trace, "main").items.pop_back();
  EXPECT_EQ(verdict_of("NEST-1", trace), Verdict::violated);
}

TEST(Nest2, AnotherErrorObjectIsRejected) {
  Trace trace = example_trace("NEST-2");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("NEST-2", trace), Verdict::violated);
}

TEST(Nest2, ALateErrorIsRejected) {
  Trace trace = example_trace("NEST-2");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("NEST-2", trace), Verdict::violated);
}

TEST(Nest3, ALeafThatSleepsOnIsRejected) {
  Trace trace = example_trace("NEST-3");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("NEST-3", trace), Verdict::violated);
}

TEST(Nest4, AFailureThatEscapesIsRejected) {
  Trace trace = example_trace("NEST-4");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("NEST-4", trace), Verdict::violated);
}

TEST(Nest5, AnotherExceptionObjectIsRejected) {
  Trace trace = example_trace("NEST-5");
  std::get<Error>(awaited_list(trace, "main").items[0].data).id = 99;
  EXPECT_EQ(verdict_of("NEST-5", trace), Verdict::violated);
}

TEST(Nest5, AListInsteadOfTheErrorIsRejected) {
  Trace trace = example_trace("NEST-5");
  awaited_list(trace, "main").items[0] = Value{Value::List{}};
  EXPECT_EQ(verdict_of("NEST-5", trace), Verdict::violated);
}

TEST(Nest6, ATurnTooManyIsRejected) {
  Trace trace = example_trace("NEST-6");
  event_of(trace, EventKind::awaited, "main").turn += 1;
  EXPECT_EQ(verdict_of("NEST-6", trace), Verdict::violated);
}

TEST(Nest6, ATurnTooFewIsRejected) {
  Trace trace = example_trace("NEST-6");
  event_of(trace, EventKind::awaited, "main").turn -= 1;
  EXPECT_EQ(verdict_of("NEST-6", trace), Verdict::violated);
}

TEST(Nest7, ACopyOfTheListIsRejected) {
  Trace trace = example_trace("NEST-7");
  auto& list = std::get<Value::List>(event_of(trace, EventKind::final, "two").outcome.value.data);
  std::get<Value::List>(list.items[0].data).id = 99;
  EXPECT_EQ(verdict_of("NEST-7", trace), Verdict::violated);
}

TEST(Nest8, AWrongInnerListIsRejected) {
  Trace trace = example_trace("NEST-8");
  awaited_list(trace, "a").items.pop_back();
  EXPECT_EQ(verdict_of("NEST-8", trace), Verdict::violated);
}

TEST(Nest9, AnInnerGatherThatIsCancelledIsRejected) {
  Trace trace = example_trace("NEST-9");
  event_of(trace, EventKind::final, "inner").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("NEST-9", trace), Verdict::violated);
}

TEST(Nest9, AnInnerGatherThatFailsItsAwaiterIsRejected) {
  Trace trace = example_trace("NEST-9");
  event_of(trace, EventKind::awaited, "main", 1).outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("NEST-9", trace), Verdict::violated);
}

TEST(Nest10, AnInnerGatherThatGivesAListIsRejected) {
  Trace trace = example_trace("NEST-10");
  event_of(trace, EventKind::final, "inner").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("NEST-10", trace), Verdict::violated);
}

TEST(Nest10, AnInnerGatherThatEndsAsCancelledIsRejected) {
  Trace trace = example_trace("NEST-10");
  event_of(trace, EventKind::final, "inner").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("NEST-10", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
