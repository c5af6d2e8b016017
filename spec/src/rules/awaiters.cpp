// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "cancelling.hpp"
#include "natural_end.hpp"
#include "notices.hpp"
#include "rules.generated.hpp"
#include "turns.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(gathering, first, later)` for every delivery of an outer after its first one.
template <typename Visit>
void each_further_delivery(const History& h, Visit visit) {
  if (h.awaits().size() < 2) return;
  for (const auto& g : h.gatherings()) {
    const Await* first = nullptr;
    each_delivery(h, g.outer, [&](const Await& a) {
      if (first)
        visit(g, *first, a);
      else
        first = &a;
    });
  }
}

/// Calls `visit(request, await)` for every accepted cancel() of a task that was suspended in an
/// await of a gather.
template <typename Visit>
void each_cancelled_awaiter(const History& h, bool shielded, Visit visit) {
  if (h.awaits().empty() || h.gatherings().empty()) return;
  for (const Request& r : h.requests()) {
    if (r.handed_on || h.event(r.event).of != r.target) continue;
    for (const Await& a : h.awaits()) {
      if (a.awaiter == r.target && a.shield == shielded && a.begin < r.event && r.event < a.end &&
          h.gathering(a.on))
        visit(r, a);
    }
  }
}

bool any_child_requested(const History& h, const Gathering& g) {
  return std::ranges::any_of(g.children,
                             [&](Name child) { return h.requested_before(child, nowhere); });
}

/// Whether an await brought what something is in the end.
bool same_end(const Outcome& state, const Outcome& got) {
  if (state.is_error()) return got.is_error() && same_object(*state.error(), *got.error());
  return state.kind == got.kind && same_content(state.value, got.value);
}

}  // namespace

void await_1(const History& h, Judge& judge) {
  each_further_delivery(h, [&](const Gathering& g, const Await& first, const Await& later) {
    const auto& one = h.event(first.end).outcome;
    const auto& two = h.event(later.end).outcome;
    const auto* mine = one.is_result() ? one.value.list() : nullptr;
    const auto* theirs = two.is_result() ? two.value.list() : nullptr;
    if (!mine || !theirs || mine->id == 0 || theirs->id == 0) return;
    judge.expect(mine->id == theirs->id, later.end, [&] {
      return who(h, first.awaiter) + " and " + who(h, later.awaiter) + " got two lists from " +
             who(h, g.outer);
    });
  });
}

void await_2(const History& h, Judge& judge) {
  each_cancelled_awaiter(h, false, [&](const Request& r, const Await& cancelled) {
    const auto* s = h.sure_settlement(cancelled.on);
    if (!s || !s->outcome.is_cancellation() || h.cancel_requested(cancelled.on) != r.event) return;
    for (const Await& other : h.awaits()) {
      if (other.on != cancelled.on || other.shield || other.awaiter == cancelled.awaiter) continue;
      if (other.begin > r.event || other.end == nowhere || other.end < r.event) continue;
      judge.expect(h.event(other.end).outcome.is_cancellation(), other.end, [&] {
        return who(h, cancelled.awaiter) + " was cancelled " + when(h, r.event) + " and with it " +
               who(h, cancelled.on) + ", yet " + who(h, other.awaiter) + " got " +
               shown(h, h.event(other.end).outcome);
      });
      const auto end = h.end_of(other.awaiter);
      const auto* state = h.final_of(other.awaiter);
      if (end == nowhere || !h.event(end).outcome.is_cancellation() || !state) continue;
      judge.expect(state->is_cancelled(), h.final_event(other.awaiter), [&] {
        return who(h, other.awaiter) + " let the CancelledError of " + who(h, cancelled.on) +
               " pass, yet it ended " + shown(h, *state);
      });
    }
  });
}

void await_3(const History& h, Judge& judge) {
  each_further_delivery(h, [&](const Gathering& g, const Await& first, const Await& later) {
    const auto& one = h.event(first.end).outcome;
    const auto& two = h.event(later.end).outcome;
    if (!one.is_error() && !two.is_error()) return;
    const bool same = one.is_error() && two.is_error() && same_object(*one.error(), *two.error());
    judge.expect(same, later.end, [&] {
      return who(h, g.outer) + " gave " + shown(h, one) + " to " + who(h, first.awaiter) +
             " and not the same object, but " + shown(h, two) + ", to " + who(h, later.awaiter);
    });
  });
}

void await_4(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const Await* last = nullptr;
    for (const Await& a : h.awaits()) {
      if (a.on != g.outer || a.shield || a.end == nowhere) continue;
      if (h.event(a.end).turn == h.event(a.begin).turn) continue;
      if (last) {
        judge.expect(last->end < a.end, a.end, [&] {
          return who(h, last->awaiter) + " awaited " + who(h, g.outer) + " before " +
                 who(h, a.awaiter) + ", yet it resumed after it";
        });
      }
      last = &a;
    }
  }
}

void await_5(const History& h, Judge& judge) {
  each_cancelled_awaiter(h, true, [&](const Request& r, const Await& a) {
    const auto& g = *h.gathering(a.on);
    const auto* s = h.sure_settlement(g.outer);
    const auto* state = h.final_of(g.outer);
    if (!s || !state || h.cancel_requested(g.outer) != nowhere || any_child_requested(h, g)) return;
    if (h.settled_before(g.outer, r.event).value_or(true)) return;
    judge.expect(!s->succeeded() || state->is_result(), h.final_event(g.outer), [&] {
      return who(h, a.awaiter) + " was cancelled " + when(h, r.event) + " behind a shield, yet " +
             who(h, g.outer) + " ended " + shown(h, *state);
    });
    for (const Sleep& sleep : h.sleeps()) {
      if (sleep.end == nowhere || sleep.begin > r.event || sleep.end < r.event) continue;
      if (!is_child(g, sleep.script)) continue;
      judge.expect(h.event(sleep.end).kind == EventKind::resumed, sleep.end, [&] {
        return who(h, a.awaiter) + " was cancelled " + when(h, r.event) + " behind a shield, yet " +
               who(h, sleep.script) + " was interrupted";
      });
    }
  });
}

namespace {

/// Calls `visit(await)` for every await that must bring the outcome of the outer. One that brings
/// CancelledError to an awaiter which was asked to cancel may bring that of the request.
template <std::invocable<const Await&> Visit>
void each_telling(const History& h, Name outer, Visit visit) {
  each_hearing(h, outer, [&](const Await& a) {
    const bool of_request =
        a.disturbed && a.end != nowhere && h.event(a.end).outcome.is_cancellation();
    if (!of_request) visit(a);
  });
}

/// When somebody first heard of the end of the outer; nothing if nobody did.
std::optional<std::int64_t> first_heard(const History& h, Name outer) {
  std::optional<std::int64_t> first;
  each_telling(h, outer, [&](const Await& a) {
    if (a.end == nowhere) return;
    const auto time = h.event(a.end).time;
    first = std::min(first.value_or(time), time);
  });
  return first;
}

void expect_heard_at_once(const History& h, Judge& judge, Name outer) {
  const auto first = first_heard(h, outer);
  each_telling(h, outer, [&](const Await& a) {
    if (!first || a.end == nowhere) return;
    judge.expect(h.event(a.end).time == std::max(*first, h.event(a.begin).time), a.end, [&] {
      return who(h, outer) + " was known to be done at " + std::to_string(*first) + ", yet " +
             who(h, a.awaiter) + " heard of it only " + when(h, a.end);
    });
  });
}

}  // namespace

void await_6(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  for (const auto& g : h.gatherings()) {
    expect_heard_at_once(h, judge, g.outer);
    const auto* state = h.final_of(g.outer);
    if (!state) continue;
    each_telling(h, g.outer, [&](const Await& a) {
      const auto* got = a.end == nowhere ? nullptr : &h.event(a.end).outcome;
      const bool same = got ? same_end(*state, *got) : state->is_pending();
      judge.expect(same, got ? a.end : a.begin, [&] {
        return who(h, g.outer) + " is in the end " + shown(h, *state) + ", yet " +
               who(h, a.awaiter) + (got ? " got " + shown(h, *got) : " never heard of it");
      });
    });
  }
}

void await_7(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto* s = h.settlement(g.outer);
    if (!s || !s->has_sure_turn()) continue;
    each_hearing(h, g.outer, [&](const Await& a) {
      if (a.end == nowhere || a.disturbed || h.event(a.begin).turn >= s->turn) return;
      const auto turn = s->turn + (a.shield ? 2 : 1);
      judge.expect(h.event(a.end).turn == turn, a.end, [&] {
        return who(h, g.outer) + " is due in turn " + std::to_string(s->turn) + ", yet " +
               who(h, a.awaiter) + (a.shield ? ", behind a shield," : "") + " went on " +
               when(h, a.end) + " and not in turn " + std::to_string(turn);
      });
    });
  }
}

}  // namespace gathercheck::spec::rules
