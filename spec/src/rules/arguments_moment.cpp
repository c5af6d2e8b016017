// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "evidence.hpp"
#include "gather_call.hpp"
#include "gathercheck/spec/verdict.hpp"
#include "rules.generated.hpp"

/// A call of gather is one moment: what is told of it stands in one place.
namespace gathercheck::spec::rules {
namespace {

constexpr std::array<std::string_view, 21> object_words{"awaitable",
                                                        "raising_awaitable",
                                                        "bad_awaitable",
                                                        "unhashable",
                                                        "equal",
                                                        "generator",
                                                        "types_coroutine",
                                                        "async_generator",
                                                        "anext",
                                                        "coroutine_function",
                                                        "finished_coroutine",
                                                        "closed_coroutine",
                                                        "duck_future",
                                                        "concurrent_future",
                                                        "number",
                                                        "none",
                                                        "text",
                                                        "list",
                                                        "coroutine_of",
                                                        "shield",
                                                        "wait_for"};

/// A note that a call is to have before it.
struct Told {
  Name of;
  std::string_view what;
};

/// The notes of the making of an object.
void tell_object(const GatherCalls& calls, Name object, std::vector<Told>& notes) {
  notes.push_back({object, "is"});
  const auto word = calls.word(object);
  if (word == "coroutine_of" || word == "shield" || word == "wait_for")
    notes.push_back({object, "inner"});
  if (word == "wait_for") notes.push_back({object, "timeout"});
}

/// The notes that the call must have, in order: the objects that it was the first to get, and what
/// is unusual about it.
std::vector<Told> notes_of(const History& h, const GatherCalls& calls, const GatherCall& call) {
  std::vector<Told> notes;
  for (std::size_t i = 0; i < call.positions.size(); ++i) {
    const Name n = call.positions[i];
    const auto first = std::ranges::find(call.positions, n) - call.positions.begin();
    if (first == static_cast<std::ptrdiff_t>(i) && h.trace().kind(n) == Kind::object &&
        calls.is_first_use(call, n))
      tell_object(calls, n, notes);
  }
  if (call.positional) notes.push_back({call.outer, "positional"});
  for (std::size_t i = 0; i < call.keywords.size(); ++i) notes.push_back({call.outer, "keyword"});
  if (call.return_exceptions) notes.push_back({call.outer, "return_exceptions"});
  return notes;
}

/// Whether the value makes sense for what was noted.
bool is_sound(const History& h, const GatherCall& call, const Event& note) {
  const auto& data = note.outcome.value.data;
  const auto what = noted(h, note);
  const auto* number = std::get_if<std::int64_t>(&data);
  const auto* text = std::get_if<std::string>(&data);
  if (what == "is") return text && std::ranges::find(object_words, *text) != object_words.end();
  if (what == "inner") return std::holds_alternative<Value::Awaitable>(data);
  if (what == "keyword") return text && *text != "return_exceptions";
  if (what == "positional") return number && *number == 1;
  if (what == "timeout") return number && *number >= 0;
  const bool truth = (number && *number != 0) || (text && !text->empty());
  const bool untrue = note.outcome.value.is_none() || number || text;
  return untrue && truth == h.event(call.event).return_exceptions;
}

/// Whether the event is one that the caller cannot come to before the call is over.
bool is_of_the_caller(const History& h, const GatherCall& call, const Event& e) {
  return e.by == call.caller || (e.of == call.caller && e.by == no_name) ||
         (e.by != no_name && h.name(e.by) == "loop");
}

/// Whether nothing but the call went on from its first note to its return. An eager task runs
/// inside of it, and a factory is called there.
bool is_one_moment(const History& h, const GatherCalls& calls, const GatherCall& call) {
  const auto first = call.notes.empty() ? call.warnings.front() : call.notes.front();
  const Event& e = h.event(call.event);
  for (auto i = first; i < call.event; ++i) {
    const Event& other = h.event(i);
    if (other.time != e.time || other.turn != e.turn) return false;
    const bool own = std::ranges::find(call.notes, i) != call.notes.end() ||
                     std::ranges::find(call.warnings, i) != call.warnings.end();
    const bool made = other.kind == EventKind::noted && noted(h, other) == "factory";
    const bool over = call.notes.empty() || i > call.notes.back();
    const bool inside = calls.eager() && !is_of_the_caller(h, call, other);
    if (!own && !(over && (made || inside))) return false;
  }
  return true;
}

/// Whether the notes are those that the call must have, made by the caller.
bool is_told(const History& h, const GatherCalls& calls, const GatherCall& call) {
  const auto fits = [&](std::size_t i, const Told& told) {
    const Event& note = h.event(i);
    return note.of == told.of && noted(h, note) == told.what && note.by == call.caller &&
           is_sound(h, call, note);
  };
  for (const auto word : call.keywords)
    if (std::ranges::count(call.keywords, word) > 1) return false;
  return std::ranges::equal(call.notes, notes_of(h, calls, call), fits);
}

}  // namespace

void arg_18(const History& h, Judge& judge) {
  const GatherCalls calls(h);
  for (const GatherCall& call : calls.all()) {
    const bool told = is_told(h, calls, call);
    if (call.notes.empty() && call.warnings.empty() && told) continue;
    const bool right = told && is_one_moment(h, calls, call);
    judge.expect(right, call.event, [&] {
      return "what " + who(h, call.outer) + " was called with is not told at once before the call";
    });
  }
  for (const auto i : calls.strays())
    judge.expect(false, i,
                 [&] { return "no call follows what was noted of " + who(h, h.event(i).of); });
}

}  // namespace gathercheck::spec::rules
