// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

void replace_entry(Trace& trace, std::size_t position, Value value) {
  auto list = list_of_main(trace);
  list.items[position] = std::move(value);
  replace_list(trace, "outer", list);
}

TEST(Ret1, AnEndAtTheFirstFailureIsRejected) {
  Trace trace = example_trace("RET-1");
  event_of(trace, EventKind::awaited, "main").time = 1;
  EXPECT_EQ(verdict_of("RET-1", trace), Verdict::violated);
}

TEST(Ret1, AFailureThatIsRaisedIsRejected) {
  Trace trace = example_trace("RET-1");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "a").outcome);
  EXPECT_EQ(verdict_of("RET-1", trace), Verdict::violated);
}

TEST(Ret1, AFailureAtAnotherPositionIsRejected) {
  Trace trace = example_trace("RET-1");
  auto list = list_of_main(trace);
  std::swap(list.items[0], list.items[1]);
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RET-1", trace), Verdict::violated);
}

TEST(Ret2, ACopyIsRejected) {
  Trace trace = example_trace("RET-2");
  auto error = another_error("KeyError");
  error.message = "k";
  replace_entry(trace, 1, Value{error});
  EXPECT_EQ(verdict_of("RET-2", trace), Verdict::violated);
}

TEST(Ret3, FailingWhenAllFailIsRejected) {
  Trace trace = example_trace("RET-3");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "b").outcome);
  EXPECT_EQ(verdict_of("RET-3", trace), Verdict::violated);
}

TEST(Ret4, NoneForACancelledChildIsRejected) {
  Trace trace = example_trace("RET-4");
  replace_entry(trace, 0, {});
  EXPECT_EQ(verdict_of("RET-4", trace), Verdict::violated);
}

TEST(Ret4, ACancellationThatIsRaisedIsRejected) {
  Trace trace = example_trace("RET-4");
  replace_ending(trace, "outer", Outcome::failure(another_error("CancelledError")));
  EXPECT_EQ(verdict_of("RET-4", trace), Verdict::violated);
}

TEST(Ret5, AReportToTheLoopIsRejected) {
  Trace trace = example_trace("RET-5");
  Event report = event_of(trace, EventKind::ended, "a");
  report.kind = EventKind::unhandled;
  add_event(trace, report);
  EXPECT_EQ(verdict_of("RET-5", trace), Verdict::violated);
}

TEST(Ret6, ABaseErrorThatIsRaisedIsRejected) {
  Trace trace = example_trace("RET-6");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "a").outcome);
  EXPECT_EQ(verdict_of("RET-6", trace), Verdict::violated);
}

TEST(Ret7, ACancelledErrorOfAChildThatIsRaisedIsRejected) {
  Trace trace = example_trace("RET-7");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "a").outcome);
  EXPECT_EQ(verdict_of("RET-7", trace), Verdict::violated);
}

TEST(Ret8, ACopyForTheSecondChildIsRejected) {
  Trace trace = example_trace("RET-8");
  replace_entry(trace, 1, Value{another_error("ValueError")});
  EXPECT_EQ(verdict_of("RET-8", trace), Verdict::violated);
}

TEST(Ret9, AListedCancelledErrorWithoutArgumentIsRejected) {
  Trace trace = example_trace("RET-9");
  replace_entry(trace, 1, Value{another_error("CancelledError")});
  EXPECT_EQ(verdict_of("RET-9", trace), Verdict::violated);
}

TEST(Ret9, AMessageIsKept) {
  Trace trace = example_trace("RET-9");
  event_of(trace, EventKind::cancel, "f").message = "why";
  auto error = another_error("CancelledError");
  error.message = "why";
  replace_entry(trace, 0, Value{error});
  EXPECT_EQ(verdict_of("RET-9", trace), Verdict::holds);
}

TEST(Ret10, AListedCancelledErrorWithAnArgumentIsRejected) {
  Trace trace = example_trace("RET-10");
  auto error = another_error("CancelledError");
  error.message = "";
  replace_entry(trace, 0, Value{error});
  EXPECT_EQ(verdict_of("RET-10", trace), Verdict::violated);
}

TEST(Ret10, SinceMessagesNothingIsDemanded) {
  EXPECT_EQ(verdict_of("RET-10", example_trace("RET-9")), Verdict::vacuous);
}

TEST(Ret11, AnOuterThatAChildFailsIsRejected) {
  Trace trace = example_trace("RET-11");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "a").outcome);
  EXPECT_EQ(verdict_of("RET-11", trace), Verdict::violated);
}

TEST(Ret11, APendingOuterThatIsCancelledIsRejected) {
  Trace trace = example_trace("RET-11");
  event_of(trace, EventKind::final, "other").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("RET-11", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
