// SPDX-License-Identifier: MIT
#include <optional>

#include "gathercheck/spec/verdict.hpp"
#include "gathering_view.hpp"
#include "rules.generated.hpp"

/// What is noted of the objects of a call, and what tells them apart.
namespace gathercheck::spec::rules {
namespace {

Value number(bool truth) {
  return Value{std::int64_t{truth ? 1 : 0}};
}

/// Calls `visit(event, note)` for every note of this that was not made by the run itself.
template <typename Visit>
void each_note(const History& h, std::string_view what, Visit visit) {
  for (const auto i : h.of_kind(EventKind::noted))
    if (noted(h, h.event(i)) == what) visit(i, h.event(i));
}

std::string shown(const History& h, const Event& note) {
  return std::string(noted(h, note)) + " of " + who(h, note.of) +
         (note.on == no_name ? "" : " and " + who(h, note.on)) + " was noted as " +
         spec::rules::shown(h, note.outcome.value);
}

void expect_value(const History& h, Judge& judge, std::size_t event, const Value& wanted) {
  const Event& note = h.event(event);
  judge.expect(note.outcome.value == wanted, event,
               [&] { return shown(h, note) + ", and is " + spec::rules::shown(h, wanted); });
}

bool is_asyncios_own(const History& h, Name n) {
  return h.trace().is_awaitable(n) && h.trace().kind(n) != Kind::coroutine &&
         h.trace().kind(n) != Kind::object;
}

/// What an argument is as an object: two that have the same are one.
struct Identity {
  std::string_view word;  ///< of what there is only one of; empty otherwise
  Name name = no_name;

  bool operator==(const Identity&) const = default;
};

/// Which object a name stands for, if the trace tells. A shield of what is done is that itself.
std::optional<Identity> identity(const GatherCalls& calls, const History& h, Name n) {
  if (is_asyncios_own(h, n)) return Identity{{}, n};
  const auto* object = h.trace().is_awaitable(n) ? calls.object(n) : nullptr;
  if (!object || object->word == "shield") return std::nullopt;
  if (object->word == "coroutine_of")
    return calls.eager() ? std::nullopt : std::optional(Identity{object->word, object->inner});
  for (const std::string_view only : {"number", "none", "text", "coroutine_function"})
    if (object->word == only) return Identity{only, no_name};
  return Identity{{}, n};
}

/// What the note of a comparison has to say; nothing if the trace does not tell.
std::optional<Value> comparison(const GatherCalls& calls, const History& h, const Event& note) {
  const auto one = identity(calls, h, note.of);
  const auto other = identity(calls, h, note.on);
  if (!one || !other) return std::nullopt;
  const auto both = [&](std::string_view word) {
    return calls.word(note.of) == word && calls.word(note.on) == word;
  };
  const auto what = noted(h, note);
  if (what == "same") return number(one == other);
  if (what == "equal") return number(one == other || both("equal") || both("list"));
  for (const std::string_view word : {"list", "unhashable"})
    if (calls.word(note.of) == word || calls.word(note.on) == word) return Value{};
  return number(one == other || both("equal"));
}

/// Demands that comparisons say what they must: those of futures, or those of anything else.
void expect_comparisons(const History& h, Judge& judge, bool of_futures) {
  if (!h.trace().python) return;
  const GatherCalls calls(h);
  for (const auto* what : {"same", "equal", "hash_equal"})
    each_note(h, what, [&](std::size_t event, const Event& note) {
      if (note.on == no_name) return;
      if ((is_asyncios_own(h, note.of) && is_asyncios_own(h, note.on)) != of_futures) return;
      const auto wanted = comparison(calls, h, note);
      if (wanted) return expect_value(h, judge, event, *wanted);
      const auto& value = note.outcome.value;
      const bool sound = value == number(true) || value == number(false) || value.is_none();
      judge.expect(sound, event, [&] { return shown(h, note); });
    });
}

/// Whether something had come to its end before the event, as far as the trace tells.
std::optional<bool> is_done(const History& h, Name n, const Outcome& end, std::size_t event) {
  switch (h.trace().kind(n)) {
    case Kind::task:
      return h.end_of(n) < event;
    case Kind::future:
      return std::ranges::any_of(h.of_kind(EventKind::settle), [&](std::size_t i) {
        return i < event && h.event(i).of == n && h.event(i).accepted;
      });
    default:
      break;
  }
  const auto brought = [&](const Await& await) {
    if (await.on != n || await.end >= event) return false;
    const auto& outcome = h.event(await.end).outcome;
    return outcome.is_error() ? end.is_error() && outcome.error()->id == end.error()->id
                              : outcome.value.list() && outcome == end;
  };
  return std::ranges::any_of(h.awaits(), brought) ? std::optional(true) : std::nullopt;
}

/// What the note of same_error has to say; nothing if the trace does not tell. What is pending or
/// cancelled has no error to compare, and what succeeded has None.
std::optional<Value> error_comparison(const History& h, std::size_t event) {
  const Event& note = h.event(event);
  const auto* one = h.final_of(note.of);
  const auto* other = h.final_of(note.on);
  if (!one || !other) return std::nullopt;
  const auto speaks = [](const Outcome& end) { return end.is_result() || end.is_error(); };
  if (!speaks(*one) || !speaks(*other)) return Value{};
  const auto first = is_done(h, note.of, *one, event);
  const auto second = is_done(h, note.on, *other, event);
  if (first == false || second == false) return Value{};
  if (!(first && second) && note.outcome.value.is_none()) return std::nullopt;
  if (one->is_result() || other->is_result()) return number(one->is_result() && other->is_result());
  return number(one->error()->id == other->error()->id);
}

void expect_cancel_takes_message(const History& h, Judge& judge, bool takes) {
  if (!h.trace().python) return;
  each_note(h, "cancel_takes_message", [&](std::size_t event, const Event& note) {
    if (is_asyncios_own(h, note.of)) expect_value(h, judge, event, number(takes));
  });
}

}  // namespace

void arg_39(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  each_note(h, "class", [&](std::size_t event, const Event& note) {
    const auto* g = h.trace().is_awaitable(note.of) ? h.gathering(note.of) : nullptr;
    if (!g) return;
    const std::string name = g->positions.empty() ? "Future" : "_GatheringFuture";
    expect_value(h, judge, event, Value{name});
  });
}

void arg_40(const History& h, Judge& judge) {
  expect_comparisons(h, judge, true);
}

void arg_41(const History& h, Judge& judge) {
  expect_comparisons(h, judge, false);
}

void arg_42(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  each_note(h, "same_error", [&](std::size_t event, const Event& note) {
    if (!is_asyncios_own(h, note.of) || note.on == no_name || !is_asyncios_own(h, note.on)) return;
    if (const auto wanted = error_comparison(h, event)) expect_value(h, judge, event, *wanted);
  });
}

void arg_43(const History& h, Judge& judge) {
  expect_cancel_takes_message(h, judge, false);
}

void arg_44(const History& h, Judge& judge) {
  expect_cancel_takes_message(h, judge, true);
}

}  // namespace gathercheck::spec::rules
