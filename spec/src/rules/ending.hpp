// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>

#include "evidence.hpp"
#include "gathercheck/spec/verdict.hpp"

/// How a gathering was seen to end, and what it should have ended with.
namespace gathercheck::spec::rules {

/// One sight of how an outer ended: an await that brought its outcome, or its state after the run.
struct Ending {
  std::size_t event;
  const Outcome& outcome;  ///< pending if the await, or the outer, never ended
  const Await* await;      ///< null for the state after the run

  /// Whether it was seen when it should be, if the outer was completed at `time`.
  bool is_timely(const History& h, std::int64_t time) const {
    return !await || h.event(event).time == std::max(time, h.event(await->begin).time);
  }
  /// The entry at `position` of the list it brought; null if it brought none so long.
  const Value* entry(std::size_t position) const {
    const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
    return list && position < list->items.size() ? &list->items[position] : nullptr;
  }
};

/// Calls `visit(ending)` for the awaits of `outer` that nobody disturbed and for its state after a
/// run that came to rest. An await that never ended counts as one that brought "pending".
template <std::invocable<const Ending&> Visit>
void each_ending(const History& h, Name outer, Visit visit) {
  static const Outcome pending = Outcome::pending();
  const bool idle = h.trace().end == Trace::End::idle;
  for (const Await& await : h.awaits()) {
    if (await.on != outer || await.shield || await.disturbed) continue;
    if (await.end != nowhere)
      visit(Ending{await.end, h.event(await.end).outcome, &await});
    else if (idle)
      visit(Ending{await.begin, pending, &await});
  }
  if (const auto* state = h.final_of(outer); state && idle)
    visit(Ending{h.final_event(outer), *state, nullptr});
}

/// Whether nobody but the children settles the gathering.
inline bool is_natural(const History& h, const Gathering& gathering) {
  return h.settled_by_hand(gathering.outer) == nowhere;
}

/// Calls `visit(gathering, settlement)` for every gathering with children that is bound to end with
/// a list.
template <std::invocable<const Gathering&, const Settlement&> Visit>
void each_due_list(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings()) {
    if (g.positions.empty() || !is_natural(h, g)) continue;
    const auto* due = h.sure_settlement(g.outer);
    if (due && due->succeeded()) visit(g, *due);
  }
}

/// What the child came to, as far as the trace leaves no doubt; null otherwise. Of a gather it is
/// the state after the run, because that has the list.
inline const Outcome* came_to(const History& h, Name child) {
  if (h.gathering(child)) return h.final_of(child);
  const auto* settlement = h.sure_settlement(child);
  return settlement ? &settlement->outcome : nullptr;
}

/// Calls `visit(gathering, position, came_to(child))` for every argument of every gathering that is
/// bound to end with a list.
template <std::invocable<const Gathering&, std::size_t, const Outcome&> Visit>
void each_due_entry(const History& h, Visit visit) {
  each_due_list(h, [&](const Gathering& g, const Settlement&) {
    for (std::size_t i = 0; i < g.positions.size(); ++i)
      if (const auto* outcome = came_to(h, g.positions[i])) visit(g, i, *outcome);
  });
}

/// Demands that no failure of a child of the gathering was reported to the loop's exception
/// handler. Only what callbacks and the timeline raise belongs there, and that is reported under
/// their names.
void expect_unreported(const History& h, Judge& judge, const Gathering& gathering);

/// "outer gave main [1, 2] at 3 (turn 7)", "outer was in the end cancelled".
std::string shown(const History& h, const Gathering& gathering, const Ending& ending);

}  // namespace gathercheck::spec::rules
