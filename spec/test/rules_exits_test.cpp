// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

Event& escape_of(Trace& trace) {
  return event_of(trace, EventKind::escaped);
}

/// Lets what comes out of the run be a copy.
void copy_the_escape(Trace& trace) {
  escape_of(trace).outcome =
      Outcome::failure(another_error(escape_of(trace).outcome.error()->type));
}

/// Lets the sleeper wake as if nobody had interrupted it.
void let_sleep_out(Trace& trace, std::string_view script) {
  Event& e = event_of(trace, EventKind::interrupted, script);
  e.kind = EventKind::resumed;
  e.outcome = {};
}

void expect_rejected(std::string_view rule, const Trace& trace) {
  EXPECT_EQ(verdict_of(rule, trace), Verdict::violated);
}

/// Gives another end to what `outer` and the tasks were seen to come to.
void expect_pinned_everywhere(std::string_view rule, std::string_view task) {
  Trace awaited = example_trace(rule);
  event_of(awaited, EventKind::awaited, "main").outcome =
      Outcome::failure(another_error("KeyError"));
  expect_rejected(rule, awaited);
  Trace outer = example_trace(rule);
  event_of(outer, EventKind::final, "outer").outcome = Outcome::pending();
  expect_rejected(rule, outer);
  Trace kept = example_trace(rule);
  event_of(kept, EventKind::final, task).outcome = Outcome::pending();
  expect_rejected(rule, kept);
}

TEST(Exit1, ASurvivorThatWorksOnIsRejected) {
  Trace trace = example_trace("EXIT-1");
  let_sleep_out(trace, "b");
  expect_rejected("EXIT-1", trace);
}

TEST(Exit1, ASurvivorThatIsForgottenIsRejected) {
  Trace trace = example_trace("EXIT-1");
  drop_event(trace, EventKind::interrupted, "b");
  expect_rejected("EXIT-1", trace);
}

TEST(Exit1, ATaskThatStartsAfterMainIsRejected) {
  Trace trace = example_trace("EXIT-1");
  Event start = event_of(trace, EventKind::started, "b");
  drop_event(trace, EventKind::started, "b");
  add_event(trace, start);
  expect_rejected("EXIT-1", trace);
}

TEST(Exit2, ALoopThatRunsOnIsRejected) {
  Trace trace = example_trace("EXIT-2");
  for (Event& e : trace.events)
    if (e.kind == EventKind::final) e.turn += 4;
  trace.events.back().turn += 4;
  expect_rejected("EXIT-2", trace);
}

TEST(Exit2, ALoopThatReturnsBeforeItNoticesIsRejected) {
  Trace trace = example_trace("EXIT-2");
  trace.events.back().turn = event_of(trace, EventKind::ended, "main").turn;
  expect_rejected("EXIT-2", trace);
}

TEST(Exit2, ASurvivorThatIsCancelledIsRejected) {
  Trace trace = example_trace("EXIT-2");
  event_of(trace, EventKind::final, "b").outcome = Outcome::cancelled();
  expect_rejected("EXIT-2", trace);
}

TEST(Exit3, AFailureThatIsSwallowedIsRejected) {
  Trace trace = example_trace("EXIT-3");
  drop_event(trace, EventKind::escaped);
  expect_rejected("EXIT-3", trace);
}

TEST(Exit3, ACopyIsRejected) {
  Trace trace = example_trace("EXIT-3");
  copy_the_escape(trace);
  expect_rejected("EXIT-3", trace);
}

TEST(Exit3, AFailureThatComesOutEarlyIsRejected) {
  Trace trace = example_trace("EXIT-3");
  --escape_of(trace).turn;
  expect_rejected("EXIT-3", trace);
}

TEST(Exit3, ARunThatStopsAlthoughMainIsDoneIsRejected) {
  Trace trace = example_trace("EXIT-3");
  escape_of(trace).outcome = Outcome::failure(another_error("RuntimeError"));
  trace.error_texts.push_back({99, "Event loop stopped before Future completed."});
  expect_rejected("EXIT-3", trace);
}

TEST(Exit4, AnExitThatStaysInTheLoopIsRejected) {
  Trace trace = example_trace("EXIT-4");
  drop_event(trace, EventKind::escaped);
  expect_rejected("EXIT-4", trace);
}

TEST(Exit4, AnExitThatWaitsForOthersIsRejected) {
  Trace trace = example_trace("EXIT-4");
  std::swap(event_of(trace, EventKind::escaped), event_of(trace, EventKind::final, "main"));
  expect_rejected("EXIT-4", trace);
}

TEST(Exit4, ACopyIsRejected) {
  Trace trace = example_trace("EXIT-4");
  copy_the_escape(trace);
  expect_rejected("EXIT-4", trace);
}

TEST(Exit4, AnOuterThatIsDoneIsRejected) {
  Trace trace = example_trace("EXIT-4");
  event_of(trace, EventKind::final, "outer").outcome = escape_of(trace).outcome;
  expect_rejected("EXIT-4", trace);
}

TEST(Exit4, ATaskThatForgetsItsErrorIsRejected) {
  Trace trace = example_trace("EXIT-4");
  event_of(trace, EventKind::final, "a").outcome = Outcome::cancelled();
  expect_rejected("EXIT-4", trace);
}

TEST(Exit4, AnExitInAnEagerStepComesOutOfTheCall) {
  Trace trace = example_trace("EXIT-9");
  Event eager = trace.events.front();
  eager.kind = EventKind::noted;
  eager.of = eager.by = trace.intern("loop");
  eager.label = trace.intern("eager");
  eager.outcome = Outcome::result(Value{std::int64_t{1}});
  trace.events.insert(trace.events.begin(), eager);
  EXPECT_EQ(verdict_of("EXIT-4", trace), Verdict::holds);
  const Event call = event_of(trace, EventKind::gather, "outer");
  drop_event(trace, EventKind::gather, "outer");
  event_of(trace, EventKind::ended, "a").turn = event_of(trace, EventKind::started, "a").turn;
  add_event(trace, call);
  drop_event(trace, EventKind::escaped);
  EXPECT_NE(verdict_of("EXIT-4", trace), Verdict::violated);
}

TEST(Exit5, AnAwaiterThatIsLeftWaitingIsRejected) {
  Trace trace = example_trace("EXIT-5");
  drop_event(trace, EventKind::awaited, "main");
  expect_rejected("EXIT-5", trace);
}

TEST(Exit5, AnotherErrorIsRejected) {
  Trace trace = example_trace("EXIT-5");
  event_of(trace, EventKind::awaited, "main").outcome =
      Outcome::failure(another_error("CancelledError"));
  expect_rejected("EXIT-5", trace);
}

TEST(Exit5, ALateErrorIsRejected) {
  Trace trace = example_trace("EXIT-5");
  ++event_of(trace, EventKind::awaited, "main").turn;
  expect_rejected("EXIT-5", trace);
}

TEST(Exit6, AListWithoutTheExitIsRejected) {
  Trace trace = example_trace("EXIT-6");
  auto list = list_of_main(trace);
  list.items[0] = Value{};
  replace_list(trace, "outer", list);
  expect_rejected("EXIT-6", trace);
}

TEST(Exit6, ARaisedExitIsRejected) {
  Trace trace = example_trace("EXIT-6");
  replace_ending(trace, "outer", escape_of(trace).outcome);
  expect_rejected("EXIT-6", trace);
}

TEST(Exit7, AnExitThatIsSwallowedIsRejected) {
  Trace trace = example_trace("EXIT-7");
  drop_event(trace, EventKind::escaped);
  expect_rejected("EXIT-7", trace);
}

TEST(Exit7, ACopyIsRejected) {
  Trace trace = example_trace("EXIT-7");
  copy_the_escape(trace);
  expect_rejected("EXIT-7", trace);
}

TEST(Exit7, ASiblingThatWorksOnIsRejected) {
  Trace trace = example_trace("EXIT-7");
  let_sleep_out(trace, "b");
  expect_rejected("EXIT-7", trace);
}

TEST(Exit8, ACancelledErrorWithASiblingIsRejected) {
  Trace trace = example_trace("EXIT-8");
  event_of(trace, EventKind::awaited, "main").outcome =
      event_of(trace, EventKind::interrupted, "b").outcome;
  expect_rejected("EXIT-8", trace);
}

TEST(Exit8, TheExitWithReturnExceptionsIsRejected) {
  Trace trace = example_trace("EXIT-8");
  event_of(trace, EventKind::gather, "outer").return_exceptions = true;
  expect_rejected("EXIT-8", trace);
}

TEST(Exit9, AFailureThatComesOutIsRejected) {
  Trace trace = example_trace("EXIT-9");
  for (Event& e : trace.events)
    if (e.outcome.is_error()) e.outcome = Outcome::failure({"ValueError", {}, 1});
  expect_rejected("EXIT-9", trace);
}

TEST(Exit9, ASecondErrorIsRejected) {
  Trace trace = example_trace("EXIT-9");
  add_event(trace, escape_of(trace));
  expect_rejected("EXIT-9", trace);
}

TEST(Exit9, AnExitThatNobodyRaisedIsRejected) {
  Trace trace = example_trace("EXIT-9");
  drop_event(trace, EventKind::ended, "a");
  expect_rejected("EXIT-9", trace);
}

TEST(Exit9, AnErrorThatComesOutAfterTheEndIsRejected) {
  Trace trace = example_trace("EXIT-9");
  trace.events.push_back(escape_of(trace));
  drop_event(trace, EventKind::escaped);
  expect_rejected("EXIT-9", trace);
}

TEST(Exit9, ARunThatGoesOnIsRejected) {
  Trace trace = example_trace("EXIT-9");
  add_event(trace, event_of(trace, EventKind::resumed, "a"));
  expect_rejected("EXIT-9", trace);
}

TEST(Exit10, ASurvivorThatIsNeverWokenIsRejected) {
  Trace trace = example_trace("EXIT-10");
  drop_event(trace, EventKind::resumed, "b");
  expect_rejected("EXIT-10", trace);
}

TEST(Exit10, ASurvivorThatSleepsAgainIsRejected) {
  Trace trace = example_trace("EXIT-10");
  ++event_of(trace, EventKind::resumed, "b").time;
  expect_rejected("EXIT-10", trace);
}

TEST(Exit11, AGeneratorExitThatIsLostIsRejected) {
  expect_pinned_everywhere("EXIT-11", "a");
}

TEST(Exit12, StopIterationItselfIsRejected) {
  expect_pinned_everywhere("EXIT-12", "a");
  Trace trace = example_trace("EXIT-12");
  event_of(trace, EventKind::final, "a").outcome = event_of(trace, EventKind::ended, "a").outcome;
  expect_rejected("EXIT-12", trace);
}

TEST(Exit12, OtherWordsAreRejected) {
  Trace trace = example_trace("EXIT-12");
  trace.error_texts.at(0).text = "generator raised StopIteration";
  expect_rejected("EXIT-12", trace);
}

TEST(Exit13, AFutureThatTakesItIsRejected) {
  Trace trace = example_trace("EXIT-13");
  event_of(trace, EventKind::settle, "f").accepted = true;
  expect_rejected("EXIT-13", trace);
}

TEST(Exit13, AFutureThatChangesInSpiteOfTheRefusalIsRejected) {
  Trace trace = example_trace("EXIT-13");
  event_of(trace, EventKind::final, "f").outcome = event_of(trace, EventKind::settle, "f").outcome;
  expect_rejected("EXIT-13", trace);
}

TEST(Exit14, AFutureThatTakesStopIterationItselfIsRejected) {
  Trace trace = example_trace("EXIT-14");
  Event& settle = event_of(trace, EventKind::settle, "f");
  settle.accepted = true;
  event_of(trace, EventKind::final, "f").outcome = settle.outcome;
  expect_rejected("EXIT-14", trace);
}

TEST(Exit14, AFutureThatChangesInSpiteOfTheRefusalIsRejected) {
  Trace trace = example_trace("EXIT-14");
  event_of(trace, EventKind::final, "f").outcome = Outcome::cancelled();
  expect_rejected("EXIT-14", trace);
}

TEST(Exit15, ARefusalIsRejected) {
  Trace trace = example_trace("EXIT-15");
  event_of(trace, EventKind::settle, "f").accepted = false;
  expect_rejected("EXIT-15", trace);
}

TEST(Exit15, StopIterationItselfIsRejected) {
  Trace trace = example_trace("EXIT-15");
  event_of(trace, EventKind::final, "f").outcome = event_of(trace, EventKind::settle, "f").outcome;
  expect_rejected("EXIT-15", trace);
}

TEST(Exit16, AStopAsyncIterationThatIsLostIsRejected) {
  expect_pinned_everywhere("EXIT-16", "a");
}

TEST(Exit17, ACountWithTheOuterIsRejected) {
  for (int nth = 0; nth < 3; ++nth) {
    Trace trace = example_trace("EXIT-17");
    auto& count =
        std::get<std::int64_t>(event_of(trace, EventKind::noted, "main", nth).outcome.value.data);
    ++count;
    expect_rejected("EXIT-17", trace);
  }
}

TEST(Exit18, AFailureThatIsReportedToNobodyIsRejected) {
  Trace trace = example_trace("EXIT-18");
  drop_event(trace, EventKind::logged, "a");
  expect_rejected("EXIT-18", trace);
}

TEST(Exit18, AReportOfWhatMainGotIsRejected) {
  Trace trace = example_trace("EXIT-18");
  Event report = event_of(trace, EventKind::logged, "a");
  report.of = trace.intern("b");
  report.outcome = event_of(trace, EventKind::ended, "b").outcome;
  add_event(trace, report);
  expect_rejected("EXIT-18", trace);
}

TEST(Exit19, ALoopThatStandsStillWithMainIsRejected) {
  Trace trace = example_trace("EXIT-19");
  trace.events.back().turn -= 2;
  expect_rejected("EXIT-19", trace);
}

TEST(Exit20, ALoopThatStandsStillWithMainIsRejected) {
  Trace trace = example_trace("EXIT-20");
  trace.events.back().turn -= 4;
  expect_rejected("EXIT-20", trace);
}

}  // namespace
}  // namespace gathercheck::spec
