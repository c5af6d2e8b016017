// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Error cancelled_error(std::optional<std::string> message = {}) {
  auto error = another_error("CancelledError");
  error.message = std::move(message);
  return error;
}

/// Gives this error to every await of `outer` and to its state after the run.
void replace_error(Trace& trace, std::string_view outer, const Error& error) {
  replace_ending(trace, outer, Outcome::failure(error));
}

Error& error_in(Event& event) {
  return std::get<Error>(event.outcome.value.data);
}

/// The entry at `position` of the list that the outer gave; it is put into every such list by
/// replace_list().
void replace_entry(Trace& trace, std::size_t position, const Error& error) {
  auto list = list_of_main(trace);
  list.items[position] = Value{error};
  replace_list(trace, "outer", list);
}

TEST(Msg1, AMessageThatIsLostOnTheWayIsRejected) {
  Trace trace = example_trace("MSG-1");
  error_in(event_of(trace, EventKind::interrupted, "b")).message.reset();
  EXPECT_EQ(verdict_of("MSG-1", trace), Verdict::violated);
}

TEST(Msg1, AMessageOutOfNowhereIsRejected) {
  Trace trace = example_trace("MSG-1");
  event_of(trace, EventKind::cancel, "main").message.reset();
  EXPECT_EQ(verdict_of("MSG-1", trace), Verdict::violated);
}

TEST(Msg1, OneObjectForTwoChildrenIsRejected) {
  Trace trace = example_trace("MSG-1");
  error_in(event_of(trace, EventKind::interrupted, "b")) =
      error_in(event_of(trace, EventKind::interrupted, "a"));
  EXPECT_EQ(verdict_of("MSG-1", trace), Verdict::violated);
}

TEST(Msg2, AnInterruptionWithAMessageIsRejected) {
  Trace trace = example_trace("MSG-2");
  error_in(event_of(trace, EventKind::interrupted, "a")).message = "enough";
  EXPECT_EQ(verdict_of("MSG-2", trace), Verdict::violated);
}

TEST(Msg2, AnOuterWithAMessageIsRejected) {
  Trace trace = example_trace("MSG-2");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-2", trace), Verdict::violated);
}

TEST(Msg3, ACopyOfTheErrorOfTheChildIsRejected) {
  Trace trace = example_trace("MSG-3");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-3", trace), Verdict::violated);
}

TEST(Msg3, ATaskThatRunsAndFailsThoughItWasCancelledBeforeItsStartIsTheMatterOfOtherRules) {
  Trace trace = example_trace("MSG-3");
  event_of(trace, EventKind::ended, "t").outcome = Outcome::failure(another_error("ValueError"));
  const auto cancel = std::ranges::find(trace.events, EventKind::cancel, &Event::kind);
  cancel->time = 0;
  cancel->turn = 0;
  const auto start = std::ranges::find_if(trace.events, [&](const Event& e) {
    return e.kind == EventKind::started && trace.name(e.of) == "t";
  });
  std::rotate(start, cancel, cancel + 1);
  EXPECT_EQ(verdict_of("MSG-3", trace), Verdict::vacuous);
}

TEST(Msg4, AMessageThatComesThroughIsRejected) {
  Trace trace = example_trace("MSG-4");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-4", trace), Verdict::violated);
}

TEST(Msg4, TheErrorOfTheChildIsRejected) {
  Trace trace = example_trace("MSG-4");
  error_in(event_of(trace, EventKind::ended, "t")).message.reset();
  replace_error(trace, "outer", error_in(event_of(trace, EventKind::ended, "t")));
  EXPECT_EQ(verdict_of("MSG-4", trace), Verdict::violated);
}

TEST(Msg5, TheErrorOfTheChildIsRejected) {
  Trace trace = example_trace("MSG-5");
  replace_error(trace, "outer", error_in(event_of(trace, EventKind::ended, "t")));
  EXPECT_EQ(verdict_of("MSG-5", trace), Verdict::violated);
}

TEST(Msg6, ALostMessageIsRejected) {
  Trace trace = example_trace("MSG-6");
  replace_error(trace, "outer", cancelled_error());
  EXPECT_EQ(verdict_of("MSG-6", trace), Verdict::violated);
}

TEST(Msg7, ACopyOfTheErrorOfTheInnerGatherIsRejected) {
  Trace trace = example_trace("MSG-7");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-7", trace), Verdict::violated);
}

TEST(Msg8, AnEntryWithoutTheMessageIsRejected) {
  Trace trace = example_trace("MSG-8");
  replace_entry(trace, 0, cancelled_error(""));
  EXPECT_EQ(verdict_of("MSG-8", trace), Verdict::violated);
}

TEST(Msg8, AnEntryWithTheMessageOfAnotherIsRejected) {
  Trace trace = example_trace("MSG-8");
  replace_entry(trace, 1, cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-8", trace), Verdict::violated);
}

TEST(Msg9, AnEntryWithTheMessageIsRejected) {
  Trace trace = example_trace("MSG-9");
  replace_entry(trace, 0, cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-9", trace), Verdict::violated);
}

TEST(Msg10, ALostMessageIsRejected) {
  Trace trace = example_trace("MSG-10");
  replace_error(trace, "outer", cancelled_error());
  EXPECT_EQ(verdict_of("MSG-10", trace), Verdict::violated);
}

TEST(Msg11, TheErrorOfTheChildIsRejected) {
  Trace trace = example_trace("MSG-11");
  replace_entry(trace, 0, error_in(event_of(trace, EventKind::ended, "t")));
  EXPECT_EQ(verdict_of("MSG-11", trace), Verdict::violated);
}

TEST(Msg11, OneObjectAtTwoPositionsIsRejected) {
  Trace trace = example_trace("MSG-11");
  const Error first = *list_of_main(trace).items[0].error();
  replace_entry(trace, 1, first);
  EXPECT_EQ(verdict_of("MSG-11", trace), Verdict::violated);
}

TEST(Msg12, TheErrorOfTheChildThatEndedLastIsRejected) {
  Trace trace = example_trace("MSG-12");
  replace_error(trace, "outer", error_in(event_of(trace, EventKind::ended, "a")));
  EXPECT_EQ(verdict_of("MSG-12", trace), Verdict::violated);
}

TEST(Msg13, AMessageThatComesThroughIsRejected) {
  Trace trace = example_trace("MSG-13");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-13", trace), Verdict::violated);
}

TEST(Msg14, TheMessageOfTheLaterRequestIsRejected) {
  Trace trace = example_trace("MSG-14");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-14", trace), Verdict::violated);
}

TEST(Msg15, AMessageThatTheLastChildSwallowedIsRejected) {
  Trace trace = example_trace("MSG-15");
  replace_error(trace, "outer", cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-15", trace), Verdict::violated);
}

TEST(Msg16, ALostMessageIsRejected) {
  Trace trace = example_trace("MSG-16");
  replace_error(trace, "outer", cancelled_error());
  EXPECT_EQ(verdict_of("MSG-16", trace), Verdict::violated);
}

TEST(Msg17, AnErrorOfItsOwnForTheSecondAwaiterIsRejected) {
  Trace trace = example_trace("MSG-17");
  error_in(event_of(trace, EventKind::awaited, "waiter")) = cancelled_error("enough");
  EXPECT_EQ(verdict_of("MSG-17", trace), Verdict::violated);
}

TEST(Msg17, AnErrorOfItsOwnFromExceptionIsRejected) {
  Trace trace = example_trace("MSG-17");
  event_of(trace, EventKind::observed, "outer").exception.value = Value{cancelled_error("enough")};
  EXPECT_EQ(verdict_of("MSG-17", trace), Verdict::violated);
}

TEST(Msg18, ALostMessageIsRejected) {
  Trace trace = example_trace("MSG-18");
  error_in(event_of(trace, EventKind::awaited, "main")).message.reset();
  EXPECT_EQ(verdict_of("MSG-18", trace), Verdict::violated);
}

TEST(Msg19, AChildThatDoesNotCountIsRejected) {
  Trace trace = example_trace("MSG-19");
  event_of(trace, EventKind::observed, "t").cancelling = 0;
  EXPECT_EQ(verdict_of("MSG-19", trace), Verdict::violated);
}

TEST(Msg19, ACountBeforeAnyRequestIsRejected) {
  Trace trace = example_trace("MSG-19");
  std::erase_if(trace.events, [](const Event& e) { return e.kind == EventKind::cancel; });
  EXPECT_EQ(verdict_of("MSG-19", trace), Verdict::violated);
}

TEST(Msg19, ADuplicateThatCountsOnceIsRejected) {
  Trace trace = example_trace("DUP-5");
  event_of(trace, EventKind::observed, "t").cancelling = 1;
  EXPECT_EQ(verdict_of("MSG-19", trace), Verdict::violated);
}

TEST(Msg20, TheSameObjectForBothGathersIsRejected) {
  Trace trace = example_trace("MSG-20");
  replace_error(trace, "other", error_in(event_of(trace, EventKind::ended, "t")));
  EXPECT_EQ(verdict_of("MSG-20", trace), Verdict::violated);
}

TEST(Msg20, TheMessageForASecondLookIsRejected) {
  Trace trace = example_trace("MSG-20");
  event_of(trace, EventKind::observed, "t").outcome = Outcome::failure(cancelled_error("enough"));
  EXPECT_EQ(verdict_of("MSG-20", trace), Verdict::violated);
}

TEST(Msg20, TheObjectForNobodyIsRejected) {
  Trace trace = example_trace("MSG-20");
  replace_error(trace, "outer", cancelled_error());
  EXPECT_EQ(verdict_of("MSG-20", trace), Verdict::violated);
}

TEST(Msg21, TheErrorOfTheTaskIsRejected) {
  Trace trace = example_trace("MSG-21");
  event_of(trace, EventKind::observed, "t").outcome =
      event_of(trace, EventKind::ended, "t").outcome;
  EXPECT_EQ(verdict_of("MSG-21", trace), Verdict::violated);
}

TEST(Msg22, ALostMessageIsRejected) {
  Trace trace = example_trace("MSG-22");
  error_in(event_of(trace, EventKind::awaited, "a")).message.reset();
  EXPECT_EQ(verdict_of("MSG-22", trace), Verdict::violated);
}

TEST(Msg22, TheSameObjectForASecondLookIsRejected) {
  Trace trace = example_trace("MSG-22");
  event_of(trace, EventKind::observed, "f").outcome =
      event_of(trace, EventKind::awaited, "a").outcome;
  EXPECT_EQ(verdict_of("MSG-22", trace), Verdict::violated);
}

TEST(Msg23, AMessageThatChangesOnTheWayIsRejected) {
  Trace trace = example_trace("MSG-23");
  error_in(event_of(trace, EventKind::final, "outer")).message = "other";
  EXPECT_EQ(verdict_of("MSG-23", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
