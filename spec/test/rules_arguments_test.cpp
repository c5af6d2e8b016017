// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "falsify.hpp"

namespace gathercheck::spec {
namespace {

/// The error that the call of `outer` raised.
Error& error_of_call(Trace& trace) {
  return std::get<Error>(event_of(trace, EventKind::gather, "outer").outcome.value.data);
}

/// Lets an error say something else.
void say(Trace& trace, const Error& error, const std::string& text) {
  std::ranges::find(trace.error_texts, error.id, &Trace::ErrorText::id)->text = text;
}

/// Lets the call of `outer` return, as if it had taken everything.
void let_return(Trace& trace) {
  event_of(trace, EventKind::gather, "outer").outcome = {};
}

/// Lets the call of `outer` raise an error that says this.
void let_raise(Trace& trace, std::string_view type, const std::string& text) {
  trace.error_texts.push_back({99, text});
  event_of(trace, EventKind::gather, "outer").outcome = Outcome::failure(another_error(type));
}

/// The `nth` note of this.
Event& note_of(Trace& trace, std::string_view what, int nth = 0) {
  for (Event& e : trace.events)
    if (e.kind == EventKind::noted && trace.name(e.label) == what && nth-- == 0) return e;
  throw std::runtime_error("there is no note of " + std::string(what));
}

void drop_note(Trace& trace, std::string_view what, int nth = 0) {
  const auto* note = &note_of(trace, what, nth);
  trace.events.erase(trace.events.begin() + (note - trace.events.data()));
}

void note_instead(Trace& trace, std::string_view what, Value value, int nth = 0) {
  note_of(trace, what, nth).outcome = Outcome::result(std::move(value));
}

/// Gives this entry, instead of the one at `position`, in every list of the outer.
void replace_entry(Trace& trace, std::size_t position, Value entry) {
  auto list = list_of_main(trace);
  list.items.at(position) = std::move(entry);
  replace_list(trace, "outer", list);
}

void expect_violated(std::string_view id, const Trace& trace) {
  EXPECT_EQ(verdict_of(id, trace), Verdict::violated);
}

Value number(std::int64_t value) {
  return Value{value};
}

/// The rules of calls that have to raise, each with the type and text of the error.
class RefusedCall : public testing::TestWithParam<const char*> {};

TEST_P(RefusedCall, ThatReturnsIsRejected) {
  Trace trace = example_trace(GetParam());
  let_return(trace);
  expect_violated(GetParam(), trace);
}

TEST_P(RefusedCall, WithAnotherErrorIsRejected) {
  Trace trace = example_trace(GetParam());
  error_of_call(trace).type = "ValueError";
  expect_violated(GetParam(), trace);
}

TEST_P(RefusedCall, WithAnotherTextIsRejected) {
  Trace trace = example_trace(GetParam());
  say(trace, error_of_call(trace), "no");
  expect_violated(GetParam(), trace);
}

TEST_P(RefusedCall, WithMoreTextIsRejected) {
  Trace trace = example_trace(GetParam());
  say(trace, error_of_call(trace), *trace.text_of(error_of_call(trace)) + "!");
  expect_violated(GetParam(), trace);
}

INSTANTIATE_TEST_SUITE_P(Rules, RefusedCall,
                         testing::Values("ARG-1", "ARG-2", "ARG-3", "ARG-4", "ARG-5", "ARG-6",
                                         "ARG-7", "ARG-8", "ARG-9", "ARG-10", "ARG-11", "ARG-12"));

TEST(Arg1, AListThatIsUnpackedIsRejected) {
  Trace trace = example_trace("ARG-1");
  let_return(trace);
  expect_violated("ARG-1", trace);
}

TEST(Arg2, TheTextOfOlderEditionsIsRejected) {
  Trace trace = example_trace("ARG-2");
  say(trace, error_of_call(trace), "unhashable type: 'list'");
  expect_violated("ARG-2", trace);
}

TEST(Arg3, ANumberThatIsTakenForAResultIsRejected) {
  Trace trace = example_trace("ARG-3");
  let_return(trace);
  expect_violated("ARG-3", trace);
}

TEST(Arg4, AGeneratorThatIsAcceptedIsRejected) {
  Trace trace = example_trace("ARG-4");
  let_return(trace);
  expect_violated("ARG-4", trace);
}

TEST(Arg5, AnAsynchronousGeneratorThatIsAcceptedIsRejected) {
  Trace trace = example_trace("ARG-5");
  let_return(trace);
  expect_violated("ARG-5", trace);
}

TEST(Arg6, AFutureOfThreadsThatIsAcceptedIsRejected) {
  Trace trace = example_trace("ARG-6");
  let_return(trace);
  expect_violated("ARG-6", trace);
}

TEST(Arg7, AFunctionThatIsCalledForTheCallerIsRejected) {
  Trace trace = example_trace("ARG-7");
  let_return(trace);
  expect_violated("ARG-7", trace);
}

TEST(Arg8, AnUnhashableArgumentThatIsNoAwaitableIsRejected) {
  Trace trace = example_trace("ARG-8");
  say(trace, error_of_call(trace), "An asyncio.Future, a coroutine or an awaitable is required");
  expect_violated("ARG-8", trace);
}

TEST(Arg9, ATextAboutAnotherClassIsRejected) {
  Trace trace = example_trace("ARG-9");
  say(trace, error_of_call(trace), "cannot use 'list' as a dict key (unhashable type: 'list')");
  expect_violated("ARG-9", trace);
}

TEST(Arg10, ReturnExceptionsThatIsTakenByItsPlaceIsRejected) {
  Trace trace = example_trace("ARG-10");
  let_return(trace);
  expect_violated("ARG-10", trace);
}

TEST(Arg11, ATextThatNamesAnotherKeywordIsRejected) {
  Trace trace = example_trace("ARG-11");
  say(trace, error_of_call(trace), "gather() got an unexpected keyword argument 'loop'");
  expect_violated("ARG-11", trace);
}

TEST(Arg11, AnArgumentThatIsLookedAtFirstIsRejected) {
  Trace trace = example_trace("ARG-11");
  say(trace, error_of_call(trace), "An asyncio.Future, a coroutine or an awaitable is required");
  expect_violated("ARG-11", trace);
}

TEST(Arg11, AGuessOfWhatWasMeantIsAccepted) {
  Trace trace = example_trace("ARG-11");
  say(trace, error_of_call(trace),
      *trace.text_of(error_of_call(trace)) + ". Did you mean 'return_exceptions'?");
  EXPECT_EQ(verdict_of("ARG-11", trace), Verdict::holds);
}

/// Lets the call of `outer` give a warning of this category.
void let_warn(Trace& trace, const std::string& category) {
  Event warning;
  const auto call = std::ranges::find(trace.events, EventKind::gather, &Event::kind);
  warning.time = call->time;
  warning.turn = call->turn;
  warning.kind = EventKind::warned;
  warning.of = call->of;
  warning.message = category;
  trace.events.insert(call, warning);
}

TEST(Arg12, AWarningInsteadOfARefusalIsRejected) {
  Trace trace = example_trace("ARG-12");
  let_warn(trace, "DeprecationWarning");
  expect_violated("ARG-12", trace);
}

TEST(Arg13, ALoopThatIsRefusedIsRejected) {
  Trace trace = example_trace("ARG-13");
  let_raise(trace, "TypeError", "gather() got an unexpected keyword argument 'loop'");
  expect_violated("ARG-13", trace);
}

TEST(Arg14, AnErrorOfAChildAtTheCallIsRejected) {
  Trace trace = example_trace("ARG-14");
  let_raise(trace, "ValueError", "no await");
  expect_violated("ARG-14", trace);
}

TEST(Arg18, AnArgumentThatNobodySawMadeIsRejected) {
  Trace trace = example_trace("ARG-18");
  drop_note(trace, "is");
  expect_violated("ARG-18", trace);
}

TEST(Arg18, AnArgumentThatIsMadeTwiceIsRejected) {
  Trace trace = example_trace("ARG-18");
  const Event again = note_of(trace, "is");
  trace.events.insert(trace.events.begin() + (&note_of(trace, "is") - trace.events.data()), again);
  expect_violated("ARG-18", trace);
}

TEST(Arg18, AnArgumentThatIsMadeAfterTheCallIsRejected) {
  Trace trace = example_trace("ARG-18");
  const Event late = note_of(trace, "is");
  drop_note(trace, "is");
  add_event(trace, late);
  expect_violated("ARG-18", trace);
}

TEST(Arg18, AnArgumentOfAnUnknownKindIsRejected) {
  Trace trace = example_trace("ARG-18");
  note_instead(trace, "is", Value{std::string("something")});
  expect_violated("ARG-18", trace);
}

TEST(Arg18, AnotherTruthThanThatOfTheCallIsRejected) {
  Trace trace = example_trace("ARG-18");
  note_instead(trace, "return_exceptions", number(2));
  expect_violated("ARG-18", trace);
}

TEST(Arg18, WhatAnotherScriptPassedIsRejected) {
  Trace trace = example_trace("ARG-18");
  note_of(trace, "return_exceptions").by = trace.intern("t");
  expect_violated("ARG-18", trace);
}

TEST(Arg18, AChildThatStartsInTheCallIsRejected) {
  Trace trace = example_trace("ARG-18");
  Event start = event_of(trace, EventKind::started, "t");
  drop_event(trace, EventKind::started, "t");
  const auto call = std::ranges::find(trace.events, EventKind::gather, &Event::kind);
  start.turn = call->turn;
  trace.events.insert(call, start);
  expect_violated("ARG-18", trace);
}

TEST(Arg18, ATurnThatPassesInTheCallIsRejected) {
  Trace trace = example_trace("ARG-18");
  ++event_of(trace, EventKind::gather, "outer").turn;
  expect_violated("ARG-18", trace);
}

/// The rules of what arguments come to, each with an example whose list has it first.
class GivenEntry : public testing::TestWithParam<const char*> {};

TEST_P(GivenEntry, OfAnotherValueIsRejected) {
  Trace trace = example_trace(GetParam());
  for (std::size_t i = 0; i < list_of_main(trace).items.size(); ++i)
    replace_entry(trace, i, number(17));
  expect_violated(GetParam(), trace);
}

TEST_P(GivenEntry, ThatIsMissingIsRejected) {
  Trace trace = example_trace(GetParam());
  auto list = list_of_main(trace);
  list.items.clear();
  replace_list(trace, "outer", list);
  expect_violated(GetParam(), trace);
}

INSTANTIATE_TEST_SUITE_P(Rules, GivenEntry,
                         testing::Values("ARG-19", "ARG-20", "ARG-21", "ARG-22", "ARG-23", "ARG-24",
                                         "ARG-25", "ARG-26", "ARG-27", "ARG-28"));

TEST(Arg19, AGeneratorThatIsIteratedIsRejected) {
  Trace trace = example_trace("ARG-19");
  replace_entry(trace, 0, Value{});
  expect_violated("ARG-19", trace);
}

TEST(Arg20, TheAwaitableItselfAsItsEntryIsRejected) {
  Trace trace = example_trace("ARG-20");
  replace_entry(trace, 1, Value{Value::Awaitable{trace.intern("x")}});
  expect_violated("ARG-20", trace);
}

TEST(Arg21, AnotherErrorThanThatOfAwaitIsRejected) {
  Trace trace = example_trace("ARG-21");
  replace_entry(trace, 0, Value{another_error("RuntimeError")});
  expect_violated("ARG-21", trace);
}

TEST(Arg21, AnOuterThatHangsIsRejected) {
  Trace trace = example_trace("ARG-21");
  let_hang(trace, "outer");
  for (Event& e : trace.events)
    if (e.kind == EventKind::final) e.turn += 5;
  expect_violated("ARG-21", trace);
}

TEST(Arg22, TheTextOfLaterEditionsIsRejected) {
  Trace trace = example_trace("ARG-22");
  trace.error_texts.front().text = "__await__() returned non-iterator of type 'int'";
  expect_violated("ARG-22", trace);
}

TEST(Arg23, TheTextOfEarlierEditionsIsRejected) {
  Trace trace = example_trace("ARG-23");
  trace.error_texts.front().text = "'int' object is not iterable";
  expect_violated("ARG-23", trace);
}

TEST(Arg24, TheEndOfTheGeneratorInsteadOfAValueIsRejected) {
  Trace trace = example_trace("ARG-24");
  replace_entry(trace, 0, Value{});
  expect_violated("ARG-24", trace);
}

TEST(Arg25, WhatTheGeneratorYieldsIsRejected) {
  Trace trace = example_trace("ARG-25");
  replace_entry(trace, 0, Value{});
  expect_violated("ARG-25", trace);
}

TEST(Arg26, ASecondResultOfACoroutineIsRejected) {
  Trace trace = example_trace("ARG-26");
  replace_entry(trace, 0, number(1));
  expect_violated("ARG-26", trace);
}

TEST(Arg27, ACoroutineThatIsTakenForItsTaskIsRejected) {
  Trace trace = example_trace("ARG-27");
  replace_entry(trace, 1, number(1));
  expect_violated("ARG-27", trace);
}

TEST(Arg28, AnotherResultThanItWasGivenIsRejected) {
  Trace trace = example_trace("ARG-28");
  replace_entry(trace, 0, number(8));
  expect_violated("ARG-28", trace);
}

TEST(Arg29, AResultOfACancelledChildIsRejected) {
  Trace trace = example_trace("ARG-29");
  replace_ending(trace, "outer", Outcome::failure(another_error("ValueError")));
  expect_violated("ARG-29", trace);
}

TEST(Arg30, AnOuterThatIsDoneIsRejected) {
  Trace trace = example_trace("ARG-30");
  replace_ending(trace, "outer", Outcome::failure(another_error("CancelledError")));
  expect_violated("ARG-30", trace);
}

TEST(Arg30, ASilentLoopIsRejected) {
  Trace trace = example_trace("ARG-30");
  drop_event(trace, EventKind::logged);
  for (Event& e : trace.events)
    if (e.kind == EventKind::final) e.turn += 2;
  expect_violated("ARG-30", trace);
}

TEST(Arg30, TheOtherMissingAttributeIsRejected) {
  Trace trace = example_trace("ARG-30");
  trace.error_texts.front().text = "'DuckFuture' object has no attribute '_cancel_message'";
  expect_violated("ARG-30", trace);
}

TEST(Arg31, ACopyOfTheExceptionOfATaskIsRejected) {
  Trace trace = example_trace("ARG-31");
  replace_entry(trace, 0, Value{another_error("ValueError")});
  expect_violated("ARG-31", trace);
}

TEST(Arg31, ACopyOfTheExceptionOfAFutureIsRejected) {
  Trace trace = example_trace("ARG-31");
  replace_entry(trace, 1, Value{another_error("KeyError")});
  expect_violated("ARG-31", trace);
}

TEST(Arg31, AnErrorOfNoArgumentIsRejected) {
  Trace trace = example_trace("ARG-31");
  replace_ending(trace, "outer", Outcome::failure(another_error("ValueError")));
  expect_violated("ARG-31", trace);
}

TEST(Arg32, AFailureInSpiteOfATrueValueIsRejected) {
  Trace trace = example_trace("ARG-32");
  replace_ending(trace, "outer", event_of(trace, EventKind::ended, "a").outcome);
  expect_violated("ARG-32", trace);
}

TEST(Arg32, AListInSpiteOfAFalseValueIsRejected) {
  Trace trace = example_trace("ARG-32");
  note_instead(trace, "return_exceptions", Value{});
  expect_violated("ARG-32", trace);
}

TEST(Arg33, ACoroutineThatIsNotScheduledIsRejected) {
  Trace trace = example_trace("ARG-33");
  std::erase_if(trace.events, [&](const Event& e) { return trace.name(e.of) == "a"; });
  expect_violated("ARG-33", trace);
}

TEST(Arg33, ACoroutineThatIsCancelledIsRejected) {
  Trace trace = example_trace("ARG-33");
  Event& wakes = event_of(trace, EventKind::resumed, "a");
  wakes.kind = EventKind::interrupted;
  wakes.outcome = Outcome::failure(another_error("CancelledError"));
  expect_violated("ARG-33", trace);
}

TEST(Arg33, AStartATurnLaterIsRejected) {
  Trace trace = example_trace("ARG-33");
  ++event_of(trace, EventKind::started, "a").turn;
  expect_violated("ARG-33", trace);
}

TEST(Arg34, AStartAfterTheRefusedArgumentIsRejected) {
  Trace trace = example_trace("ARG-34");
  Event start = event_of(trace, EventKind::started, "a");
  start.of = trace.intern("b");
  add_event(trace, start);
  expect_violated("ARG-34", trace);
}

TEST(Arg35, ACallbackWithoutAReportIsRejected) {
  Trace trace = example_trace("ARG-35");
  drop_event(trace, EventKind::logged);
  expect_violated("ARG-35", trace);
}

TEST(Arg35, AReportATurnLaterIsRejected) {
  Trace trace = example_trace("ARG-35");
  ++event_of(trace, EventKind::logged).turn;
  expect_violated("ARG-35", trace);
}

TEST(Arg35, AnotherTextIsRejected) {
  Trace trace = example_trace("ARG-35");
  say(trace, *event_of(trace, EventKind::logged).outcome.error(), "no");
  expect_violated("ARG-35", trace);
}

TEST(Arg36, AReportOfADetachedChildIsRejected) {
  Trace trace = example_trace("ARG-36");
  Event report;
  report.kind = EventKind::logged;
  report.of = trace.intern("loop");
  report.message = "Exception in callback";
  report.outcome = Outcome::failure(another_error("NameError"));
  add_event(trace, report);
  expect_violated("ARG-36", trace);
}

TEST(Arg37, TwoEqualArgumentsThatBothRunAreRejected) {
  Trace trace = example_trace("ARG-37");
  Event second = note_of(trace, "await");
  second.of = second.by = trace.intern("y");
  const auto first = &note_of(trace, "await") - trace.events.data();
  trace.events.insert(trace.events.begin() + first + 1, second);
  expect_violated("ARG-37", trace);
}

TEST(Arg37, AnArgumentThatIsNotAwaitedIsRejected) {
  Trace trace = example_trace("ARG-37");
  drop_note(trace, "await");
  expect_violated("ARG-37", trace);
}

TEST(Arg37, TheSecondOfTwoEqualArgumentsIsRejected) {
  Trace trace = example_trace("ARG-37");
  Event& await = note_of(trace, "await");
  await.of = await.by = trace.intern("y");
  expect_violated("ARG-37", trace);
}

TEST(Arg37, AnAwaitATurnLaterIsRejected) {
  Trace trace = example_trace("ARG-37");
  ++note_of(trace, "await").turn;
  expect_violated("ARG-37", trace);
}

TEST(Arg38, AShieldThatDoesNotHoldIsRejected) {
  Trace trace = example_trace("ARG-38");
  Event& wakes = event_of(trace, EventKind::resumed, "t");
  wakes.kind = EventKind::interrupted;
  wakes.outcome = Outcome::failure(another_error("CancelledError"));
  expect_violated("ARG-38", trace);
}

TEST(Arg38, AnOuterThatGoesOnIsRejected) {
  Trace trace = example_trace("ARG-38");
  replace_ending(trace, "outer", Outcome::result(Value{Value::List{{number(1)}, 9}}));
  expect_violated("ARG-38", trace);
}

TEST(Arg39, ATaskIsRejected) {
  Trace trace = example_trace("ARG-39");
  note_instead(trace, "class", Value{std::string("Task")});
  expect_violated("ARG-39", trace);
}

TEST(Arg39, AClassOfItsOwnForTheEmptyCallIsRejected) {
  Trace trace = example_trace("ARG-39");
  note_instead(trace, "class", Value{std::string("_GatheringFuture")}, 1);
  expect_violated("ARG-39", trace);
}

TEST(Arg40, TwoOutersThatAreEqualAreRejected) {
  Trace trace = example_trace("ARG-40");
  note_instead(trace, "equal", number(1));
  expect_violated("ARG-40", trace);
}

TEST(Arg40, AHashOfWhatIsInsideIsRejected) {
  Trace trace = example_trace("ARG-40");
  note_instead(trace, "hash_equal", number(1));
  expect_violated("ARG-40", trace);
}

TEST(Arg40, AnOuterWithoutAHashIsRejected) {
  Trace trace = example_trace("ARG-40");
  note_instead(trace, "hash_equal", Value{});
  expect_violated("ARG-40", trace);
}

TEST(Arg40, AnOuterThatIsNotItselfIsRejected) {
  Trace trace = example_trace("ARG-40");
  note_instead(trace, "same", number(0));
  expect_violated("ARG-40", trace);
}

TEST(Arg41, EqualArgumentsThatAreNotEqualAreRejected) {
  Trace trace = example_trace("ARG-41");
  note_instead(trace, "equal", number(0));
  expect_violated("ARG-41", trace);
}

TEST(Arg41, EqualArgumentsThatAreOneObjectAreRejected) {
  Trace trace = example_trace("ARG-41");
  note_instead(trace, "same", number(1));
  expect_violated("ARG-41", trace);
}

TEST(Arg42, ACopyOfTheExceptionIsRejected) {
  Trace trace = example_trace("ARG-42");
  note_instead(trace, "same_error", number(0));
  expect_violated("ARG-42", trace);
}

TEST(Arg42, AnExceptionOfWhatIsPendingIsRejected) {
  Trace trace = example_trace("ARG-42");
  note_instead(trace, "same_error", number(1), 1);
  expect_violated("ARG-42", trace);
}

TEST(Arg43, AMessageThatIsAcceptedIsRejected) {
  Trace trace = example_trace("ARG-43");
  note_instead(trace, "cancel_takes_message", number(1));
  expect_violated("ARG-43", trace);
}

TEST(Arg44, AMessageThatIsRefusedIsRejected) {
  Trace trace = example_trace("ARG-44");
  note_instead(trace, "cancel_takes_message", number(0));
  expect_violated("ARG-44", trace);
}

}  // namespace
}  // namespace gathercheck::spec
