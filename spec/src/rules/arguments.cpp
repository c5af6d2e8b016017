// SPDX-License-Identifier: MIT
#include <array>
#include <initializer_list>

#include "evidence.hpp"
#include "gather_call.hpp"
#include "gathercheck/spec/verdict.hpp"
#include "rules.generated.hpp"

/// What a call of gather raises, and when it must not raise.
namespace gathercheck::spec::rules {
namespace {

using Reason = Refusal::Reason;

constexpr EditionRange all_editions;
constexpr EditionRange until_9{{8}, {9}};
constexpr EditionRange until_13{{8}, {13}};
constexpr EditionRange since_10{{10}, {14}};
constexpr EditionRange since_12{{12}, {14}};
constexpr EditionRange since_14{{14}, {14}};

constexpr std::string_view awaitable_required =
    "An asyncio.Future, a coroutine or an awaitable is required";

/// "outer = gather(a, b)"
std::string shown(const History& h, const GatherCall& call) {
  std::string text;
  for (const Name n : call.positions) text += (text.empty() ? "" : ", ") + who(h, n);
  if (call.positional) text += text.empty() ? "return_exceptions" : ", return_exceptions";
  for (const auto word : call.keywords)
    text += (text.empty() ? "" : ", ") + std::string(word) + "=...";
  return who(h, call.outer) + " = gather(" + text + ")";
}

std::string what_it_did(const History& h, const GatherCall& call) {
  const auto* error = raised(h, call);
  if (!error) return shown(h, call) + " returned";
  const auto* text = h.trace().text_of(*error);
  return shown(h, call) + " raised " + error->type + (text ? "('" + *text + "')" : "");
}

bool is_type_error(const History& h, const GatherCall& call, std::string_view text) {
  const auto* error = raised(h, call);
  const auto* said = error ? h.trace().text_of(*error) : nullptr;
  return said && error->type == "TypeError" && *said == text;
}

/// Demands that calls which have to be refused for an object of one of the words raise a TypeError
/// with this text.
void expect_refused(const History& h, Judge& judge, EditionRange law,
                    std::initializer_list<std::string_view> words, std::string_view text) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const auto refusal = calls.refusal(call, law);
    if (refusal.argument == no_name) continue;
    if (refusal.reason != Reason::unhashable && refusal.reason != Reason::not_awaitable) continue;
    const auto word = calls.word(refusal.argument);
    if (std::ranges::find(words, word) == words.end()) continue;
    judge.expect(is_type_error(h, call, text), call.event, [&] {
      return who(h, refusal.argument) + " is of the kind " + std::string(word) + ", yet " +
             what_it_did(h, call);
    });
  }
}

/// Whether the call was right to raise this for an unknown keyword. Pythons may go on to guess what
/// was meant.
bool names_keyword(const History& h, const GatherCall& call, std::string_view keyword) {
  const auto text = "gather() got an unexpected keyword argument '" + std::string(keyword) + "'";
  return is_type_error(h, call, text) ||
         is_type_error(h, call, text + ". Did you mean 'return_exceptions'?");
}

/// Demands that calls with an unknown keyword (`loop`, or any other) raise a TypeError that names
/// it, before they do anything else.
void expect_keyword_refused(const History& h, Judge& judge, EditionRange law, bool loop) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const auto refusal = calls.refusal(call, law);
    if (refusal.reason != Reason::keyword || (refusal.keyword == "loop") != loop) continue;
    const bool right = names_keyword(h, call, refusal.keyword) && call.warnings.empty();
    judge.expect(right, call.event, [&] { return what_it_did(h, call); });
  }
}

/// Whether it is said that the class, in whatever module it is, makes no key of a dict.
bool names_dict_key(const History& h, const GatherCall& call, std::string_view name) {
  const auto* error = raised(h, call);
  const auto* said = error ? h.trace().text_of(*error) : nullptr;
  const std::string type(name);
  return said && error->type == "TypeError" && said->starts_with("cannot use '") &&
         said->ends_with(type + "' as a dict key (unhashable type: '" + type + "')");
}

/// Whether what was passed as `loop` was none: the trace names the keyword, and not its value.
bool is_no_loop(const History& h, const GatherCall& call) {
  const auto* error = raised(h, call);
  return error && (error->type == "AttributeError" || error->type == "ValueError");
}

/// Whether the call returned or raised a TypeError as the refusal wants it.
bool is_as_refused(const History& h, const GatherCall& call, const Refusal& refusal) {
  if (refusal.reason == Reason::none) return !raised(h, call);
  if (refusal.reason == Reason::keyword) return names_keyword(h, call, refusal.keyword);
  if (refusal.reason == Reason::not_awaitable) return is_type_error(h, call, awaitable_required);
  return is_type_error(h, call, "unhashable type: 'list'") ||
         is_type_error(h, call, "unhashable type: 'UnhashableAwaitable'");
}

}  // namespace

void arg_1(const History& h, Judge& judge) {
  expect_refused(h, judge, until_13, {"list"}, "unhashable type: 'list'");
}

void arg_2(const History& h, Judge& judge) {
  expect_refused(h, judge, since_14, {"list"},
                 "cannot use 'list' as a dict key (unhashable type: 'list')");
}

void arg_3(const History& h, Judge& judge) {
  expect_refused(h, judge, all_editions, {"number", "none", "text"}, awaitable_required);
}

void arg_4(const History& h, Judge& judge) {
  expect_refused(h, judge, since_12, {"generator"}, awaitable_required);
}

void arg_5(const History& h, Judge& judge) {
  expect_refused(h, judge, all_editions, {"async_generator"}, awaitable_required);
}

void arg_6(const History& h, Judge& judge) {
  expect_refused(h, judge, all_editions, {"concurrent_future"}, awaitable_required);
}

void arg_7(const History& h, Judge& judge) {
  expect_refused(h, judge, all_editions, {"coroutine_function"}, awaitable_required);
}

void arg_8(const History& h, Judge& judge) {
  expect_refused(h, judge, until_13, {"unhashable"}, "unhashable type: 'UnhashableAwaitable'");
}

void arg_9(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const auto refusal = calls.refusal(call, since_14);
    if (refusal.reason != Reason::unhashable || calls.word(refusal.argument) != "unhashable")
      continue;
    judge.expect(names_dict_key(h, call, "UnhashableAwaitable"), call.event,
                 [&] { return what_it_did(h, call); });
  }
}

void arg_10(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const auto refusal = calls.refusal(call, all_editions);
    if (refusal.reason != Reason::not_awaitable || refusal.argument != no_name) continue;
    judge.expect(is_type_error(h, call, awaitable_required), call.event,
                 [&] { return what_it_did(h, call); });
  }
}

void arg_11(const History& h, Judge& judge) {
  expect_keyword_refused(h, judge, all_editions, false);
}

void arg_12(const History& h, Judge& judge) {
  expect_keyword_refused(h, judge, since_10, true);
}

void arg_13(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    if (!call.has_keyword("loop") || is_no_loop(h, call)) continue;
    const auto refusal = calls.refusal(call, until_9);
    if (refusal.reason == Reason::unknown) continue;
    judge.expect(is_as_refused(h, call, refusal), call.event, [&] { return what_it_did(h, call); });
  }
}

void arg_14(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    if (!call.in_loop || calls.refusal(call, all_editions).reason != Reason::none) continue;
    judge.expect(!raised(h, call), call.event, [&] { return what_it_did(h, call); });
  }
}

}  // namespace gathercheck::spec::rules
