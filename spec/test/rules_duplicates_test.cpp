// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

void replace_last_entry(Trace& trace, Value value) {
  auto list = list_of_main(trace);
  list.items.back() = std::move(value);
  replace_list(trace, "outer", list);
}

TEST(Dup1, AnEmptySecondPositionIsRejected) {
  Trace trace = example_trace("DUP-1");
  replace_last_entry(trace, {});
  EXPECT_EQ(verdict_of("DUP-1", trace), Verdict::violated);
}

TEST(Dup1, ASecondRunIsRejected) {
  Trace trace = example_trace("DUP-1");
  add_event(trace, event_of(trace, EventKind::started, "a"));
  EXPECT_EQ(verdict_of("DUP-1", trace), Verdict::violated);
}

TEST(Dup2, AnEmptySecondPositionIsRejected) {
  Trace trace = example_trace("DUP-2");
  replace_last_entry(trace, {});
  EXPECT_EQ(verdict_of("DUP-2", trace), Verdict::violated);
}

TEST(Dup3, ACopyAtTheSecondPositionIsRejected) {
  Trace trace = example_trace("DUP-3");
  replace_last_entry(trace, Value{another_error("ValueError")});
  EXPECT_EQ(verdict_of("DUP-3", trace), Verdict::violated);
}

TEST(Dup4, OneObjectAtBothPositionsIsRejected) {
  Trace trace = example_trace("DUP-4");
  replace_last_entry(trace, list_of_main(trace).items.front());
  EXPECT_EQ(verdict_of("DUP-4", trace), Verdict::violated);
}

TEST(Dup5, OneRequestForAllPositionsIsRejected) {
  Trace trace = example_trace("DUP-5");
  event_of(trace, EventKind::observed, "t").cancelling = 1;
  EXPECT_EQ(verdict_of("DUP-5", trace), Verdict::violated);
}

TEST(Dup5, BeforeThereWasACountNothingIsDemanded) {
  Trace trace = example_trace("DUP-5");
  trace.edition = {10};
  event_of(trace, EventKind::observed, "t").cancelling.reset();
  EXPECT_EQ(verdict_of("DUP-5", trace), Verdict::vacuous);
}

TEST(Dup6, ASecondGatherThatHearsNothingIsRejected) {
  Trace trace = example_trace("DUP-6");
  let_hang(trace, "two");
  EXPECT_EQ(verdict_of("DUP-6", trace), Verdict::violated);
}

TEST(Dup7, AnEndBeforeEveryChildIsDoneIsRejected) {
  Trace trace = example_trace("DUP-7");
  event_of(trace, EventKind::awaited, "main").time = 1;
  EXPECT_EQ(verdict_of("DUP-7", trace), Verdict::violated);
}

TEST(Dup7, WaitingForAsManyChildrenAsPositionsIsRejected) {
  Trace trace = example_trace("DUP-7");
  let_hang(trace, "outer");
  EXPECT_EQ(verdict_of("DUP-7", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
