// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Event& call_of(Trace& trace, std::string_view outer = "outer") {
  return event_of(trace, EventKind::gather, outer);
}

void change_text(Trace& trace, std::string text) {
  trace.error_texts.at(0).text = std::move(text);
}

/// Lets the call warn, as if it were deprecated.
void add_warning(Trace& trace, std::string_view outer) {
  Event& call = call_of(trace, outer);
  Event warning;
  warning.kind = EventKind::warned;
  warning.of = call.of;
  warning.time = call.time;
  warning.turn = call.turn;
  warning.message = "DeprecationWarning";
  trace.events.insert(trace.events.begin() + (&call - trace.events.data()), warning);
}

/// Whether a rule that is about an error in the call rejects a call that raises nothing, one that
/// raises something else, and one that says something else.
void expect_pinned(std::string_view rule) {
  Trace silent = example_trace(rule);
  call_of(silent).outcome = {};
  EXPECT_EQ(verdict_of(rule, silent), Verdict::violated);
  Trace other = example_trace(rule);
  call_of(other).outcome.value = Value{Error{"KeyError", {}, 1}};
  EXPECT_EQ(verdict_of(rule, other), Verdict::violated);
  Trace mistold = example_trace(rule);
  change_text(mistold, "no loop");
  EXPECT_EQ(verdict_of(rule, mistold), Verdict::violated);
}

/// Whether a rule by which a call is accepted rejects one that raises.
void expect_accepted(std::string_view rule) {
  Trace trace = example_trace(rule);
  call_of(trace).outcome = Outcome::failure({"ValueError", {}, 99});
  EXPECT_EQ(verdict_of(rule, trace), Verdict::violated);
}

TEST(Loop1, ALoopThatIsMadeInSilenceIsRejected) {
  expect_pinned("LOOP-1");
}

TEST(Loop1, TheNameOfTheThreadCounts) {
  Trace trace = example_trace("LOOP-1");
  call_of(trace).by = trace.intern("thread");
  EXPECT_EQ(verdict_of("LOOP-1", trace), Verdict::violated);
  change_text(trace, "There is no current event loop in thread 'thread'.");
  EXPECT_EQ(verdict_of("LOOP-1", trace), Verdict::holds);
}

TEST(Loop2, ALoopThatIsMadeInSilenceIsRejected) {
  expect_pinned("LOOP-2");
}

TEST(Loop2, ACurrentLoopThatIsNotUsedIsRejected) {
  Trace trace = example_trace("LOOP-15");
  EXPECT_EQ(verdict_of("LOOP-2", trace), Verdict::holds);
  call_of(trace).outcome = Outcome::failure({"RuntimeError", {}, 99});
  EXPECT_EQ(verdict_of("LOOP-2", trace), Verdict::violated);
}

TEST(Loop3, ACallThatAsksForTheCurrentLoopIsRejected) {
  expect_accepted("LOOP-3");
}

TEST(Loop4, AnOrderThatIsRefusedIsRejected) {
  expect_accepted("LOOP-4");
}

TEST(Loop5, TwoLoopsThatAreAcceptedAreRejected) {
  expect_pinned("LOOP-5");
}

TEST(Loop6, AnEarlyRefusalIsRejected) {
  expect_accepted("LOOP-6");
}

TEST(Loop6, AnOuterThatIsCompletedByNobodyIsRejected) {
  Trace trace = example_trace("LOOP-6");
  event_of(trace, EventKind::final, "outer").outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("LOOP-6", trace), Verdict::violated);
}

TEST(Loop7, AnEarlyRefusalIsRejected) {
  expect_accepted("LOOP-7");
}

TEST(Loop7, ACoroutineThatRunsHereIsRejected) {
  Trace trace = example_trace("LOOP-7");
  Event start = event_of(trace, EventKind::started, "main");
  start.of = trace.intern("a");
  add_event(trace, start);
  EXPECT_EQ(verdict_of("LOOP-7", trace), Verdict::violated);
}

TEST(Loop8, AForeignFutureThatIsAcceptedIsRejected) {
  expect_pinned("LOOP-8");
}

TEST(Loop9, AnotherLoopIsRejected) {
  Trace trace = example_trace("LOOP-9");
  event_of(trace, EventKind::observed, "outer").loop = false;
  EXPECT_EQ(verdict_of("LOOP-9", trace), Verdict::violated);
  Trace foreign = example_trace("LOOP-6");
  event_of(foreign, EventKind::observed, "outer").loop = true;
  EXPECT_EQ(verdict_of("LOOP-9", foreign), Verdict::violated);
}

TEST(Loop10, AnAwaitThatBringsAValueIsRejected) {
  Trace trace = example_trace("LOOP-10");
  event_of(trace, EventKind::awaited, "main", 1).outcome = Outcome::result({});
  EXPECT_EQ(verdict_of("LOOP-10", trace), Verdict::violated);
}

TEST(Loop10, OtherWordsAreRejected) {
  Trace trace = example_trace("LOOP-10");
  change_text(trace, "Task <Task> got Future <_GatheringFuture> attached to a different loop");
  EXPECT_EQ(verdict_of("LOOP-10", trace), Verdict::violated);
}

TEST(Loop11, AKeywordThatIsIgnoredIsRejected) {
  Trace trace = example_trace("LOOP-11");
  call_of(trace).outcome = Outcome::failure({"RuntimeError", {}, 99});
  EXPECT_EQ(verdict_of("LOOP-11", trace), Verdict::violated);
}

TEST(Loop12, ASilentKeywordIsRejected) {
  Trace trace = example_trace("LOOP-12");
  drop_event(trace, EventKind::warned, "outer");
  EXPECT_EQ(verdict_of("LOOP-12", trace), Verdict::violated);
}

TEST(Loop12, TwoWarningsAreRejected) {
  Trace trace = example_trace("LOOP-12");
  add_warning(trace, "outer");
  EXPECT_EQ(verdict_of("LOOP-12", trace), Verdict::violated);
}

TEST(Loop12, AWarningWithoutTheKeywordIsRejected) {
  Trace trace = example_trace("LOOP-12");
  add_warning(trace, "other");
  EXPECT_EQ(verdict_of("LOOP-12", trace), Verdict::violated);
}

TEST(Loop12, AWarningOfAnotherCategoryIsRejected) {
  Trace trace = example_trace("LOOP-12");
  event_of(trace, EventKind::warned, "outer").message = "PendingDeprecationWarning";
  EXPECT_EQ(verdict_of("LOOP-12", trace), Verdict::violated);
}

TEST(Loop12, AWarningApartFromItsCallIsRejected) {
  Trace trace = example_trace("LOOP-12");
  add_event(trace, event_of(trace, EventKind::warned, "outer"));
  EXPECT_EQ(verdict_of("LOOP-12", trace), Verdict::violated);
}

TEST(Loop13, ASilentKeywordIsRejected) {
  Trace trace = example_trace("LOOP-13");
  drop_event(trace, EventKind::warned, "outer");
  EXPECT_EQ(verdict_of("LOOP-13", trace), Verdict::violated);
}

TEST(Loop13, AWarningInSpiteOfArgumentsIsRejected) {
  Trace trace = example_trace("LOOP-13");
  add_warning(trace, "other");
  EXPECT_EQ(verdict_of("LOOP-13", trace), Verdict::violated);
}

TEST(Loop14, AWarningInARunningLoopIsRejected) {
  Trace trace = example_trace("LOOP-14");
  add_warning(trace, "other");
  EXPECT_EQ(verdict_of("LOOP-14", trace), Verdict::violated);
}

TEST(Loop14, AWarningAboutTheCurrentLoopMayBe) {
  Trace trace = example_trace("LOOP-2");
  trace.edition = {10};
  add_warning(trace, "outer");
  EXPECT_EQ(verdict_of("LOOP-14", trace), Verdict::holds);
  add_warning(trace, "outer");
  EXPECT_EQ(verdict_of("LOOP-14", trace), Verdict::violated);
}

TEST(Loop15, AWarningIsRejected) {
  Trace trace = example_trace("LOOP-15");
  add_warning(trace, "outer");
  EXPECT_EQ(verdict_of("LOOP-15", trace), Verdict::violated);
}

TEST(Loop16, AnOptionThatComesLateIsRejected) {
  Trace trace = example_trace("LOOP-16");
  std::swap(trace.events[2], trace.events[3]);
  EXPECT_EQ(verdict_of("LOOP-16", trace), Verdict::violated);
}

TEST(Loop16, AnOptionThatIsToldTwiceIsRejected) {
  Trace trace = example_trace("LOOP-16");
  trace.events.insert(trace.events.begin(), trace.events.front());
  EXPECT_EQ(verdict_of("LOOP-16", trace), Verdict::violated);
}

TEST(Loop16, AnImpossibleValueIsRejected) {
  for (std::size_t option = 0; option < 3; ++option) {
    Trace trace = example_trace("LOOP-16");
    trace.events[option].outcome = Outcome::result({});
    EXPECT_EQ(verdict_of("LOOP-16", trace), Verdict::violated) << option;
  }
}

TEST(Loop16, AFactoryThatDoesNotMakeMainIsRejected) {
  Trace trace = example_trace("LOOP-16");
  Event option = trace.events[1];
  option.label = trace.intern("factory");
  trace.events.insert(trace.events.begin(), option);
  EXPECT_EQ(verdict_of("LOOP-16", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
