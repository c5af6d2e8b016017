// SPDX-License-Identifier: MIT
#include <algorithm>

#include "evidence.hpp"
#include "notices.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

template <typename Visit>
void each_gathering_of_done_children(const History& h, Visit visit) {
  for (const auto& g : h.gatherings())
    if (all_done_at_call(h, g)) visit(g);
}

/// The first argument that had failed or been cancelled for certain when gather was called; no_name
/// if there is none, or if an earlier argument leaves a doubt.
Name first_done_failure(const History& h, const Gathering& g) {
  for (const Name child : g.children) {
    if (pending_at(h, child, g.call)) continue;
    if (!done_at(h, child, g.call)) return no_name;
    if (!h.settlement(child)->succeeded()) return child;
  }
  return no_name;
}

/// Calls `visit(gathering, child)` for every gathering that a child that failed or was cancelled
/// before the call decides.
template <typename Visit>
void each_done_failure(const History& h, Visit visit) {
  for (const auto& g : h.gatherings()) {
    if (g.return_exceptions) continue;
    if (const Name child = first_done_failure(h, g); child != no_name) visit(g, child);
  }
}

/// Whether an outcome of the outer is what this child hands to it.
bool comes_from(const Outcome& outcome, const Settlement& child) {
  if (child.cancelled()) return outcome.is_cancellation();
  return outcome.is_error() && same_object(*outcome.error(), *child.outcome.error());
}

/// Demands that every end of the outer that is seen comes from `child`.
void expect_decided_by(const History& h, Judge& judge, const Gathering& g, Name child) {
  if (h.settled_by_hand(g.outer) != nowhere) return;
  const auto& s = *h.settlement(child);
  const auto expect = [&](std::size_t event, const Outcome& outcome) {
    judge.expect(comes_from(outcome, s), event, [&] {
      return who(h, child) + " was " + shown(h, s.outcome) +
             " already when gather was called, yet " + who(h, g.outer) + " came to " +
             shown(h, outcome);
    });
  };
  each_delivery(h, g.outer, [&](const Await& a) { expect(a.end, h.event(a.end).outcome); });
  if (h.trace().end == Trace::End::idle && h.final_of(g.outer))
    expect(h.final_event(g.outer), *h.final_of(g.outer));
}

/// Demands that the outer is pending in the turn of the call and done two turns later.
void expect_done_in_one_turn(const History& h, Judge& judge, const Gathering& g) {
  const Event& call = h.event(g.call);
  judge.expect(!call.done, g.call, [&] {
    return who(h, g.outer) + " was done when gather returned, and not one turn later";
  });
  if (h.settled_by_hand(g.outer) != nowhere) return;
  each_state(h, g.outer, [&](std::size_t event, const Outcome& state) {
    const auto turns = h.event(event).turn - call.turn;
    if (turns == 1 || h.event(event).kind == EventKind::final) return;
    judge.expect(state.is_pending() == (turns == 0), event, [&] {
      return who(h, g.outer) + " is due one turn after the call " + when(h, g.call) +
             ", yet it is " + shown(h, state) + " " + when(h, event);
    });
  });
}

/// Calls `visit(error)` for every failure that an argument had come to before its gather was
/// called.
template <typename Visit>
void each_error_before_a_call(const History& h, Visit visit) {
  for (const auto& g : h.gatherings())
    for (const Name child : g.children)
      if (done_at(h, child, g.call) && h.settlement(child)->failed())
        visit(*h.settlement(child)->outcome.error());
}

bool any_done_failure(const History& h) {
  bool any = false;
  each_error_before_a_call(h, [&](const Error&) { any = true; });
  return any;
}

bool failed_before_a_call(const History& h, const Error& error) {
  bool found = false;
  each_error_before_a_call(h, [&](const Error& e) { found = found || same_object(e, error); });
  return found;
}

/// Whether an action can have raised what the loop was told of: one of the timeline, or one of a
/// callback that was running. Both may raise the very object that a child failed with.
bool may_raise(const History& h, Name raiser, std::size_t event) {
  if (h.trace().is_awaitable(raiser)) return false;
  const auto callbacks = h.callbacks();
  const auto found = std::ranges::find(callbacks, raiser, &Callback::label);
  return found == callbacks.end() || found->called < event;
}

}  // namespace

void done_1(const History& h, Judge& judge) {
  each_gathering_of_done_children(h, [&](const Gathering& g) {
    judge.expect(h.event(g.call).done, g.call, [&] {
      return "all children were done, yet " + who(h, g.outer) + " was not when gather returned";
    });
  });
}

void done_2(const History& h, Judge& judge) {
  each_gathering_of_done_children(
      h, [&](const Gathering& g) { expect_done_in_one_turn(h, judge, g); });
}

void done_3(const History& h, Judge& judge) {
  each_done_failure(h, [&](const Gathering& g, Name child) {
    judge.expect(h.event(g.call).done, g.call, [&] {
      return who(h, child) + " was " + shown(h, h.settlement(child)->outcome) + " already, yet " +
             who(h, g.outer) + " was not done when gather returned";
    });
  });
}

void done_4(const History& h, Judge& judge) {
  each_done_failure(h, [&](const Gathering& g, Name) { expect_done_in_one_turn(h, judge, g); });
}

void done_5(const History& h, Judge& judge) {
  if (h.trace().end != Trace::End::idle) return;
  each_done_failure(h, [&](const Gathering& g, Name failed) {
    const auto after = std::ranges::find(g.children, failed);
    std::for_each(after, g.children.end(), [&](Name child) {
      if (h.trace().kind(child) != Kind::coroutine || h.birth_of(child) != g.call) return;
      if (h.requested_between(child, g.call, h.events().size())) return;
      const auto start = h.start_of(child);
      const bool runs = start != nowhere && h.event(start).time == h.event(g.call).time;
      judge.expect(runs, start == nowhere ? g.call : start, [&] {
        return who(h, child) + " stands after " + who(h, failed) +
               ", which had failed already, and it was not started at the call " + when(h, g.call);
      });
    });
  });
}

void done_6(const History& h, Judge& judge) {
  each_done_failure(h, [&](const Gathering& g, Name first) {
    const bool several = std::ranges::any_of(g.children, [&](Name child) {
      return child != first && done_at(h, child, g.call) && !h.settlement(child)->succeeded();
    });
    if (several) expect_decided_by(h, judge, g, first);
  });
}

void done_7(const History& h, Judge& judge) {
  each_gathering_of_done_children(h, [&](const Gathering& g) {
    for (const Await& a : h.awaits()) {
      if (a.on != g.outer || a.shield) continue;
      judge.expect(a.end == a.begin + 1, a.end == nowhere ? a.begin : a.end, [&] {
        return who(h, a.awaiter) + " was suspended by " + who(h, g.outer) +
               ", whose children were all done when gather was called";
      });
    }
  });
}

void done_8(const History& h, Judge& judge) {
  each_gathering_of_done_children(h, [&](const Gathering& g) {
    if (h.settled_by_hand(g.outer) != nowhere) return;
    const auto turn = h.event(g.call).turn;
    each_notice(h, g.outer, [&](const Notice& n) {
      if (!n.await || n.given == nowhere || h.event(n.registered).turn != turn) return;
      judge.expect(h.event(n.given).turn == turn + 2, n.given, [&] {
        return who(h, n.to) + " awaited " + who(h, g.outer) + ", whose children were all done, " +
               when(h, n.registered) + " and resumed " + when(h, n.given) + ", not two turns later";
      });
    });
  });
}

void done_9(const History& h, Judge& judge) {
  if (h.gatherings().empty()) return;
  for (const auto i : h.cancels()) {
    const Event& e = h.event(i);
    const auto* g = h.gathering(e.of);
    if (!g || g->call > i || !all_done_at_call(h, *g)) continue;
    judge.expect(!e.accepted, i, [&] {
      return who(h, e.of) + " accepted a cancel() " + when(h, i) +
             ", yet all its children were done when gather was called";
    });
  }
}

void done_10(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto* s = h.sure_settlement(g.outer);
    if (!s || !s->succeeded() || h.settled_by_hand(g.outer) != nowhere) continue;
    const auto done = [&](Name child) { return done_at(h, child, g.call); };
    const auto pending = [&](Name child) { return pending_at(h, child, g.call); };
    if (std::ranges::none_of(g.children, done) || std::ranges::none_of(g.children, pending))
      continue;
    each_delivery(h, g.outer, [&](const Await& a) {
      const Event& end = h.event(a.end);
      const auto* list = end.outcome.is_result() ? end.outcome.value.list() : nullptr;
      const auto due = std::max(s->time, h.event(a.begin).time);
      judge.expect(list && list->items.size() == g.positions.size() && end.time == due, a.end, [&] {
        return who(h, g.outer) + " mixes children that were done with pending ones, the last of " +
               "which ended " + when(*s) + ", yet " + who(h, a.awaiter) + " got " +
               shown(h, end.outcome) + " " + when(h, a.end);
      });
    });
  }
}

void done_11(const History& h, Judge& judge) {
  each_done_failure(h, [&](const Gathering& g, Name first) {
    const bool another = std::ranges::any_of(g.children, [&](Name child) {
      const auto* s = h.sure_settlement(child);
      return s && !s->succeeded() && pending_at(h, child, g.call);
    });
    if (another) expect_decided_by(h, judge, g, first);
  });
}

void done_12(const History& h, Judge& judge) {
  if (!any_done_failure(h)) return;
  judge.expect(true, 0, [] { return std::string(); });
  for (const auto i : h.of_kind(EventKind::unhandled)) {
    const Event& e = h.event(i);
    if (may_raise(h, e.of, i)) continue;
    judge.expect(!failed_before_a_call(h, *e.outcome.error()), i, [&] {
      return "a child had failed with " + e.outcome.error()->type + " before gather was called, " +
             "and the failure was reported to the loop once more " + when(h, i);
    });
  }
}

void done_13(const History& h, Judge& judge) {
  each_done_failure(h, [&](const Gathering& g, Name first) {
    if (h.settlement(first)->cancelled()) expect_decided_by(h, judge, g, first);
  });
}

}  // namespace gathercheck::spec::rules
