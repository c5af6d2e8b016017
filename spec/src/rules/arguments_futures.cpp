// SPDX-License-Identifier: MIT
#include "cancelling.hpp"
#include "gathercheck/spec/verdict.hpp"
#include "gathering_view.hpp"
#include "rules.generated.hpp"

/// Arguments that are futures already, or act as if they were.
namespace gathercheck::spec::rules {
namespace {

bool is_cancellation(const Value& value) {
  return value.error() && value.error()->is_cancellation();
}

/// The first event of the kind about `n` that was accepted; nowhere if there is none.
std::size_t first_accepted(const History& h, EventKind kind, Name n) {
  for (const auto i : h.of_kind(kind))
    if (h.event(i).of == n && h.event(i).accepted) return i;
  return nowhere;
}

/// Calls `visit(gathering, position, event)` for every argument that is a duck and that user code
/// settled, or cancelled, in the event.
template <typename Visit>
void each_duck(const GatheringView& view, EventKind kind, Visit visit) {
  for (const Gathering& g : view.h.gatherings()) {
    if (view.calls.is_foreign(g.outer)) continue;
    for (std::size_t i = 0; i < g.positions.size(); ++i) {
      if (view.calls.word(g.positions[i]) != "duck_future") continue;
      const auto event = first_accepted(view.h, kind, g.positions[i]);
      if (event != nowhere) visit(g, i, event);
    }
  }
}

std::string duck_reason(const History& h, const Gathering& g, std::size_t position,
                        std::size_t event) {
  return who(h, g.positions[position]) + " was settled or cancelled " + when(h, event) +
         ", which is not what " + who(h, g.outer) + " shows";
}

/// Whether `value` is what the future was settled with, and the very object if that is an error.
bool is_same(const Value& value, const Value& settled) {
  const auto* error = value.error();
  if (!error || !settled.error()) return value == settled;
  return same_object(*error, *settled.error());
}

/// Whether the state after the run is what the one child, settled in the event, leads to.
bool is_led_to(const GatheringView& view, const Gathering& g, std::size_t event,
               const Outcome& end) {
  const Event& e = view.h.event(event);
  if (end.is_pending()) return std::max(e.turn, view.h.event(g.call).turn) + 4 > view.run.last_turn;
  if (e.outcome.is_error() && !g.return_exceptions)
    return end.is_error() && is_same(end.value, e.outcome.value);
  return end.is_result();
}

/// What shows how an argument ended: its state after the run, or how its body ended.
const Outcome* own_end(const History& h, Name n) {
  if (const auto* state = h.final_of(n)) return state;
  const auto end = h.trace().kind(n) == Kind::coroutine ? h.end_of(n) : nowhere;
  if (end == nowhere) return nullptr;
  const auto& outcome = h.event(end).outcome;
  const auto* error = outcome.error();  // a task makes something else of these
  return error && (error->type == "StopIteration" || error->is_cancellation()) ? nullptr : &outcome;
}

/// Whether the entry of an argument is what that ended with.
bool is_own(const Value& entry, const Outcome& end) {
  if (end.is_cancelled()) return is_cancellation(entry);
  return !end.is_pending() && is_same(entry, end.value);
}

/// Whether the error is that of an argument, or it is not known what all of them ended with.
bool is_of_an_argument(const History& h, const Gathering& g, const Error& error) {
  return std::ranges::any_of(g.children, [&](Name child) {
    const auto* end = own_end(h, child);
    return !end || (end->is_error() && same_object(*end->error(), error));
  });
}

/// Whether Python takes the value, None or a number or a text, for true.
bool is_true(const Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value.data);
  const auto* text = std::get_if<std::string>(&value.data);
  return (number && *number != 0) || (text && !text->empty());
}

bool is_asyncios_own(const History& h, Name n) {
  const auto kind = h.trace().kind(n);
  return kind == Kind::task || kind == Kind::future || kind == Kind::gather;
}

/// Whether something of `inner` but the shields could be cancelled, or ends as if it were.
bool is_exposed(const GatheringView& view, Name inner) {
  const History& h = view.h;
  const auto is_about_it = [&](const Event& e) {
    const bool named = e.kind == EventKind::noted && e.of == inner;
    return e.on == inner || (e.kind == EventKind::cancel && e.of == inner) || named ||
           (e.of == inner && e.kind == EventKind::awaited) ||
           std::ranges::find(e.children, inner) != e.children.end();
  };
  if (std::ranges::any_of(h.events(), is_about_it)) return true;
  const auto end = h.end_of(inner);
  const bool raises = end != nowhere && h.event(end).outcome.is_cancellation();
  const bool interrupted = std::ranges::any_of(
      h.of_kind(EventKind::interrupted), [&](std::size_t i) { return h.event(i).of == inner; });
  return raises && !interrupted;
}

bool is_interrupted(const History& h, Name n) {
  const auto* state = h.final_of(n);
  return (state && state->is_cancelled()) ||
         std::ranges::any_of(h.of_kind(EventKind::interrupted),
                             [&](std::size_t i) { return h.event(i).of == n; });
}

/// Calls `visit(gathering, inner, cancel)` for every shield that is an argument of a gathering
/// which was cancelled while the task or future inside was at work.
template <typename Visit>
void each_shield(const GatheringView& view, Visit visit) {
  for (const Gathering& g : view.h.gatherings()) {
    const auto cancel = first_accepted(view.h, EventKind::cancel, g.outer);
    if (cancel == nowhere || cancel < g.call) continue;
    for (const Name n : g.children) {
      const auto* object = view.calls.object(n);
      if (!object || object->word != "shield" || object->inner == no_name) continue;
      visit(g, object->inner, cancel);
    }
  }
}

/// When the task or future was done, if the trace tells: nowhere if it never was.
std::size_t done_in(const History& h, Name n) {
  return h.trace().kind(n) == Kind::task ? h.end_of(n) : first_accepted(h, EventKind::settle, n);
}

}  // namespace

void arg_28(const History& h, Judge& judge) {
  const GatheringView view(h);
  each_duck(view, EventKind::settle, [&](const Gathering& g, std::size_t i, std::size_t event) {
    const auto& settled = h.event(event).outcome;
    if (settled.is_error() && settled.error()->type == "StopIteration") return;
    view.each_list(g.outer, [&](std::size_t seen, const Value::List& list) {
      judge.expect(i < list.items.size() && is_same(list.items[i], settled.value), seen,
                   [&] { return duck_reason(h, g, i, event); });
    });
    if (const auto* end = view.end_by_child(g))
      judge.expect(is_led_to(view, g, event, *end), h.final_event(g.outer),
                   [&] { return duck_reason(h, g, i, event); });
  });
}

void arg_29(const History& h, Judge& judge) {
  const GatheringView view(h);
  each_duck(view, EventKind::cancel, [&](const Gathering& g, std::size_t i, std::size_t event) {
    view.each_list(g.outer, [&](std::size_t seen, const Value::List& list) {
      judge.expect(i < list.items.size() && is_cancellation(list.items[i]), seen,
                   [&] { return duck_reason(h, g, i, event); });
    });
    const auto* end = h.final_of(g.outer);
    if (!end || g.children.size() != 1 || view.is_settled_by_hand(g.outer)) return;
    const auto due = std::max(h.event(event).turn, h.event(g.call).turn) + 2;
    const bool over = due <= view.run.last_turn || (at_rest(h) && view.run.whole);
    const bool right = end->is_pending()
                           ? !over
                           : end->is_cancellation() || (g.return_exceptions && end->is_result());
    judge.expect(right, h.final_event(g.outer), [&] { return duck_reason(h, g, i, event); });
  });
}

void arg_30(const History& h, Judge& judge) {
  const GatheringView view(h);
  each_duck(view, EventKind::cancel, [&](const Gathering& g, std::size_t i, std::size_t event) {
    const bool alone = g.children.size() == 1 && view.calls.uses(g.positions[i]) == 1;
    const auto* end = h.final_of(g.outer);
    if (!alone || !end || event < g.call || !view.run.whole || view.is_settled_by_hand(g.outer))
      return;
    const std::string_view missing =
        g.return_exceptions ? "'_cancel_message'" : "'_make_cancelled_error'";
    const auto is_report = [&](std::size_t log) {
      const Event& e = h.event(log);
      const auto* said = e.outcome.error() ? h.trace().text_of(*e.outcome.error()) : nullptr;
      return e.turn == h.event(event).turn + 1 && e.message == "Exception in callback" && said &&
             e.outcome.error()->type == "AttributeError" && said->ends_with(missing);
    };
    const bool due = view.run.last_turn > h.event(event).turn;
    const bool reported = std::ranges::any_of(h.of_kind(EventKind::logged), is_report);
    judge.expect(end->is_pending() && (reported || !due), event,
                 [&] { return duck_reason(h, g, i, event); });
  });
}

void arg_31(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  const GatheringView view(h);
  for (const Gathering& g : h.gatherings()) {
    view.each_list(g.outer, [&](std::size_t seen, const Value::List& list) {
      for (std::size_t i = 0; i < g.positions.size() && i < list.items.size(); ++i) {
        const auto* end = is_asyncios_own(h, g.positions[i]) ? own_end(h, g.positions[i]) : nullptr;
        if (!end) continue;
        judge.expect(is_own(list.items[i], *end), seen, [&] {
          return who(h, g.positions[i]) + " was " + shown(h, *end) + ", yet its entry in " +
                 who(h, g.outer) + " is " + shown(h, list.items[i]);
        });
      }
    });
    const auto* end = h.final_of(g.outer);
    if (!end || !end->is_error() || end->is_cancellation() || g.children.empty()) continue;
    if (view.is_settled_by_hand(g.outer)) continue;
    if (!std::ranges::all_of(g.children, [&](Name n) { return own_end(h, n) != nullptr; }))
      continue;
    judge.expect(is_of_an_argument(h, g, *end->error()), h.final_event(g.outer), [&] {
      return who(h, g.outer) + " ended with " + shown(h, *end) + ", which no argument ended with";
    });
  }
}

void arg_32(const History& h, Judge& judge) {
  const GatheringView view(h);
  for (const GatherCall& call : view.calls.all()) {
    const auto* g = h.gathering(call.outer);
    if (!call.return_exceptions || !g || g->call != call.event) continue;
    if (view.is_settled_by_hand(g->outer)) continue;
    const auto fails = [&](Name child) {
      const auto* end = own_end(h, child);
      return end && (end->is_error() || end->is_cancelled());
    };
    if (std::ranges::none_of(g->children, fails)) continue;
    const bool lists = is_true(*call.return_exceptions);
    const auto* end = h.final_of(g->outer);
    if (!end || end->is_pending() || end->is_cancelled()) continue;
    if (lists && (end->is_cancellation() || !view.run.whole)) continue;
    judge.expect(lists == end->is_result(), h.final_event(g->outer), [&] {
      return "with " + shown(h, *call.return_exceptions) + " for return_exceptions, " +
             who(h, g->outer) + " ended with " + shown(h, *end);
    });
  }
}

void arg_38(const History& h, Judge& judge) {
  const GatheringView view(h);
  if (!view.run.no_runner || !view.run.whole) return;
  each_shield(view, [&](const Gathering& g, Name inner, std::size_t cancel) {
    const auto kind = h.trace().kind(inner);
    if (kind != Kind::task && kind != Kind::future) return;
    const auto done = done_in(h, inner);
    if ((done != nowhere && done < cancel) || is_exposed(view, inner)) return;
    judge.expect(!is_interrupted(h, inner), cancel, [&] {
      return who(h, inner) + " was cancelled with " + who(h, g.outer) + " in spite of the shield";
    });
    const auto* end = h.final_of(g.outer);
    if (!end || g.children.size() != 1 || view.is_settled_by_hand(g.outer)) return;
    const bool due = view.run.last_turn >= h.event(cancel).turn + 3;
    judge.expect(
        end->is_cancellation() || (end->is_pending() && !due), h.final_event(g.outer),
        [&] { return who(h, g.outer) + " was cancelled, yet ended with " + shown(h, *end); });
  });
}

}  // namespace gathercheck::spec::rules
