// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cancelling.hpp"
#include "natural_end.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_collecting(const History& h, const Gathering& g) {
  return g.return_exceptions || h.cancel_requested(g.outer) != nowhere;
}

/// Calls `visit(gathering, child, settlement)` for every gathering without return_exceptions that
/// nobody asked to cancel and that a cancelled child completes for certain.
template <typename Visit>
void each_cancelled_child(const History& h, Visit visit) {
  for (const auto& g : h.gatherings()) {
    if (g.decider == no_name || is_collecting(h, g)) continue;
    const auto* s = h.settlement(g.decider);
    if (s && s->cancelled()) visit(g, g.decider, *s);
  }
}

Cause was_cancelled(Name child, const Settlement& s) {
  return {child, "was cancelled", nowhere, &s};
}

/// Whether the script raised the CancelledError it ended with, instead of having got it from
/// somewhere.
bool raised_it(const History& h, Name script) {
  const auto end = h.end_of(script);
  return end != nowhere && h.event(end).outcome.is_cancellation() &&
         !h.requested_before(script, end) && !interrupted_between(h, script, 0, end);
}

/// Calls `visit(child, event)` for every accepted cancel() of a child of some gather that is a
/// task.
template <typename Visit>
void each_direct_request(const History& h, Visit visit) {
  for (const auto event : h.cancels()) {
    const Event& e = h.event(event);
    if (!e.accepted || h.trace().kind(e.of) != Kind::task) continue;
    if (std::ranges::any_of(h.gatherings(), [&](const auto& g) { return is_child(g, e.of); }))
      visit(e.of, event);
  }
}

const Value* item_of(const Value::List& list, const Gathering& g, Name child) {
  const auto at =
      static_cast<std::size_t>(std::ranges::find(g.positions, child) - g.positions.begin());
  return at < list.items.size() ? &list.items[at] : nullptr;
}

/// Whether the await brought a list with the child's value at the child's position.
bool brought(const History& h, const Await& await, const Gathering& g, Name child,
             const Value& value) {
  const auto* list = await.end == nowhere ? nullptr : h.event(await.end).outcome.value.list();
  const auto* item = list ? item_of(*list, g, child) : nullptr;
  return item && same_content(*item, value);
}

}  // namespace

void child_1(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    expect_cancelled_awaits(h, judge, g.outer, was_cancelled(child, s));
  });
}

void child_2(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name, const Settlement&) {
    expect_cancelled_error_states(h, judge, g.outer);
  });
}

void child_3(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    for (const Name sibling : g.children) {
      const auto* other = h.settlement(sibling);
      if (sibling == child || (other && (!other->certain || other->turn <= s.turn))) continue;
      if (h.requested_before(sibling, h.events().size())) continue;
      expect_undisturbed(h, judge, sibling, g.call, was_cancelled(child, s));
    }
  });
}

void child_4(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    each_delivery(h, g.outer, [&](const Await& await) {
      const auto end = h.end_of(await.awaiter);
      const auto* last = h.final_of(await.awaiter);
      if (!last || end == nowhere || !h.event(await.end).outcome.is_cancellation()) return;
      if (h.event(end).time != h.event(await.end).time || !h.event(end).outcome.is_cancellation())
        return;
      if (h.requested_before(await.awaiter, end)) return;
      judge.expect(last->is_cancelled(), h.final_event(await.awaiter), [&] {
        return told(h, was_cancelled(child, s)) + " and " + who(h, await.awaiter) +
               " did not catch the CancelledError of " + who(h, g.outer) + ", yet it ended with " +
               shown(h, *last) + " instead of cancelled";
      });
    });
  });
}

void child_5(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    if (!has_body(h, child) || !raised_it(h, child)) return;
    expect_cancelled_awaits(h, judge, g.outer, {child, "raised CancelledError", nowhere, &s});
  });
}

void child_6(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    if (h.trace().kind(child) == Kind::future)
      expect_cancelled_awaits(h, judge, g.outer, was_cancelled(child, s));
  });
}

void child_7(const History& h, Judge& judge) {
  each_direct_request(h, [&](Name child, std::size_t event) {
    const auto start = h.start_of(child);
    if (start < event) return;
    judge.expect(start == nowhere, start == nowhere ? event : start, [&] {
      return who(h, child) + " was cancelled " + when(h, event) +
             ", before its first step, yet its body ran " + when(h, start);
    });
  });
}

void child_8(const History& h, Judge& judge) {
  each_direct_request(h, [&](Name child, std::size_t event) {
    if (h.event(event).by == child) expect_interrupted_next(h, judge, child, event);
  });
}

void child_9(const History& h, Judge& judge) {
  each_direct_request(h, [&](Name child, std::size_t event) {
    const auto end = h.end_of(child);
    const auto* s = h.sure_settlement(child);
    if (end == nowhere || !s || !s->succeeded() || !interrupted_between(h, child, event, end))
      return;
    for (const auto& g : h.gatherings()) {
      const auto* due = is_child(g, child) ? h.sure_settlement(g.outer) : nullptr;
      if (!due || !due->succeeded() || h.settled_by_hand(g.outer) != nowhere) continue;
      each_wait(h, g.outer, [&](const Await& await) {
        judge.expect(brought(h, await, g, child, s->outcome.value),
                     await.end == nowhere ? await.begin : await.end, [&] {
                       return who(h, child) + " caught its cancellation and returned " +
                              shown(h, s->outcome) +
                              ", yet this value is not in its place in what " +
                              who(h, await.awaiter) + " got of " + who(h, g.outer);
                     });
      });
    }
  });
}

void child_10(const History& h, Judge& judge) {
  each_cancelled_child(h, [&](const Gathering& g, Name child, const Settlement& s) {
    const bool others = std::ranges::any_of(g.children, [&](Name other) {
      const auto* later = h.sure_settlement(other);
      return later && later->cancelled() && later->time > s.time;
    });
    if (others)
      expect_cancelled_awaits(h, judge, g.outer,
                              {child, "was the first to be cancelled", nowhere, &s});
  });
}

void child_11(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto* due = h.settlement(g.outer);
    if (due && !is_sure(*due)) continue;
    const bool asked = h.cancel_requested(g.outer) != nowhere;
    if (asked || (due && due->outcome.is_cancellation())) expect_end(h, judge, g, due);
  }
}

}  // namespace gathercheck::spec::rules
