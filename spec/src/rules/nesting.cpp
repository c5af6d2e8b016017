// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cancelling.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(outer, inner)` for every gathering that is a child of another.
template <typename Visit>
void each_nesting(const History& h, Visit visit) {
  if (h.gatherings().size() < 2) return;
  for (const auto& outer : h.gatherings())
    for (const Name child : outer.children)
      if (const auto* inner = h.gathering(child)) visit(outer, *inner);
}

bool untouched(const History& h, const Gathering& g) {
  return h.cancel_requested(g.outer) == nowhere && h.settled_by_hand(g.outer) == nowhere;
}

/// Whether the gathering is due with a list for certain.
bool gives_list(const History& h, const Gathering& g) {
  const auto* due = h.sure_settlement(g.outer);
  return due && due->succeeded() && untouched(h, g);
}

/// Whether `value` is what the children of `g` make, as far as that is sure: a list a level, in the
/// order of the arguments. The errors that a gathering with return_exceptions lists are not looked
/// at.
bool has_shape(const History& h, const Gathering& g, const Value& value) {
  const auto* list = value.list();
  if (!list || list->items.size() != g.positions.size()) return false;
  for (std::size_t i = 0; i < g.positions.size(); ++i) {
    const Name child = g.positions[i];
    if (const auto* inner = h.gathering(child)) {
      if (gives_list(h, *inner) && !has_shape(h, *inner, list->items[i])) return false;
    } else if (const auto* s = h.sure_settlement(child); s && s->succeeded()) {
      if (!same_content(list->items[i], s->outcome.value)) return false;
    }
  }
  return true;
}

void expect_list(const History& h, Judge& judge, const Gathering& g, const Await& await) {
  const Event& end = h.event(await.end);
  const bool holds = end.outcome.is_result() && has_shape(h, g, end.outcome.value);
  judge.expect(holds, await.end, [&] {
    return "all children of " + who(h, g.outer) + " are done and each has its place, yet " +
           who(h, await.awaiter) + " got " + shown(h, end.outcome);
  });
}

void expect_lists(const History& h, Judge& judge, const Gathering& g) {
  each_delivery(h, g.outer, [&](const Await& await) { expect_list(h, judge, g, await); });
}

/// The leaf whose failure comes through the gatherings without return_exceptions below `g`; no_name
/// if there is none.
Name failing_leaf(const History& h, const Gathering& g) {
  if (g.return_exceptions || !untouched(h, g) || g.decider == no_name) return no_name;
  if (const auto* inner = h.gathering(g.decider)) return failing_leaf(h, *inner);
  const auto* s = h.settlement(g.decider);
  return s && s->failed() ? g.decider : no_name;
}

/// Calls `visit(leaf)` for every leaf below gatherings that are pending for certain when the event
/// happens.
template <typename Visit>
void each_pending_leaf(const History& h, const Gathering& g, std::size_t event,
                       const Visit& visit) {
  for (const Name child : g.children) {
    const auto* inner = h.gathering(child);
    if (!inner)
      visit(child);
    else if (unfinished(h, child, event))
      each_pending_leaf(h, *inner, event, visit);
  }
}

const Value* item_of(const Outcome& outcome, const Gathering& g, Name child) {
  const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
  const auto at =
      static_cast<std::size_t>(std::ranges::find(g.positions, child) - g.positions.begin());
  return list && at < list->items.size() ? &list->items[at] : nullptr;
}

bool is_shared(const History& h, Name inner) {
  return std::ranges::count_if(h.gatherings(), [&](const auto& g) { return is_child(g, inner); }) >
         1;
}

}  // namespace

void nest_1(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    if (gives_list(h, outer) && gives_list(h, inner)) expect_lists(h, judge, outer);
  });
}

void nest_2(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    if (g.decider == no_name || !h.gathering(g.decider)) continue;
    const Name leaf = failing_leaf(h, g);
    if (leaf == no_name) continue;
    const auto* s = h.settlement(leaf);
    expect_failed_awaits(h, judge, g.outer, *s->outcome.error(),
                         {leaf, "failed below", nowhere, s});
  }
}

void nest_3(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) {
      const auto* inner = h.gathering(child);
      if (!inner || !unfinished(h, child, event)) continue;
      each_pending_leaf(h, *inner, event,
                        [&](Name leaf) { expect_reached(h, judge, leaf, event); });
    }
  });
}

void nest_4(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    if (!inner.return_exceptions || outer.return_exceptions) return;
    if (!gives_list(h, outer) || !gives_list(h, inner)) return;
    const bool failed = std::ranges::any_of(inner.children, [&](Name leaf) {
      const auto* s = h.sure_settlement(leaf);
      return s && !s->succeeded();
    });
    if (failed) expect_lists(h, judge, outer);
  });
}

void nest_5(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    const auto* due = h.sure_settlement(inner.outer);
    const auto* last = h.final_of(inner.outer);
    if (!outer.return_exceptions || !gives_list(h, outer) || !due || !last) return;
    if (!due->outcome.is_cancellation() || h.cancel_requested(inner.outer) == nowhere) return;
    each_delivery(h, outer.outer, [&](const Await& await) {
      const auto* item = item_of(h.event(await.end).outcome, outer, inner.outer);
      const auto* error = item ? item->error() : nullptr;
      judge.expect(
          error && error->is_cancellation() && last->error() && same_object(*error, *last->error()),
          await.end, [&] {
            return who(h, inner.outer) + " was cancelled and failed with " + shown(h, *last) +
                   ", yet " + who(h, outer.outer) +
                   " does not list that very object: " + shown(h, h.event(await.end).outcome);
          });
    });
  });
}

void nest_6(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto* inner = g.decider == no_name ? nullptr : h.gathering(g.decider);
    const auto* due = h.sure_settlement(g.outer);
    if (!inner || !due || h.settled_before(inner->outer, g.call).value_or(true)) continue;
    each_delivery(h, g.outer, [&](const Await& await) {
      if (!suspends(h, await)) return;
      judge.expect(h.event(await.end).turn == due->turn + 1, await.end, [&] {
        return who(h, inner->outer) + " was done in turn " + std::to_string(due->turn - 1) +
               " and " + who(h, g.outer) + " one turn later, yet " + who(h, await.awaiter) +
               " resumed " + when(h, await.end);
      });
    });
  }
}

void nest_7(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    const auto* own = h.final_of(inner.outer);
    const auto* last = h.final_of(outer.outer);
    if (!own || !last || !gives_list(h, outer) || !gives_list(h, inner)) return;
    if (!is_shared(h, inner.outer)) return;
    const auto* item = item_of(*last, outer, inner.outer);
    const auto* list = item ? item->list() : nullptr;
    const bool holds = list && own->value.list() && list->id == own->value.list()->id;
    judge.expect(holds, h.final_event(outer.outer), [&] {
      return "several gathers share " + who(h, inner.outer) + ", yet the list in " +
             who(h, outer.outer) + " is not its very list";
    });
  });
}

void nest_8(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const Name caller = h.event(g.call).by;
    if (!h.trace().is_awaitable(caller) || caller == main_name || !gives_list(h, g)) continue;
    const bool child = std::ranges::any_of(h.gatherings(), [&](const Gathering& above) {
      return above.call < g.call && is_child(above, caller);
    });
    if (!child) continue;
    each_delivery(h, g.outer, [&](const Await& await) {
      if (await.awaiter == caller) expect_list(h, judge, g, await);
    });
  }
}

void nest_9(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    if (outer.return_exceptions || outer.decider == no_name || !untouched(h, outer)) return;
    const auto* failure = h.settlement(outer.decider);
    if (outer.decider == inner.outer || failure->succeeded() || !gives_list(h, inner)) return;
    if (!finishes_after(h, inner.outer, failure->time)) return;
    const auto expect_list_at = [&](std::size_t at, const Outcome& outcome) {
      judge.expect(outcome.is_result() && has_shape(h, inner, outcome.value), at, [&] {
        return who(h, outer.outer) + " failed " + when(*failure) + " and " + who(h, inner.outer) +
               " should have gone on to its list, yet it gave " + shown(h, outcome);
      });
    };
    if (const auto* last = h.final_of(inner.outer))
      expect_list_at(h.final_event(inner.outer), *last);
    each_delivery(h, inner.outer, [&](const Await& await) {
      expect_list_at(await.end, h.event(await.end).outcome);
    });
  });
}

void nest_10(const History& h, Judge& judge) {
  each_nesting(h, [&](const Gathering& outer, const Gathering& inner) {
    const auto asked = h.cancel_requested(inner.outer);
    if (!inner.return_exceptions || asked == nowhere || h.cancel_requested(outer.outer) != asked)
      return;
    const auto* due = h.sure_settlement(inner.outer);
    const auto* last = h.final_of(inner.outer);
    if (!due || !last || h.settled_by_hand(inner.outer) != nowhere) return;
    judge.expect(last->is_cancellation(), h.final_event(inner.outer), [&] {
      return who(h, outer.outer) + " was cancelled " + when(h, asked) + " and with it " +
             who(h, inner.outer) + ", yet that ended with " + shown(h, *last);
    });
  });
}

}  // namespace gathercheck::spec::rules
