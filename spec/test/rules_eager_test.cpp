// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "falsify_notes.hpp"

namespace gathercheck::spec {
namespace {

std::size_t place_of(const Trace& trace, EventKind kind, std::string_view of) {
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    if (trace.events[i].kind == kind && trace.name(trace.events[i].of) == of) return i;
  throw std::runtime_error("no such event");
}

TEST(Eager1, AChildThatStartsAfterTheCallIsRejected) {
  Trace trace = example_trace("EAGER-1");
  move_event(trace, place_of(trace, EventKind::started, "b"),
             place_of(trace, EventKind::awaiting, "main"));
  EXPECT_EQ(verdict_of("EAGER-1", trace), Verdict::violated);
}

TEST(Eager1, ChildrenThatStartInReverseAreRejected) {
  Trace trace = example_trace("EAGER-1");
  swap_events(event_of(trace, EventKind::started, "a"), event_of(trace, EventKind::started, "b"));
  EXPECT_EQ(verdict_of("EAGER-1", trace), Verdict::violated);
}

TEST(Eager2, AnOuterThatDoesNotWaitForASuspendedChildIsRejected) {
  Trace trace = example_trace("EAGER-2");
  event_of(trace, EventKind::gather, "outer").done = true;
  EXPECT_EQ(verdict_of("EAGER-2", trace), Verdict::violated);
}

TEST(Eager2, AChildThatStopsBeforeItsFirstPauseIsRejected) {
  Trace trace = example_trace("EAGER-2");
  move_event(trace, place_of(trace, EventKind::sleeping, "b"),
             place_of(trace, EventKind::awaiting, "main"));
  EXPECT_EQ(verdict_of("EAGER-2", trace), Verdict::violated);
}

TEST(Eager3, AnOuterThatIsStillPendingIsRejected) {
  Trace trace = example_trace("EAGER-3");
  event_of(trace, EventKind::gather, "outer").done = false;
  EXPECT_EQ(verdict_of("EAGER-3", trace), Verdict::violated);
}

TEST(Eager3, AListInAnotherOrderIsRejected) {
  Trace trace = example_trace("EAGER-3");
  auto& list = std::get<Value::List>(event_of(trace, EventKind::final, "outer").outcome.value.data);
  std::ranges::reverse(list.items);
  EXPECT_EQ(verdict_of("EAGER-3", trace), Verdict::violated);
}

TEST(Eager4, AFailureThatHasToWaitIsRejected) {
  Trace trace = example_trace("EAGER-4");
  event_of(trace, EventKind::gather, "outer").done = false;
  EXPECT_EQ(verdict_of("EAGER-4", trace), Verdict::violated);
}

TEST(Eager4, TheSecondFailureIsRejected) {
  Trace trace = example_trace("EAGER-4");
  event_of(trace, EventKind::final, "outer").outcome =
      event_of(trace, EventKind::ended, "c").outcome;
  EXPECT_EQ(verdict_of("EAGER-4", trace), Verdict::violated);
}

TEST(Eager5, AnAwaitThatTakesATurnIsRejected) {
  Trace trace = example_trace("EAGER-5");
  ++event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("EAGER-5", trace), Verdict::violated);
}

TEST(Eager5, AnAwaitThatNeverEndsIsRejected) {
  Trace trace = example_trace("EAGER-5");
  drop_event(trace, EventKind::awaited, "main");
  EXPECT_EQ(verdict_of("EAGER-5", trace), Verdict::violated);
}

TEST(Eager6, ACallThatReturnsAllTheSameIsRejected) {
  Trace trace = example_trace("EAGER-6");
  event_of(trace, EventKind::gather, "outer").outcome = {};
  EXPECT_EQ(verdict_of("EAGER-6", trace), Verdict::violated);
}

TEST(Eager6, ACallThatRaisesACopyIsRejected) {
  Trace trace = example_trace("EAGER-6");
  event_of(trace, EventKind::gather, "outer").outcome =
      Outcome::failure(another_error("KeyboardInterrupt"));
  EXPECT_EQ(verdict_of("EAGER-6", trace), Verdict::violated);
}

TEST(Eager6, AnExitOutOfNoChildIsRejected) {
  Trace trace = example_trace("EAGER-6");
  event_of(trace, EventKind::ended, "a").outcome = Outcome::failure(another_error("ValueError"));
  EXPECT_EQ(verdict_of("EAGER-6", trace), Verdict::violated);
}

TEST(Eager6, ALaterChildThatStartsIsRejected) {
  Trace trace = example_trace("EAGER-6");
  Event start = event_of(trace, EventKind::started, "a");
  start.of = trace.intern("b");
  add_event(trace, start);
  EXPECT_EQ(verdict_of("EAGER-6", trace), Verdict::violated);
}

TEST(Eager7, AListWithoutTheSecondPlaceIsRejected) {
  Trace trace = example_trace("EAGER-7");
  auto& list = std::get<Value::List>(event_of(trace, EventKind::final, "outer").outcome.value.data);
  list.items[1] = {};
  EXPECT_EQ(verdict_of("EAGER-7", trace), Verdict::violated);
}

TEST(Eager7, ACoroutineThatRunsTwiceIsRejected) {
  Trace trace = example_trace("EAGER-7");
  add_event(trace, event_of(trace, EventKind::started, "a"));
  EXPECT_EQ(verdict_of("EAGER-7", trace), Verdict::violated);
}

TEST(Eager8, ACoroutineWithoutACallOfTheFactoryIsRejected) {
  Trace trace = example_trace("EAGER-8");
  drop_note(trace, "factory", "main", 1);
  EXPECT_EQ(verdict_of("EAGER-8", trace), Verdict::violated);
}

TEST(Eager8, CallsOfTheFactoryInReverseAreRejected) {
  Trace trace = example_trace("EAGER-8");
  std::swap(note_of(trace, "factory", "main", 0), note_of(trace, "factory", "main", 1));
  EXPECT_EQ(verdict_of("EAGER-8", trace), Verdict::violated);
}

TEST(Eager8, ASecondCallForTheDuplicateIsRejected) {
  Trace trace = example_trace("EAGER-8");
  const auto place = place_of_note(trace, "factory", "main");
  const Event again = trace.events[place];
  trace.events.insert(trace.events.begin() + static_cast<std::ptrdiff_t>(place), again);
  EXPECT_EQ(verdict_of("EAGER-8", trace), Verdict::violated);
}

TEST(Eager8, AGatherOfAnotherLoopProvesNothing) {
  Trace trace = example_trace("EAGER-9");
  drop_note(trace, "factory", "main", 1);
  EXPECT_EQ(verdict_of("EAGER-8", trace), Verdict::violated);
  Event foreign = note_of(trace, "factory", "loop");
  foreign.of = trace.intern("f");
  foreign.label = trace.intern("loop");
  foreign.outcome = text("other");
  trace.events.insert(trace.events.begin(), foreign);
  EXPECT_EQ(verdict_of("EAGER-8", trace), Verdict::vacuous);
}

TEST(Eager9, ATaskThatIsWrappedAgainIsRejected) {
  Trace trace = example_trace("EAGER-9");
  Event call = note_of(trace, "factory", "main", 1);
  call.of = trace.intern("f");
  call.outcome = text("f");
  add_event(trace, call);
  EXPECT_EQ(verdict_of("EAGER-9", trace), Verdict::violated);
}

TEST(Eager9, ATaskThatTheLoopMakesForTheGatherIsRejected) {
  Trace trace = example_trace("EAGER-9");
  Event call = note_of(trace, "factory", "loop", 2);
  trace.events.insert(trace.events.begin() +
                          static_cast<std::ptrdiff_t>(place_of(trace, EventKind::gather, "outer")),
                      call);
  EXPECT_EQ(verdict_of("EAGER-9", trace), Verdict::violated);
}

TEST(Eager10, NumbersInReverseAreRejected) {
  Trace trace = example_trace("EAGER-10");
  std::swap(note_of(trace, "number", "a").outcome, note_of(trace, "number", "b").outcome);
  EXPECT_EQ(verdict_of("EAGER-10", trace), Verdict::violated);
}

TEST(Eager10, ATaskWithoutANumberIsRejected) {
  Trace trace = example_trace("EAGER-10");
  note_of(trace, "number", "main").outcome = none();
  EXPECT_EQ(verdict_of("EAGER-10", trace), Verdict::violated);
}

TEST(Eager11, AChildThatRunsAsItsCallerIsRejected) {
  Trace trace = example_trace("EAGER-11");
  note_of(trace, "current_task", "a", 1).outcome = text("main");
  EXPECT_EQ(verdict_of("EAGER-11", trace), Verdict::violated);
}

TEST(Eager11, ACallerThatLosesItsTaskIsRejected) {
  Trace trace = example_trace("EAGER-11");
  note_of(trace, "current_task", "main").outcome = none();
  EXPECT_EQ(verdict_of("EAGER-11", trace), Verdict::violated);
}

TEST(Eager12, ACallbackInTheTaskOfTheLastChildIsRejected) {
  Trace trace = example_trace("EAGER-12");
  note_of(trace, "current_task", "k").outcome = text("a");
  EXPECT_EQ(verdict_of("EAGER-12", trace), Verdict::violated);
}

TEST(Eager12, AGatherWithTheNumberOfATaskIsRejected) {
  Trace trace = example_trace("EAGER-12");
  note_of(trace, "number", "main").outcome = number(1);
  EXPECT_EQ(verdict_of("EAGER-12", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
