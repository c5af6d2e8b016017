// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

TEST(Res1, CompletionOrderIsRejected) {
  Trace trace = example_trace("RES-1");
  auto list = list_of_main(trace);
  std::ranges::rotate(list.items, list.items.end() - 1);
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-1", trace), Verdict::violated);
}

TEST(Res1, AStateThatIsNotWhatWasDeliveredIsRejected) {
  Trace trace = example_trace("RES-1");
  auto list = list_of_main(trace);
  std::swap(list.items[0], list.items[1]);
  event_of(trace, EventKind::final, "outer").outcome = Outcome::result(Value{list});
  EXPECT_EQ(verdict_of("RES-1", trace), Verdict::violated);
}

TEST(Res2, TheBareValueOfASingleChildIsRejected) {
  Trace trace = example_trace("RES-2");
  replace_ending(trace, "outer", Outcome::result(Value{std::int64_t{7}}));
  EXPECT_EQ(verdict_of("RES-2", trace), Verdict::violated);
}

TEST(Res2, AnEntryTooMuchIsRejected) {
  Trace trace = example_trace("RES-2");
  auto list = list_of_main(trace);
  list.items.emplace_back();
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-2", trace), Verdict::violated);
}

TEST(Res3, AValueForAChildWithoutOneIsRejected) {
  Trace trace = example_trace("RES-3");
  auto list = list_of_main(trace);
  list.items[0] = Value{std::int64_t{0}};
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-3", trace), Verdict::violated);
}

TEST(Res4, ACopyOfAnExceptionIsRejected) {
  Trace trace = example_trace("RES-4");
  auto list = list_of_main(trace);
  list.items[0] = Value{another_error("ValueError")};
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-4", trace), Verdict::violated);
}

TEST(Res4, ACopyOfAnInnerListIsRejected) {
  Trace trace = example_trace("RES-4");
  auto list = list_of_main(trace);
  std::get<Value::List>(list.items[1].data).id = 99;
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-4", trace), Verdict::violated);
}

TEST(Res5, ANewListForTheSecondAwaitIsRejected) {
  Trace trace = example_trace("RES-5");
  auto list = list_of_main(trace);
  list.id = 99;
  event_of(trace, EventKind::awaited, "main", 1).outcome = Outcome::result(Value{list});
  EXPECT_EQ(verdict_of("RES-5", trace), Verdict::violated);
}

TEST(Res5, ANewListFromResultIsRejected) {
  Trace trace = example_trace("RES-5");
  auto list = list_of_main(trace);
  list.id = 99;
  event_of(trace, EventKind::observed, "outer").outcome = Outcome::result(Value{list});
  EXPECT_EQ(verdict_of("RES-5", trace), Verdict::violated);
}

TEST(Res6, AReturnedExceptionThatIsRaisedIsRejected) {
  Trace trace = example_trace("RES-6");
  replace_ending(trace, "outer", Outcome::failure({"ValueError", {}, 1}));
  EXPECT_EQ(verdict_of("RES-6", trace), Verdict::violated);
}

TEST(Res7, TheResultOfAReturnedAwaitableIsRejected) {
  Trace trace = example_trace("RES-7");
  auto list = list_of_main(trace);
  list.items[0] = Value{std::int64_t{1}};
  replace_list(trace, "outer", list);
  EXPECT_EQ(verdict_of("RES-7", trace), Verdict::violated);
}

TEST(Res7, WaitingForAReturnedAwaitableIsRejected) {
  Trace trace = example_trace("RES-7");
  let_hang(trace, "outer");
  EXPECT_EQ(verdict_of("RES-7", trace), Verdict::violated);
}

TEST(Res8, AListThatIsChangedAfterItsDeliveryIsRejected) {
  Trace trace = example_trace("RES-8");
  auto& list = std::get<Value::List>(event_of(trace, EventKind::final, "outer").outcome.value.data);
  list.items.back() = {std::int64_t{77}};
  EXPECT_EQ(verdict_of("RES-8", trace), Verdict::violated);
}

TEST(Res8, AnExceptionOfTwoTypesIsRejected) {
  Trace trace = example_trace("RES-8");
  auto& ended = event_of(trace, EventKind::ended, "a").outcome;
  ended = Outcome::failure({"KeyError", "m", ended.error()->id});
  EXPECT_EQ(verdict_of("RES-8", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
