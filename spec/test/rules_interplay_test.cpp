// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "falsify_notes.hpp"

namespace gathercheck::spec {
namespace {

void delay(Event& e, std::int64_t by) {
  e.time += by;
  e.turn += static_cast<std::int32_t>(2 * by);
}

Outcome timeout() {
  return Outcome::failure(another_error("TimeoutError"));
}

TEST(Play1, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("PLAY-1");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("PLAY-1", trace), Verdict::violated);
}

TEST(Play1, AChildThatIsInterruptedTooEarlyIsRejected) {
  Trace trace = example_trace("PLAY-1");
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("PLAY-1", trace), Verdict::violated);
}

TEST(Play1, ALimitWithoutAnAwaitIsRejected) {
  Trace trace = example_trace("PLAY-1");
  move_event(trace, place_of_note(trace, "within", "main"), 1);
  EXPECT_EQ(verdict_of("PLAY-1", trace), Verdict::violated);
}

TEST(Play2, ATimeoutThatWaitsForAllChildrenIsRejected) {
  Trace trace = example_trace("PLAY-2");
  delay(event_of(trace, EventKind::awaited, "main"), 2);
  EXPECT_EQ(verdict_of("PLAY-2", trace), Verdict::violated);
}

TEST(Play2, ACancelledErrorInPlaceOfTimeoutErrorIsRejected) {
  Trace trace = example_trace("PLAY-2");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure(another_error("CancelledError"));
  EXPECT_EQ(verdict_of("PLAY-2", trace), Verdict::violated);
}

TEST(Play3, ATimeoutAfterTheFirstChildIsRejected) {
  Trace trace = example_trace("PLAY-3");
  delay(event_of(trace, EventKind::awaited, "main"), -2);
  EXPECT_EQ(verdict_of("PLAY-3", trace), Verdict::violated);
}

TEST(Play3, AListInPlaceOfTimeoutErrorIsRejected) {
  Trace trace = example_trace("PLAY-3");
  event_of(trace, EventKind::awaited, "main").outcome = none();
  EXPECT_EQ(verdict_of("PLAY-3", trace), Verdict::violated);
}

TEST(Play4, AFailureHiddenBehindTheTimeoutIsRejected) {
  Trace trace = example_trace("PLAY-4");
  event_of(trace, EventKind::awaited, "main").outcome = timeout();
  EXPECT_EQ(verdict_of("PLAY-4", trace), Verdict::violated);
}

TEST(Play5, AFailureThatReplacesTheTimeoutIsRejected) {
  Trace trace = example_trace("PLAY-5");
  event_of(trace, EventKind::awaited, "main").outcome =
      event_of(trace, EventKind::final, "outer").outcome;
  EXPECT_EQ(verdict_of("PLAY-5", trace), Verdict::violated);
}

TEST(Play6, ATimeoutBeforeItsTimeIsRejected) {
  Trace trace = example_trace("PLAY-6");
  event_of(trace, EventKind::awaited, "main").outcome = timeout();
  EXPECT_EQ(verdict_of("PLAY-6", trace), Verdict::violated);
}

TEST(Play6, AnInterruptionBeforeTheTimeIsOverIsRejected) {
  Trace trace = example_trace("PLAY-6");
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("PLAY-6", trace), Verdict::violated);
}

TEST(Play7, ATimeoutThatWaitsForAllChildrenIsRejected) {
  Trace trace = example_trace("PLAY-7");
  delay(event_of(trace, EventKind::awaited, "main"), 2);
  EXPECT_EQ(verdict_of("PLAY-7", trace), Verdict::violated);
}

TEST(Play7, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("PLAY-7");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("PLAY-7", trace), Verdict::violated);
}

TEST(Play8, ATimeoutBeforeItsTimeIsRejected) {
  Trace trace = example_trace("PLAY-8");
  event_of(trace, EventKind::awaited, "main").outcome = timeout();
  EXPECT_EQ(verdict_of("PLAY-8", trace), Verdict::violated);
}

TEST(Play8, ADetourOfATurnIsRejected) {
  Trace trace = example_trace("PLAY-8");
  for (Event& e : trace.events)
    if (e.kind == EventKind::awaited || e.kind == EventKind::final) ++e.turn;
  EXPECT_EQ(verdict_of("PLAY-8", trace), Verdict::violated);
}

TEST(Play9, AnInterruptionBehindTheShieldIsRejected) {
  Trace trace = example_trace("PLAY-9");
  Event interruption = event_of(trace, EventKind::resumed, "a");
  interruption.kind = EventKind::interrupted;
  interruption.time = 2;
  trace.events.insert(std::ranges::find(trace.events, EventKind::awaited, &Event::kind),
                      interruption);
  EXPECT_EQ(verdict_of("PLAY-9", trace), Verdict::violated);
}

TEST(Play9, AWaitBeyondTheLimitIsRejected) {
  Trace trace = example_trace("PLAY-9");
  delay(event_of(trace, EventKind::awaited, "main"), 3);
  EXPECT_EQ(verdict_of("PLAY-9", trace), Verdict::violated);
}

TEST(Play10, ALimitThatDoesNotInterruptIsRejected) {
  Trace trace = example_trace("PLAY-10");
  event_of(trace, EventKind::interrupted, "t").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("PLAY-10", trace), Verdict::violated);
}

TEST(Play10, ALimitThatInterruptsTheOtherChildIsRejected) {
  Trace trace = example_trace("PLAY-10");
  event_of(trace, EventKind::resumed, "b").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("PLAY-10", trace), Verdict::violated);
}

TEST(Play10, AListWithoutTheTimeoutIsRejected) {
  Trace trace = example_trace("PLAY-10");
  std::get<Value::List>(event_of(trace, EventKind::final, "outer").outcome.value.data)
      .items[0] = {};
  EXPECT_EQ(verdict_of("PLAY-10", trace), Verdict::violated);
}

TEST(Play11, AWaitForTheOtherChildrenIsRejected) {
  Trace trace = example_trace("PLAY-11");
  delay(event_of(trace, EventKind::awaited, "main"), 4);
  EXPECT_EQ(verdict_of("PLAY-11", trace), Verdict::violated);
}

TEST(Play11, AnOuterThatIsNotAmongThoseDoneIsRejected) {
  Trace trace = example_trace("PLAY-11");
  note_of(trace, "done", "main").outcome = text("");
  EXPECT_EQ(verdict_of("PLAY-11", trace), Verdict::violated);
}

TEST(Play12, AWaitThatIsSlowerThanTheGatherIsRejected) {
  Trace trace = example_trace("PLAY-12");
  ++event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("PLAY-12", trace), Verdict::violated);
}

TEST(Play13, AWaitForTheSumOfTheSleepsIsRejected) {
  Trace trace = example_trace("PLAY-13");
  delay(event_of(trace, EventKind::awaited, "main"), 2);
  EXPECT_EQ(verdict_of("PLAY-13", trace), Verdict::violated);
}

TEST(Play14, AWaitThatTellsTooLittleIsRejected) {
  Trace trace = example_trace("PLAY-14");
  note_of(trace, "done", "main").outcome = text("");
  EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
}

TEST(Play14, AWaitThatTellsOfWhatIsPendingIsRejected) {
  Trace trace = example_trace("PLAY-14");
  note_of(trace, "done", "main").outcome = text("a b");
  EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
}

TEST(Play14, AWaitThatTellsOfWhatNobodyWaitsForIsRejected) {
  for (const auto* names : {"ax", "main"}) {
    Trace trace = example_trace("PLAY-14");
    note_of(trace, "done", "main").outcome = text(names);
    EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
  }
}

TEST(Play14, AWaitThatTellsNothingIsRejected) {
  Trace trace = example_trace("PLAY-14");
  drop_note(trace, "done", "main");
  EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
}

TEST(Play14, AWaitForAnotherConditionIsRejected) {
  Trace trace = example_trace("PLAY-14");
  note_of(trace, "until", "main").outcome = text("ALL_COMPLETED");
  EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
}

TEST(Play14, AWaitThatIsNotBegunIsRejected) {
  Trace trace = example_trace("PLAY-14");
  drop_note(trace, "until", "main");
  EXPECT_EQ(verdict_of("PLAY-14", trace), Verdict::violated);
}

TEST(Play15, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("PLAY-15");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("PLAY-15", trace), Verdict::violated);
}

TEST(Play15, AMemberThatGetsAResultIsRejected) {
  Trace trace = example_trace("PLAY-15");
  event_of(trace, EventKind::awaited, "m").outcome = none();
  EXPECT_EQ(verdict_of("PLAY-15", trace), Verdict::violated);
}

TEST(Play16, AnOuterWithTheErrorInsideOfTheGroupIsRejected) {
  Trace trace = example_trace("PLAY-16");
  event_of(trace, EventKind::final, "outer").outcome =
      event_of(trace, EventKind::ended, "m").outcome;
  EXPECT_EQ(verdict_of("PLAY-16", trace), Verdict::violated);
}

TEST(Play17, AGroupThatCountsTheCancelledMemberIsRejected) {
  Trace trace = example_trace("PLAY-17");
  for (auto& said : trace.error_texts)
    if (said.text.ends_with("(1 sub-exception)"))
      said.text = "unhandled errors in a TaskGroup (2 sub-exceptions)";
  EXPECT_EQ(verdict_of("PLAY-17", trace), Verdict::violated);
}

TEST(Play17, AGroupThatEndsAtTheFailureIsRejected) {
  Trace trace = example_trace("PLAY-17");
  --event_of(trace, EventKind::awaited, "main").turn;
  EXPECT_EQ(verdict_of("PLAY-17", trace), Verdict::violated);
}

TEST(Play17, AGroupWithoutItsTasksIsRejected) {
  Trace trace = example_trace("PLAY-17");
  note_of(trace, "task_group", "main").outcome = text("m");
  EXPECT_EQ(verdict_of("PLAY-17", trace), Verdict::violated);
}

TEST(Play18, ASecondHolderIsRejected) {
  Trace trace = example_trace("PLAY-18");
  move_event(trace, place_of_note(trace, "acquired", "b"),
             place_of_note(trace, "acquire", "b") + 1);
  EXPECT_EQ(verdict_of("PLAY-18", trace), Verdict::violated);
}

TEST(Play19, AChildThatOvertakesIsRejected) {
  Trace trace = example_trace("PLAY-19");
  std::swap(note_of(trace, "acquired", "b").by, note_of(trace, "acquired", "c").by);
  EXPECT_EQ(verdict_of("PLAY-19", trace), Verdict::violated);
}

TEST(Play19, AFreeSemaphoreThatIsNotGivenIsRejected) {
  Trace trace = example_trace("PLAY-19");
  move_event(trace, place_of_note(trace, "acquired", "a"), place_of_note(trace, "acquire", "b"));
  EXPECT_EQ(verdict_of("PLAY-19", trace), Verdict::violated);
}

TEST(Play19, AChildThatWaitsForEverIsRejected) {
  Trace trace = example_trace("PLAY-19");
  drop_note(trace, "acquired", "c");
  EXPECT_EQ(verdict_of("PLAY-19", trace), Verdict::violated);
}

TEST(Play20, AChildThatDoesNotKnowTheCallerIsRejected) {
  Trace trace = example_trace("PLAY-20");
  note_of(trace, "awaited_by", "main", 1).outcome = text("");
  EXPECT_EQ(verdict_of("PLAY-20", trace), Verdict::violated);
}

TEST(Play20, AnAwaiterBeforeTheCallIsRejected) {
  Trace trace = example_trace("PLAY-20");
  note_of(trace, "awaited_by", "main", 0).outcome = text("main");
  EXPECT_EQ(verdict_of("PLAY-20", trace), Verdict::violated);
}

TEST(Play20, AnAwaiterAfterTheEndIsRejected) {
  Trace trace = example_trace("PLAY-20");
  note_of(trace, "awaited_by", "main", 3).outcome = text("main");
  EXPECT_EQ(verdict_of("PLAY-20", trace), Verdict::violated);
}

TEST(Play20, AnOuterAwaitedByItsCallerAloneIsRejected) {
  Trace trace = example_trace("PLAY-20");
  note_of(trace, "awaited_by", "main", 2).outcome = text("main");
  EXPECT_EQ(verdict_of("PLAY-20", trace), Verdict::violated);
}

TEST(Play20, AnAwaiterThatThereIsNotIsRejected) {
  Trace trace = example_trace("PLAY-20");
  note_of(trace, "awaited_by", "main", 0).outcome = text("mainx");
  EXPECT_EQ(verdict_of("PLAY-20", trace), Verdict::violated);
}

TEST(Play21, ANoteAfterTheSuspensionIsRejected) {
  Trace trace = example_trace("PLAY-21");
  const auto note = place_of_note(trace, "current_task", "a");
  std::swap(trace.events[note], trace.events[note + 1]);
  EXPECT_EQ(verdict_of("PLAY-21", trace), Verdict::violated);
}

TEST(Play21, ANoteInTheStepOfASiblingIsRejected) {
  Trace trace = example_trace("PLAY-21");
  move_event(trace, place_of_note(trace, "current_task", "a"),
             place_of_note(trace, "current_task", "b"));
  EXPECT_EQ(verdict_of("PLAY-21", trace), Verdict::violated);
}

TEST(Play21, ANoteOfACallbackThatWasNotCalledIsRejected) {
  Trace trace = example_trace("PLAY-21");
  move_event(trace, place_of_note(trace, "current_task", "k"), 1);
  EXPECT_EQ(verdict_of("PLAY-21", trace), Verdict::violated);
}

TEST(Play21, ANoteAtAnotherTurnIsRejected) {
  Trace trace = example_trace("PLAY-21");
  ++note_of(trace, "current_task", "b").turn;
  EXPECT_EQ(verdict_of("PLAY-21", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
