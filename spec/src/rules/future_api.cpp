// SPDX-License-Identifier: MIT
#include <algorithm>

#include "ending.hpp"
#include "natural_end.hpp"
#include "notices.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(gathering, index, event)` for every event of this kind about an outer.
template <typename Visit>
void each_event(const History& h, EventKind kind, Visit visit) {
  if (h.gatherings().empty()) return;
  for (const auto i : h.of_kind(kind)) {
    const Event& e = h.event(i);
    if (const auto* g = h.gathering(e.of); g && g->call < i) visit(*g, i, e);
  }
}

bool is_invalid_state(const Outcome& outcome) {
  return outcome.is_error() && outcome.error()->type == "InvalidStateError";
}

/// Equal, down to the identity of lists and exceptions.
bool same_state(const Outcome& a, const Outcome& b) {
  if (a.kind != b.kind) return false;
  if (a.is_error()) return same_object(*a.error(), *b.error());
  const auto* mine = a.value.list();
  const auto* theirs = b.value.list();
  if (const auto* error = a.value.error(); error && b.value.error())
    return same_object(*error, *b.value.error());
  if (mine && theirs && mine->id != 0 && theirs->id != 0) return mine->id == theirs->id;
  return same_content(a.value, b.value);
}

/// What a refusal of a pending outer, and everything that comes after the acceptance, must look
/// like.
void expect_by_hand(const History& h, Judge& judge, const Gathering& g, std::size_t index) {
  const Event& e = h.event(index);
  if (!pending_at(h, g.outer, index) && h.settled_by_hand(g.outer) != index) return;
  judge.expect(e.accepted, index, [&] {
    return who(h, g.outer) + " was pending, yet it refused to be settled " + when(h, index);
  });
  if (!e.accepted || h.settlement(g.outer)->event != index) return;
  const auto expect = [&](std::size_t event, const Outcome& state) {
    if (event < index) return;
    judge.expect(same_state(state, e.outcome), event, [&] {
      return who(h, g.outer) + " was settled with " + shown(h, e.outcome) + " " + when(h, index) +
             ", yet it is " + shown(h, state) + " " + when(h, event);
    });
  };
  each_state(h, g.outer, expect);
  each_delivery(h, g.outer, [&](const Await& a) {
    judge.expect(a.end > index, a.end, [&] {
      return who(h, g.outer) + " was pending until " + when(h, index) + ", yet " +
             who(h, a.awaiter) + " went on " + when(h, a.end);
    });
    expect(a.end, h.event(a.end).outcome);
  });
  expect_unreported(h, judge, g);
  for (const auto i : h.cancels()) {
    const Event& later = h.event(i);
    if (i < index || later.of != g.outer) continue;
    judge.expect(!later.accepted, i, [&] {
      return who(h, g.outer) + " was settled by hand " + when(h, index) +
             ", yet it accepted a cancel() " + when(h, i);
    });
  }
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.begin > index || sleep.end == nowhere || sleep.end < index) continue;
    if (!is_child(g, sleep.script) || h.requested_before(sleep.script, sleep.end)) continue;
    judge.expect(h.event(sleep.end).kind == EventKind::resumed, sleep.end, [&] {
      return who(h, g.outer) + " was settled by hand " + when(h, index) + ", and " +
             who(h, sleep.script) + " did not run on";
    });
  }
}

/// Whether the children, as far as they may have been done at the call, may have completed it.
bool may_be_done_at_call(const History& h, const Gathering& g) {
  if (g.children.empty()) return true;
  if (h.trace().edition < Edition{12}) return false;
  const auto may_be_done = [&](Name child) { return !pending_at(h, child, g.call); };
  const auto may_fail = [&](Name child) {
    return may_be_done(child) && h.settlement(child) && !h.settlement(child)->succeeded();
  };
  return std::ranges::all_of(g.children, may_be_done) ||
         (!g.return_exceptions && std::ranges::any_of(g.children, may_fail));
}

void expect_no_done_at_call(const History& h, Judge& judge, const Gathering& g) {
  if (may_be_done_at_call(h, g)) return;
  judge.expect(!h.event(g.call).done, g.call, [&] {
    return who(h, g.outer) + " was done when gather returned, yet its children were not";
  });
}

}  // namespace

void fut_1(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) expect_no_done_at_call(h, judge, g);
  each_event(h, EventKind::observed, [&](const Gathering& g, std::size_t i, const Event& e) {
    if (!pending_at(h, g.outer, i)) return;
    const bool pending =
        !e.done && !e.cancelled && is_invalid_state(e.outcome) && is_invalid_state(e.exception);
    judge.expect(pending, i, [&] {
      return who(h, g.outer) + " was pending " + when(h, i) + ", yet done() said " +
             (e.done ? "True" : "False") + ", cancelled() " + (e.cancelled ? "True" : "False") +
             ", result() " + shown(h, e.outcome) + " and exception() " + shown(h, e.exception);
    });
  });
}

void fut_2(const History& h, Judge& judge) {
  each_event(h, EventKind::settle, [&](const Gathering& g, std::size_t i, const Event& e) {
    if (e.outcome.is_result()) expect_by_hand(h, judge, g, i);
  });
}

void fut_3(const History& h, Judge& judge) {
  each_event(h, EventKind::settle, [&](const Gathering& g, std::size_t i, const Event& e) {
    if (e.outcome.is_error()) expect_by_hand(h, judge, g, i);
  });
}

void fut_4(const History& h, Judge& judge) {
  each_event(h, EventKind::settle, [&](const Gathering& g, std::size_t i, const Event& e) {
    if (!done_at(h, g.outer, i)) return;
    judge.expect(!e.accepted, i, [&] {
      return who(h, g.outer) + " was done since " + when(*h.settlement(g.outer)) +
             ", yet it let itself be settled " + when(h, i);
    });
    const auto& known = h.settlement(g.outer)->outcome;
    const auto* state = h.final_of(g.outer);
    if (!state) return;
    judge.expect(state->is_result() == known.is_result(), h.final_event(g.outer), [&] {
      return who(h, g.outer) + " was done, " + shown(h, known) +
             ", before it was settled once more " + when(h, i) + ", yet it ended as " +
             shown(h, *state);
    });
  });
}

void fut_5(const History& h, Judge& judge) {
  each_event(h, EventKind::observed, [&](const Gathering& g, std::size_t i, const Event& e) {
    judge.expect(e.loop, i, [&] {
      return "get_loop() of " + who(h, g.outer) + " did not give the loop of its children";
    });
  });
}

void fut_6(const History& h, Judge& judge) {
  each_event(h, EventKind::observed, [&](const Gathering& g, std::size_t i, const Event& e) {
    if (!done_at(h, g.outer, i) || !h.settlement(g.outer)->succeeded()) return;
    const bool given =
        e.done && e.outcome.is_result() && e.exception.is_result() && e.exception.value.is_none();
    judge.expect(given, i, [&] {
      return who(h, g.outer) + " was done since " + when(*h.settlement(g.outer)) +
             ", yet result() gave " + shown(h, e.outcome) + " and exception() " +
             shown(h, e.exception);
    });
  });
}

void fut_7(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const Outcome* known = nullptr;
    std::size_t since = nowhere;
    each_state(h, g.outer, [&](std::size_t event, const Outcome& state) {
      if (known) {
        judge.expect(same_state(*known, state), event, [&] {
          return who(h, g.outer) + " was " + shown(h, *known) + " " + when(h, since) +
                 ", yet it is " + shown(h, state) + " " + when(h, event);
        });
      } else if (!state.is_pending() && !state.is_cancelled()) {
        known = &state;
        since = event;
      }
    });
  }
}

void fut_8(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto* due = h.settlement(g.outer);
    if (due && (!is_sure(*due) || due->outcome.is_cancellation())) continue;
    if (h.cancel_requested(g.outer) == nowhere) expect_end(h, judge, g, due);
  }
}

}  // namespace gathercheck::spec::rules
