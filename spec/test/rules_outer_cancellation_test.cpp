// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "examples.hpp"

namespace gathercheck::spec {
namespace {

/// Lets the body of `of` take a first step that it should never take, at the end of the run.
void start_after_all(Trace& trace, std::string_view of) {
  Event start = event_of(trace, EventKind::started, "main");
  start.of = trace.intern(of);
  trace.events.push_back(start);
}

/// Makes two scripts hear of their cancellation in each other's place.
void swap_interruptions(Trace& trace, std::string_view a, std::string_view b) {
  Event& one = event_of(trace, EventKind::interrupted, a);
  Event& other = event_of(trace, EventKind::interrupted, b);
  std::swap(one.of, other.of);
}

TEST(Cancel1, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("CANCEL-1");
  event_of(trace, EventKind::interrupted, "a").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("CANCEL-1", trace), Verdict::violated);
}

TEST(Cancel1, AChildThatGetsWhatItAwaitedIsRejected) {
  Trace trace = example_trace("CANCEL-1");
  event_of(trace, EventKind::awaited, "b").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-1", trace), Verdict::violated);
}

TEST(Cancel1, AFutureThatStaysPendingIsRejected) {
  Trace trace = example_trace("CANCEL-1");
  event_of(trace, EventKind::final, "p").outcome = Outcome::pending();
  EXPECT_EQ(verdict_of("CANCEL-1", trace), Verdict::violated);
}

TEST(Cancel2, FalseIsRejectedWhenAChildCouldBeAsked) {
  Trace trace = example_trace("CANCEL-2");
  event_of(trace, EventKind::cancel, "outer").accepted = false;
  EXPECT_EQ(verdict_of("CANCEL-2", trace), Verdict::violated);
}

TEST(Cancel3, AnOuterThatIsDoneAtOnceIsRejected) {
  Trace trace = example_trace("CANCEL-3");
  event_of(trace, EventKind::observed, "outer").done = true;
  EXPECT_EQ(verdict_of("CANCEL-3", trace), Verdict::violated);
}

TEST(Cancel3, AnOuterThatIsSettledByHandMayBeDone) {
  Trace trace = example_trace("CANCEL-3");
  Event& observed = event_of(trace, EventKind::observed, "outer");
  observed.done = true;
  Event settle = observed;
  settle.kind = EventKind::settle;
  settle.accepted = true;
  settle.outcome = Outcome::result({});
  const auto place = &observed - trace.events.data();
  trace.events.insert(trace.events.begin() + place, std::move(settle));
  EXPECT_NE(verdict_of("CANCEL-3", trace), Verdict::violated);
}

TEST(Cancel4, AnOuterThatEndsAsCancelledIsRejected) {
  Trace trace = example_trace("CANCEL-4");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("CANCEL-4", trace), Verdict::violated);
}

TEST(Cancel4, ExceptionMustReturnTheError) {
  Trace trace = example_trace("CANCEL-4");
  event_of(trace, EventKind::observed, "outer").exception =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-4", trace), Verdict::violated);
}

TEST(Cancel5, AChildThatSleepsOnIsRejected) {
  Trace trace = example_trace("CANCEL-5");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("CANCEL-5", trace), Verdict::violated);
}

TEST(Cancel5, AnAwaiterThatEndsAsFailedIsRejected) {
  Trace trace = example_trace("CANCEL-5");
  event_of(trace, EventKind::final, "main").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-5", trace), Verdict::violated);
}

TEST(Cancel5, AShieldedAwaitIsAnotherMatter) {
  Trace trace = example_trace("CANCEL-5");
  event_of(trace, EventKind::awaiting, "main").shield = true;
  EXPECT_EQ(verdict_of("CANCEL-5", trace), Verdict::vacuous);
}

TEST(Cancel6, WaitingForTheSlowerCleanupIsRejected) {
  Trace trace = example_trace("CANCEL-6");
  event_of(trace, EventKind::awaited, "main").time = 4;
  EXPECT_EQ(verdict_of("CANCEL-6", trace), Verdict::violated);
}

TEST(Cancel7, NotWaitingForTheSlowerCleanupIsRejected) {
  Trace trace = example_trace("CANCEL-7");
  event_of(trace, EventKind::awaited, "main").time = 1;
  EXPECT_EQ(verdict_of("CANCEL-7", trace), Verdict::violated);
}

TEST(Cancel7, AListIsRejected) {
  Trace trace = example_trace("CANCEL-7");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-7", trace), Verdict::violated);
}

TEST(Cancel8, TrueIsRejectedWhenAllChildrenAreDone) {
  Trace trace = example_trace("CANCEL-8");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("CANCEL-8", trace), Verdict::violated);
}

TEST(Cancel8, ALostResultIsRejected) {
  Trace trace = example_trace("CANCEL-8");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-8", trace), Verdict::violated);
}

TEST(Cancel9, AResultThatOverrulesTheRequestIsRejected) {
  Trace trace = example_trace("CANCEL-9");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-9", trace), Verdict::violated);
}

TEST(Cancel9, ALaterWakeUpIsRejected) {
  Trace trace = example_trace("CANCEL-9");
  event_of(trace, EventKind::awaited, "main").turn += 1;
  EXPECT_EQ(verdict_of("CANCEL-9", trace), Verdict::violated);
}

TEST(Cancel10, TrueIsRejectedWhenTheOuterIsDone) {
  Trace trace = example_trace("CANCEL-10");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("CANCEL-10", trace), Verdict::violated);
}

TEST(Cancel10, AChangedOutcomeIsRejected) {
  Trace trace = example_trace("CANCEL-10");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-10", trace), Verdict::violated);
}

TEST(Cancel11, TrueIsRejectedWhenTheFuturesAreCancelled) {
  Trace trace = example_trace("CANCEL-11");
  event_of(trace, EventKind::cancel, "outer", 1).accepted = true;
  EXPECT_EQ(verdict_of("CANCEL-11", trace), Verdict::violated);
}

TEST(Cancel12, ACleanupThatGoesOnIsRejected) {
  Trace trace = example_trace("CANCEL-12");
  event_of(trace, EventKind::interrupted, "a", 1).kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("CANCEL-12", trace), Verdict::violated);
}

TEST(Cancel13, AListOfSwallowersIsRejected) {
  Trace trace = example_trace("CANCEL-13");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-13", trace), Verdict::violated);
}

TEST(Cancel14, ACancelledErrorInsteadIsRejected) {
  Trace trace = example_trace("CANCEL-14");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-14", trace), Verdict::violated);
}

TEST(Cancel14, AnotherErrorObjectIsRejected) {
  Trace trace = example_trace("CANCEL-14");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-14", trace), Verdict::violated);
}

TEST(Cancel15, TheConvertedErrorIsRejected) {
  Trace trace = example_trace("CANCEL-15");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-15", trace), Verdict::violated);
}

TEST(Cancel15, AListIsRejected) {
  Trace trace = example_trace("CANCEL-15");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-15", trace), Verdict::violated);
}

TEST(Cancel16, NotWaitingIsRejected) {
  Trace trace = example_trace("CANCEL-16");
  event_of(trace, EventKind::awaited, "main").time = 1;
  EXPECT_EQ(verdict_of("CANCEL-16", trace), Verdict::violated);
}

TEST(Cancel16, AListIsRejected) {
  Trace trace = example_trace("CANCEL-16");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-16", trace), Verdict::violated);
}

TEST(Cancel17, ABodyThatRunsIsRejected) {
  Trace trace = example_trace("CANCEL-17");
  start_after_all(trace, "b");
  EXPECT_EQ(verdict_of("CANCEL-17", trace), Verdict::violated);
}

TEST(Cancel18, TheOrderOfCreationIsRejected) {
  Trace trace = example_trace("CANCEL-18");
  swap_interruptions(trace, "b", "c");
  EXPECT_EQ(verdict_of("CANCEL-18", trace), Verdict::violated);
}

TEST(Cancel18, ALaterTurnIsRejected) {
  Trace trace = example_trace("CANCEL-18");
  event_of(trace, EventKind::interrupted, "a").turn += 1;
  EXPECT_EQ(verdict_of("CANCEL-18", trace), Verdict::violated);
}

TEST(Cancel19, AnAwaiterThatIsCancelledItselfIsRejected) {
  Trace trace = example_trace("CANCEL-19");
  event_of(trace, EventKind::resumed, "main").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("CANCEL-19", trace), Verdict::violated);
}

TEST(Cancel19, AnAwaiterThatEndsAsCancelledIsRejected) {
  Trace trace = example_trace("CANCEL-19");
  event_of(trace, EventKind::final, "main").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("CANCEL-19", trace), Verdict::violated);
}

TEST(Cancel20, ADoneChildThatChangesIsRejected) {
  Trace trace = example_trace("CANCEL-20");
  event_of(trace, EventKind::final, "t").outcome = Outcome::cancelled();
  EXPECT_EQ(verdict_of("CANCEL-20", trace), Verdict::violated);
}

TEST(Cancel21, TrueIsRejectedWhenNoChildIsLeft) {
  Trace trace = example_trace("CANCEL-21");
  event_of(trace, EventKind::cancel, "outer").accepted = true;
  EXPECT_EQ(verdict_of("CANCEL-21", trace), Verdict::violated);
}

TEST(Cancel21, ALostResultIsRejected) {
  Trace trace = example_trace("CANCEL-21");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-21", trace), Verdict::violated);
}

TEST(Cancel22, AnotherGatherThatIgnoresItIsRejected) {
  Trace trace = example_trace("CANCEL-22");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-22", trace), Verdict::violated);
}

TEST(Cancel22, AnotherGatherThatHearsOfItLateIsRejected) {
  Trace trace = example_trace("CANCEL-22");
  event_of(trace, EventKind::awaited, "main").time = 8;
  EXPECT_EQ(verdict_of("CANCEL-22", trace), Verdict::violated);
}

TEST(Cancel23, AChildThatSeesTheResultIsRejected) {
  Trace trace = example_trace("CANCEL-23");
  event_of(trace, EventKind::awaited, "a").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-23", trace), Verdict::violated);
}

TEST(Cancel24, ACancelledErrorInsteadIsRejected) {
  Trace trace = example_trace("CANCEL-24");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-24", trace), Verdict::violated);
}

TEST(Cancel24, ALaterTurnIsRejected) {
  Trace trace = example_trace("CANCEL-24");
  event_of(trace, EventKind::awaited, "main").turn += 1;
  EXPECT_EQ(verdict_of("CANCEL-24", trace), Verdict::violated);
}

TEST(Cancel25, ALaterTurnIsRejected) {
  Trace trace = example_trace("CANCEL-25");
  event_of(trace, EventKind::awaited, "main").turn += 1;
  EXPECT_EQ(verdict_of("CANCEL-25", trace), Verdict::violated);
}

TEST(Cancel25, AnEarlierTurnIsRejected) {
  Trace trace = example_trace("CANCEL-25");
  event_of(trace, EventKind::awaited, "main").turn -= 1;
  EXPECT_EQ(verdict_of("CANCEL-25", trace), Verdict::violated);
}

TEST(Cancel26, AResultThatOverrulesTheRequestIsRejected) {
  Trace trace = example_trace("CANCEL-26");
  event_of(trace, EventKind::awaited, "main").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("CANCEL-26", trace), Verdict::violated);
}

TEST(Cancel26, AnOuterThatLosesItsResultIsRejected) {
  Trace trace = example_trace("CANCEL-26");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-26", trace), Verdict::violated);
}

TEST(Cancel27, AStubbornChildThatIsAskedAgainIsRejected) {
  Trace trace = example_trace("CANCEL-27");
  event_of(trace, EventKind::resumed, "a").kind = EventKind::interrupted;
  EXPECT_EQ(verdict_of("CANCEL-27", trace), Verdict::violated);
}

TEST(Cancel28, AChildThatLosesItsValueIsRejected) {
  Trace trace = example_trace("CANCEL-28");
  event_of(trace, EventKind::awaited, "main", 1).outcome =
      Outcome::failure({"CancelledError", {}, 99});
  EXPECT_EQ(verdict_of("CANCEL-28", trace), Verdict::violated);
}

TEST(Cancel28, AnObservedChildThatLosesItsValueIsRejected) {
  Trace trace = example_trace("CANCEL-28");
  event_of(trace, EventKind::observed, "t").cancelled = true;
  EXPECT_EQ(verdict_of("CANCEL-28", trace), Verdict::violated);
}

TEST(Cancel29, AnOuterThatIsDoneBeforeTheCallbackIsRejected) {
  Trace trace = example_trace("CANCEL-29");
  event_of(trace, EventKind::observed, "outer").done = true;
  EXPECT_EQ(verdict_of("CANCEL-29", trace), Verdict::violated);
}

TEST(Cancel29, FalseIsRejected) {
  Trace trace = example_trace("CANCEL-29");
  event_of(trace, EventKind::cancel, "outer").accepted = false;
  EXPECT_EQ(verdict_of("CANCEL-29", trace), Verdict::violated);
}

TEST(Cancel29, ASiblingThatSleepsOnIsRejected) {
  Trace trace = example_trace("CANCEL-29");
  event_of(trace, EventKind::interrupted, "b").kind = EventKind::resumed;
  EXPECT_EQ(verdict_of("CANCEL-29", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
