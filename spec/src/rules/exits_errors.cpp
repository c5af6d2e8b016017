// SPDX-License-Identifier: MIT
#include <algorithm>
#include <concepts>

#include "decisive_failure.hpp"
#include "rules.generated.hpp"

/// The errors of which Python makes something of its own: GeneratorExit and those that end
/// iterations.
namespace gathercheck::spec::rules {
namespace {

constexpr std::string_view refused_in_body = "coroutine raised StopIteration";
constexpr std::string_view refused_in_future =
    "StopIteration interacts badly with generators and cannot be raised into a Future";

bool is_a(const Outcome& outcome, std::string_view type) {
  return outcome.is_error() && outcome.error()->type == type;
}

/// Whether it is a RuntimeError with these words.
bool is_refusal(const History& h, const Outcome& outcome, std::string_view words) {
  const auto* text = outcome.error() ? h.trace().text_of(*outcome.error()) : nullptr;
  return is_a(outcome, "RuntimeError") && text && *text == words;
}

/// Whether everything that was begun has come to its end.
bool is_complete(const History& h, const RunOptions& options) {
  return options.runner == Runner::forever && !options.interrupted &&
         h.of_kind(EventKind::escaped).empty() && h.trace().end == Trace::End::idle;
}

/// What the entry of a list is as an outcome of its child.
Outcome as_outcome(const Value& entry) {
  return entry.error() ? Outcome::failure(*entry.error()) : Outcome::result(entry);
}

/// Tells what the gathering made of the failure of the child: the error it raised, or the entries
/// of its list.
template <std::invocable<std::size_t, const Outcome&> Visit>
void each_share(const Gathering& g, Name child, std::size_t event, const Outcome& outcome,
                Visit visit) {
  const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
  if (!g.return_exceptions || !list || list->items.size() != g.positions.size())
    return visit(event, outcome);
  for (std::size_t i = 0; i < g.positions.size(); ++i)
    if (g.positions[i] == child) visit(event, as_outcome(list->items[i]));
}

/// Calls `visit(event, outcome)` for every sight of what a gathering made of the failure of a body
/// that ended with the event, where that decides, or is listed.
template <std::invocable<std::size_t, const Outcome&> Visit>
void each_consequence(const History& h, const RunOptions& options, std::size_t end, Visit visit) {
  if (options.runner == Runner::run) return;
  const Name child = h.event(end).of;
  each_decided(h, end, [&](const Gathering& g) {
    for (const Await& a : h.awaits())
      if (a.on == g.outer && !a.shield && !is_limited(h, a) && a.end != nowhere)
        each_share(g, child, a.end, h.event(a.end).outcome, visit);
    const auto* state = h.final_of(g.outer);
    if (!state || (state->is_pending() && (g.return_exceptions || !is_complete(h, options))))
      return;
    each_share(g, child, h.final_event(g.outer), *state, visit);
  });
}

/// Demands that an error of this type, with which a body ends, stays what it is: in its task and in
/// the gatherings that it decides.
void expect_unchanged(const History& h, Judge& judge, std::string_view type) {
  const auto options = run_options(h);
  for (const auto end : h.of_kind(EventKind::ended)) {
    const Event& e = h.event(end);
    if (!is_a(e.outcome, type)) continue;
    const auto expect = [&](std::size_t event, const Outcome& outcome) {
      judge.expect(outcome == e.outcome, event, [&] {
        return who(h, e.of) + " raised " + type.data() + ", and it was seen as " +
               shown(h, outcome) + " " + when(h, event);
      });
    };
    if (const auto* state = h.final_of(e.of)) expect(h.final_event(e.of), *state);
    each_consequence(h, options, end, expect);
  }
}

/// Whether nothing else can have settled the future.
bool is_settled_once_at_most(const History& h, std::size_t settle) {
  const Name future = h.event(settle).of;
  return nobody_cancels(h) && run_options(h).runner != Runner::run &&
         std::ranges::none_of(h.of_kind(EventKind::settle), [&](std::size_t i) {
           return i != settle && h.event(i).of == future && h.event(i).accepted;
         });
}

template <typename Visit>
void each_set_stop_iteration(const History& h, Visit visit) {
  for (const auto i : h.of_kind(EventKind::settle))
    if (is_a(h.event(i).outcome, "StopIteration")) visit(i, h.event(i));
}

/// Demands that the future of a refused call is pending in the end.
void expect_left_pending(const History& h, Judge& judge, std::size_t settle) {
  const Name future = h.event(settle).of;
  const auto* state = h.final_of(future);
  if (!state || h.trace().kind(future) != Kind::future || !is_settled_once_at_most(h, settle))
    return;
  judge.expect(state->is_pending(), h.final_event(future), [&] {
    return who(h, future) + " refused a StopIteration, and was " + shown(h, *state) + " in the end";
  });
}

/// Demands that the future of an accepted call has the error that stands for StopIteration.
void expect_replaced(const History& h, Judge& judge, std::size_t settle) {
  const Name future = h.event(settle).of;
  const auto* state = h.final_of(future);
  if (!state) return;
  judge.expect(is_refusal(h, *state, refused_in_future), h.final_event(future), [&] {
    return who(h, future) + " was given a StopIteration, and was " + shown(h, *state) +
           " in the end";
  });
}

}  // namespace

void exit_11(const History& h, Judge& judge) {
  expect_unchanged(h, judge, "GeneratorExit");
}

void exit_12(const History& h, Judge& judge) {
  const auto options = run_options(h);
  for (const auto end : h.of_kind(EventKind::ended)) {
    const Event& e = h.event(end);
    if (!is_a(e.outcome, "StopIteration")) continue;
    const auto expect = [&](std::size_t event, const Outcome& outcome) {
      judge.expect(is_refusal(h, outcome, refused_in_body), event, [&] {
        return who(h, e.of) + " raised StopIteration, and it was seen as " + shown(h, outcome) +
               " " + when(h, event);
      });
    };
    if (const auto* state = h.final_of(e.of)) expect(h.final_event(e.of), *state);
    each_consequence(h, options, end, expect);
  }
}

void exit_13(const History& h, Judge& judge) {
  each_set_stop_iteration(h, [&](std::size_t i, const Event& e) {
    judge.expect(!e.accepted, i, [&] { return who(h, e.of) + " took a StopIteration"; });
    expect_left_pending(h, judge, i);
  });
}

void exit_14(const History& h, Judge& judge) {
  each_set_stop_iteration(h, [&](std::size_t i, const Event& e) {
    if (e.accepted)
      expect_replaced(h, judge, i);
    else
      expect_left_pending(h, judge, i);
  });
}

void exit_15(const History& h, Judge& judge) {
  each_set_stop_iteration(h, [&](std::size_t i, const Event& e) {
    if (h.trace().kind(e.of) != Kind::future) return;
    if (is_settled_once_at_most(h, i)) {
      judge.expect(e.accepted, i, [&] {
        return who(h, e.of) + ", which was pending, refused a StopIteration " + when(h, i);
      });
    }
    if (e.accepted) expect_replaced(h, judge, i);
  });
}

void exit_16(const History& h, Judge& judge) {
  expect_unchanged(h, judge, "StopAsyncIteration");
}

}  // namespace gathercheck::spec::rules
