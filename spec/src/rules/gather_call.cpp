// SPDX-License-Identifier: MIT
#include "gather_call.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::spec::rules {
namespace {

constexpr Edition no_loop_keyword_since{10};
constexpr Edition no_generators_since{12};

constexpr std::array unhashable_words{"list", "unhashable"};
constexpr std::array refused_words{
    "number", "none", "text", "async_generator", "coroutine_function", "concurrent_future"};
constexpr std::array future_words{"duck_future", "shield"};
constexpr std::array notes_of_objects{"is", "inner", "timeout"};
constexpr std::array notes_of_calls{"positional", "keyword", "return_exceptions"};

bool is_one_of(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

const std::string* text(const Event& note) {
  return std::get_if<std::string>(&note.outcome.value.data);
}

/// Moves those that fit out of `from`.
std::vector<std::size_t> taken_out(std::vector<std::size_t>& from, const auto& fits) {
  std::vector<std::size_t> taken;
  std::ranges::copy_if(from, std::back_inserter(taken), fits);
  std::erase_if(from, fits);
  return taken;
}

}  // namespace

bool GatherCall::has_keyword(std::string_view word) const {
  return std::ranges::find(keywords, word) != keywords.end();
}

GatherCalls::GatherCalls(const History& h) : h_(h) {
  if (!h.trace().python) return;
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const auto kind = h.event(i).kind;
    if (kind == EventKind::noted)
      read_note(i);
    else if (kind == EventKind::warned)
      warnings_.push_back(i);
    else if (kind == EventKind::gather)
      read_call(i);
  }
}

void GatherCalls::read_note(std::size_t index) {
  const Event& e = h_.event(index);
  const auto what = noted(h_, e);
  if (what == "eager") eager_ = true;
  if (what == "loop") foreign_.push_back(e.of);
  if (!h_.trace().is_awaitable(e.of)) return;
  const auto kind = h_.trace().kind(e.of);
  if (kind == Kind::gather && is_one_of(notes_of_calls, what)) notes_.push_back(index);
  if (kind != Kind::object || !is_one_of(notes_of_objects, what)) return;
  notes_.push_back(index);
  if (what == "is" && text(e) && !object(e.of)) objects_.push_back({e.of, *text(e), no_name});
  const auto* inner = std::get_if<Value::Awaitable>(&e.outcome.value.data);
  if (what != "inner" || !inner || objects_.empty() || objects_.back().name != e.of) return;
  objects_.back().inner = inner->name;
  if (is_foreign(inner->name)) foreign_.push_back(e.of);
}

/// Makes a call of the event, with those notes and warnings before it that are about it.
void GatherCalls::read_call(std::size_t index) {
  const Event& e = h_.event(index);
  GatherCall call;
  call.outer = e.of;
  call.caller = e.by;
  call.event = index;
  call.positions = e.children;
  call.in_loop = h_.name(e.by) != "before" && h_.name(e.by) != "thread";
  const auto is_about_it = [&](std::size_t i) {
    const Name of = h_.event(i).of;
    return of == e.of || std::ranges::find(e.children, of) != e.children.end();
  };
  call.notes = taken_out(notes_, is_about_it);
  call.warnings = taken_out(warnings_, is_about_it);
  for (const auto i : call.notes) {
    const Event& note = h_.event(i);
    const auto what = noted(h_, note);
    if (what == "positional") call.positional = true;
    if (what == "keyword" && text(note)) call.keywords.emplace_back(*text(note));
    if (what == "return_exceptions") call.return_exceptions = &note.outcome.value;
  }
  for (auto& other : calls_)
    if (other.outer == call.outer) other.only = call.only = false;
  if (std::ranges::any_of(e.children, [&](Name child) { return is_foreign(child); }))
    foreign_.push_back(e.of);
  calls_.push_back(std::move(call));
}

const ObjectArgument* GatherCalls::object(Name n) const {
  const auto found = std::ranges::find(objects_, n, &ObjectArgument::name);
  return found == objects_.end() ? nullptr : &*found;
}

std::string_view GatherCalls::word(Name n) const {
  const auto* known = object(n);
  return known ? known->word : std::string_view();
}

std::size_t GatherCalls::uses(Name argument) const {
  return static_cast<std::size_t>(std::ranges::count_if(calls_, [&](const GatherCall& call) {
    return std::ranges::find(call.positions, argument) != call.positions.end();
  }));
}

Refusal GatherCalls::refusal(const GatherCall& call, Edition law) const {
  using enum Refusal::Reason;
  for (const auto word : call.keywords)
    if (word != "loop" || law >= no_loop_keyword_since) return {keyword, 0, no_name, word};
  bool has_loop = call.in_loop || call.has_keyword("loop");
  for (std::size_t i = 0; i < call.positions.size(); ++i) {
    const Name argument = call.positions[i];
    switch (taken(call, argument, law)) {
      case Taken::unhashable:
        return {unhashable, i, argument, {}};
      case Taken::not_awaitable:
        return {not_awaitable, i, argument, {}};
      case Taken::future:
        has_loop = true;
        break;
      case Taken::wrapped:
        if (has_loop && !leaves_the_loop(call, argument)) break;
        [[fallthrough]];
      default:
        return {unknown, i, argument, {}};
    }
  }
  if (call.positional) return {not_awaitable, call.positions.size(), no_name, {}};
  return {has_loop ? none : unknown, 0, no_name, {}};
}

Refusal GatherCalls::refusal(const GatherCall& call, EditionRange law) const {
  const auto first = refusal(call, law.first);
  if (first == refusal(call, law.last)) return first;
  return {Refusal::Reason::unknown, 0, no_name, {}};
}

GatherCalls::Taken GatherCalls::taken(const GatherCall& call, Name argument, Edition law) const {
  if (is_foreign(argument)) return Taken::unknown;
  switch (h_.trace().kind(argument)) {
    case Kind::coroutine:
      return Taken::wrapped;
    case Kind::object:
      break;
    default:
      return Taken::future;
  }
  const auto* known = object(argument);
  if (!known) return Taken::unknown;
  if (is_one_of(unhashable_words, known->word)) return Taken::unhashable;
  if (is_one_of(refused_words, known->word)) return Taken::not_awaitable;
  if (known->word == "duck_future" && !is_first_use(call, argument)) return Taken::unknown;
  if (is_one_of(future_words, known->word)) return Taken::future;
  if (known->word == "coroutine_of") return coroutine_of(call, known->inner);
  if (known->word == "generator" && law >= no_generators_since) return Taken::not_awaitable;
  return Taken::wrapped;
}

bool GatherCalls::is_first_use(const GatherCall& call, Name argument) const {
  return std::ranges::none_of(calls_, [&](const GatherCall& other) {
    return other.event < call.event &&
           std::ranges::find(other.positions, argument) != other.positions.end();
  });
}

/// An eager task that has ended may have let go of its coroutine: then None is what one gets.
GatherCalls::Taken GatherCalls::coroutine_of(const GatherCall& call, Name task) const {
  const auto end = task == no_name ? nowhere : h_.end_of(task);
  if (!eager_ || end == nowhere || end > call.event) return Taken::wrapped;
  return end < h_.birth_of(task) ? Taken::not_awaitable : Taken::unknown;
}

/// Whether an exception that no task keeps comes out of the first step of an eager task.
bool GatherCalls::leaves_the_loop(const GatherCall& call, Name coroutine) const {
  const auto end = eager_ ? h_.end_of(coroutine) : nowhere;
  if (end == nowhere || end > call.event) return false;
  const auto* error = h_.event(end).outcome.error();
  return error && (error->type == "KeyboardInterrupt" || error->type == "SystemExit");
}

bool GatherCalls::is_foreign(Name n) const {
  return std::ranges::find(foreign_, n) != foreign_.end();
}

std::size_t GatherCalls::first_equal(const GatherCall& call, std::size_t position) const {
  const Name argument = call.positions[position];
  const bool equal = word(argument) == "equal";
  for (std::size_t i = 0; i < position; ++i)
    if (call.positions[i] == argument || (equal && word(call.positions[i]) == "equal")) return i;
  return position;
}

}  // namespace gathercheck::spec::rules
