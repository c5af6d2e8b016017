// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify_notes.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

/// Adds a report at the end of the trace.
void report(Trace& trace, std::string_view of, std::string text, Outcome error = {}) {
  Event event = trace.events.back();
  event.kind = EventKind::logged;
  event.of = trace.intern(of);
  event.message = std::move(text);
  event.outcome = std::move(error);
  trace.events.push_back(std::move(event));
}

void report_failure(Trace& trace, std::string_view of, std::string text) {
  report(trace, of, std::move(text), event_of(trace, EventKind::ended).outcome);
}

Verdict without_report(std::string_view id) {
  Trace trace = example_trace(id);
  drop_event(trace, EventKind::logged);
  return verdict_of(id, trace);
}

Verdict with_two_reports(std::string_view id) {
  Trace trace = example_trace(id);
  trace.events.push_back(event_of(trace, EventKind::logged));
  return verdict_of(id, trace);
}

Verdict with_report_of_outer(std::string_view id) {
  Trace trace = example_trace(id);
  report(trace, "outer", "_GatheringFuture exception was never retrieved",
         event_of(trace, EventKind::final, "outer").outcome);
  return verdict_of(id, trace);
}

/// The note of this word, the `nth` of it.
Event& note(Trace& trace, std::string_view word, int nth = 0) {
  for (Event& e : trace.events)
    if (e.kind == EventKind::noted && trace.name(e.label) == word && nth-- == 0) return e;
  throw std::runtime_error("no such note");
}

Verdict with_note(std::string_view id, std::string_view word, Value value, int nth = 0) {
  Trace trace = example_trace(id);
  note(trace, word, nth).outcome.value = std::move(value);
  return verdict_of(id, trace);
}

Value number(std::int64_t value) {
  return Value{value};
}

TEST(Log1, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-1"), Verdict::violated);
}

TEST(Log1, ASecondReportIsRejected) {
  EXPECT_EQ(with_two_reports("LOG-1"), Verdict::violated);
}

TEST(Log1, AnotherExceptionIsRejected) {
  Trace trace = example_trace("LOG-1");
  event_of(trace, EventKind::logged).outcome = Outcome::failure(another_error("ValueError"));
  EXPECT_EQ(verdict_of("LOG-1", trace), Verdict::violated);
}

TEST(Log1, AnotherTextIsRejected) {
  Trace trace = example_trace("LOG-1");
  event_of(trace, EventKind::logged).message = "Future exception was never retrieved";
  EXPECT_EQ(verdict_of("LOG-1", trace), Verdict::violated);
}

TEST(Log2, AReportIsRejected) {
  EXPECT_EQ(with_report_of_outer("LOG-2"), Verdict::violated);
}

TEST(Log3, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-3"), Verdict::violated);
}

TEST(Log4, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-4"), Verdict::violated);
}

TEST(Log5, AReportOfTheCoroutineIsRejected) {
  Trace trace = example_trace("LOG-5");
  report(trace, "a", "Task was destroyed but it is pending!");
  EXPECT_EQ(verdict_of("LOG-5", trace), Verdict::violated);
}

TEST(Log6, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-6"), Verdict::violated);
}

TEST(Log6, AfterAnExitMainIsReportedToo) {
  Trace trace = example_trace("EXIT-4");
  EXPECT_EQ(verdict_of("LOG-6", trace), Verdict::holds);
  drop_event(trace, EventKind::logged, "main");
  EXPECT_EQ(verdict_of("LOG-6", trace), Verdict::violated);
}

TEST(Log7, AReportOfTheSecondFailureIsRejected) {
  Trace trace = example_trace("LOG-7");
  report_failure(trace, "b", "Task exception was never retrieved");
  EXPECT_EQ(verdict_of("LOG-7", trace), Verdict::violated);
}

TEST(Log7, TheSecondFailureForTheFirstIsRejected) {
  Trace trace = example_trace("LOG-7");
  event_of(trace, EventKind::logged).outcome = event_of(trace, EventKind::ended, "b").outcome;
  EXPECT_EQ(verdict_of("LOG-7", trace), Verdict::violated);
}

TEST(Log8, AReportOfTheChildIsRejected) {
  Trace trace = example_trace("LOG-8");
  report_failure(trace, "t", "Task exception was never retrieved");
  EXPECT_EQ(verdict_of("LOG-8", trace), Verdict::violated);
}

/// What CPython 3.11 does when the loop stops in the turn in which main gathers a, which had failed
/// before: the outer never asks a for its exception.
constexpr auto stopped_in_the_turn_of_the_call =
    R"({"trace":1,"edition":"3.11","python":true,"awaitables":[{"name":"main","kind":"task"},)"
    R"({"name":"a","kind":"task"},{"name":"outer","kind":"gather"}],"events":[)"
    R"({"t":0,"turn":0,"event":"started","of":"main"},)"
    R"({"t":0,"turn":0,"event":"created","of":"a","by":"main"},)"
    R"({"t":0,"turn":0,"event":"sleeping","of":"main","delay":1},)"
    R"({"t":0,"turn":1,"event":"started","of":"a"},)"
    R"({"t":0,"turn":1,"event":"ended","of":"a","outcome":{"error":{"type":"ValueError","id":1}}},)"
    R"({"t":1,"turn":3,"event":"noted","of":"loop","by":"timeline","what":"stop","value":null},)"
    R"({"t":1,"turn":3,"event":"resumed","of":"main"},)"
    R"({"t":1,"turn":3,"event":"gather","of":"outer","by":"main","children":["a"],)"
    R"("return_exceptions":false,"done":false},)"
    R"({"t":1,"turn":3,"event":"ended","of":"main","outcome":{"result":null}},)"
    R"({"t":1,"turn":3,"event":"final","of":"main","outcome":{"result":null}},)"
    R"({"t":1,"turn":3,"event":"final","of":"a","outcome":{"error":{"type":"ValueError","id":1}}},)"
    R"({"t":1,"turn":3,"event":"final","of":"outer","outcome":"pending"},)"
    R"({"t":1,"turn":3,"event":"logged","of":"a","report":"Task exception was never retrieved",)"
    R"("error":{"type":"ValueError","id":1}}],"end":"idle"})";

TEST(Log8, AReportOfWhatWasNeverAskedIsNotRejected) {
  Trace trace = parse_trace(stopped_in_the_turn_of_the_call);
  EXPECT_NE(verdict_of("LOG-8", trace), Verdict::violated);
  trace.events.back().turn = 4;
  for (Event& e : trace.events)
    if (e.kind == EventKind::final) e.turn = 4;
  EXPECT_EQ(verdict_of("LOG-8", trace), Verdict::violated) << "in the next turn it was asked";
}

TEST(Log9, AReportIsRejected) {
  EXPECT_EQ(with_report_of_outer("LOG-9"), Verdict::violated);
}

TEST(Log10, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-10"), Verdict::violated);
}

TEST(Log11, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-11"), Verdict::violated);
}

TEST(Log12, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-12"), Verdict::violated);
}

TEST(Log13, AMissingReportIsRejected) {
  EXPECT_EQ(without_report("LOG-13"), Verdict::violated);
}

TEST(Log14, AnotherExceptionIsRejected) {
  Trace trace = example_trace("LOG-14");
  event_of(trace, EventKind::logged, "outer").outcome =
      Outcome::failure(another_error("ValueError"));
  EXPECT_EQ(verdict_of("LOG-14", trace), Verdict::violated);
}

TEST(Log14, AReportOfATaskThatEndedIsRejected) {
  Trace trace = example_trace("LOG-14");
  report(trace, "a", "Task was destroyed but it is pending!");
  EXPECT_EQ(verdict_of("LOG-14", trace), Verdict::violated);
}

TEST(Log14, ASecondReportIsRejected) {
  EXPECT_EQ(with_two_reports("LOG-14"), Verdict::violated);
}

TEST(Log14, AnExceptionOfATaskThatIsPendingIsRejected) {
  Trace trace = example_trace("LOG-14");
  event_of(trace, EventKind::logged, "t").outcome = event_of(trace, EventKind::ended, "a").outcome;
  EXPECT_EQ(verdict_of("LOG-14", trace), Verdict::violated);
}

TEST(Log15, AReportIsRejected) {
  Trace trace = example_trace("LOG-15");
  report(trace, "outer", "Task was destroyed but it is pending!");
  EXPECT_EQ(verdict_of("LOG-15", trace), Verdict::violated);
}

TEST(Log16, AMissingReportIsRejected) {
  for (const std::string_view of : {"t", "f"}) {
    Trace trace = example_trace("LOG-16");
    drop_event(trace, EventKind::logged, of);
    EXPECT_EQ(verdict_of("LOG-16", trace), Verdict::violated) << of;
  }
}

TEST(Log17, ASleepWithoutEndIsRejected) {
  Trace trace = example_trace("LOG-17");
  drop_event(trace, EventKind::ended, "a");
  drop_event(trace, EventKind::resumed, "a");
  EXPECT_EQ(verdict_of("LOG-17", trace), Verdict::violated);
}

TEST(Log17, AnInterruptionIsRejected) {
  Trace trace = example_trace("LOG-17");
  Event& event = event_of(trace, EventKind::resumed, "a");
  event.kind = EventKind::interrupted;
  event.outcome = Outcome::failure(another_error("CancelledError"));
  EXPECT_EQ(verdict_of("LOG-17", trace), Verdict::violated);
}

TEST(Log18, AnOuterThatLivesOnIsRejected) {
  EXPECT_EQ(with_note("LOG-18", "alive", number(1)), Verdict::violated);
}

TEST(Log19, AnOuterThatVanishesIsRejected) {
  EXPECT_EQ(with_note("LOG-19", "alive", number(0)), Verdict::violated);
}

TEST(Log20, AChildThatVanishesIsRejected) {
  EXPECT_EQ(with_note("LOG-20", "alive", number(0)), Verdict::violated);
}

TEST(Log21, ATracebackThatGrowsIsRejected) {
  EXPECT_EQ(with_note("LOG-21", "traceback", number(9), 1), Verdict::violated);
}

TEST(Log22, ATracebackThatStaysIsRejected) {
  Trace trace = example_trace("LOG-22");
  note(trace, "traceback", 1).outcome = note(trace, "traceback").outcome;
  EXPECT_EQ(verdict_of("LOG-22", trace), Verdict::violated);
}

TEST(Log23, AnEmptyTracebackIsRejected) {
  EXPECT_EQ(with_note("LOG-23", "traceback", number(0)), Verdict::violated);
}

TEST(Log23, ATracebackOfWhatHasSucceededIsRejected) {
  Trace trace = example_trace("LOG-23");
  note_of(trace, "traceback", "main", 1).outcome.value = number(1);
  EXPECT_EQ(verdict_of("LOG-23", trace), Verdict::violated);
}

TEST(Log24, AThirdStateIsRejected) {
  Trace trace = example_trace("LOG-18");
  note_of(trace, "alive", "main").outcome.value = number(2);
  EXPECT_EQ(verdict_of("LOG-24", trace), Verdict::violated);
}

TEST(Log24, AnOuterThatVanishesIsRejected) {
  EXPECT_EQ(with_note("LOG-24", "alive", number(0)), Verdict::violated);
}

TEST(Log25, AReportIsRejected) {
  EXPECT_EQ(with_report_of_outer("LOG-25"), Verdict::violated);
}

TEST(Log26, AReportOfTheFutureIsRejected) {
  Trace trace = example_trace("LOG-26");
  report(trace, "f", "Future exception was never retrieved",
         event_of(trace, EventKind::final, "f").outcome);
  EXPECT_EQ(verdict_of("LOG-26", trace), Verdict::violated);
}

TEST(Log27, AChildThatLivesOnIsRejected) {
  EXPECT_EQ(with_note("LOG-27", "alive", number(1)), Verdict::violated);
}

TEST(Log28, AReportInOtherWordsIsRejected) {
  for (const std::string text : {"Task was destroyed", "exception was never retrieved",
                                 "Thing exception was never retrieved", ""}) {
    Trace trace = example_trace("LOG-28");
    event_of(trace, EventKind::logged).message = text;
    EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated) << text;
  }
}

TEST(Log28, ATaskThatWasDestroyedIsATask) {
  Trace trace = example_trace("LOG-28");
  report(trace, "g", "Task was destroyed but it is pending!");
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated);
}

TEST(Log28, TheEndOfARunIsReportedByItsRunner) {
  Trace trace = example_trace("LOG-28");
  report(trace, "t", "unhandled exception during asyncio.run() shutdown",
         event_of(trace, EventKind::settle).outcome);
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated);
}

TEST(Log28, AShieldedFailureIsOfItsOwnType) {
  Trace trace = example_trace("LOG-28");
  const auto failure = event_of(trace, EventKind::settle).outcome;
  report(trace, "g", "ValueError exception in shielded future", failure);
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::holds);
  trace.events.back().message = "KeyError exception in shielded future";
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated);
}

TEST(Log28, AnExceptionFromNowhereIsRejected) {
  Trace trace = example_trace("LOG-28");
  report(trace, "g", "Future exception was never retrieved",
         Outcome::failure(another_error("ValueError")));
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated);
  trace.events.back().outcome = {};
  EXPECT_EQ(verdict_of("LOG-28", trace), Verdict::violated);
}

TEST(Log32, AMissingReportIsRejected) {
  Trace trace = example_trace("LOG-32");
  drop_event(trace, EventKind::logged, "a");
  EXPECT_EQ(verdict_of("LOG-32", trace), Verdict::violated);
}

TEST(Log33, AReportThatIsRepeatedIsRejected) {
  Trace trace = example_trace("LOG-33");
  trace.events.push_back(event_of(trace, EventKind::logged, "f"));
  EXPECT_EQ(verdict_of("LOG-33", trace), Verdict::violated);
}

TEST(Log33, AnotherExceptionIsAnotherReport) {
  Trace trace = example_trace("LOG-33");
  trace.events.push_back(event_of(trace, EventKind::logged, "f"));
  trace.events.back().outcome = event_of(trace, EventKind::logged, "third").outcome;
  EXPECT_EQ(verdict_of("LOG-33", trace), Verdict::holds);
}

/// Moves the report of this awaitable to where the event at `to` is.
void move_report(Trace& trace, std::string_view of, std::size_t to) {
  const auto is_report = [&](const Event& e) {
    return e.kind == EventKind::logged && trace.name(e.of) == of;
  };
  const auto found = std::ranges::find_if(trace.events, is_report);
  move_event(trace, static_cast<std::size_t>(found - trace.events.begin()), to);
}

TEST(Log29, AReportBeforeTheEndOfTheRunIsRejected) {
  Trace trace = example_trace("LOG-29");
  move_report(trace, "f", place_of_note(trace, "forgotten", "main") + 1);
  EXPECT_EQ(verdict_of("LOG-29", trace), Verdict::violated);
}

TEST(Log29, AReportBeforeItIsForgottenIsRejected) {
  Trace trace = example_trace("LOG-29");
  move_report(trace, "outer", place_of_note(trace, "forgotten", "main") - 2);
  EXPECT_EQ(verdict_of("LOG-29", trace), Verdict::violated);
}

TEST(Log30, AReportAfterTheCollectionIsRejected) {
  Trace trace = example_trace("LOG-30");
  move_report(trace, "outer", place_of_note(trace, "forgotten", "main") + 1);
  EXPECT_EQ(verdict_of("LOG-30", trace), Verdict::violated);
}

TEST(Log31, AReportALongTimeAfterTheFailureIsRejected) {
  Trace trace = example_trace("LOG-31");
  move_report(trace, "outer", trace.events.size() - 1);
  EXPECT_EQ(verdict_of("LOG-31", trace), Verdict::violated);
}

}  // namespace
}  // namespace gathercheck::spec
