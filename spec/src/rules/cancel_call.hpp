// SPDX-License-Identifier: MIT
#pragma once

#include "cancelling.hpp"

/// One cancel() of a gather or of a task that awaits one: what it returned, and what may come of
/// it.
namespace gathercheck::spec::rules {

/// The cause that a gather was asked to cancel.
Cause was_asked(const History& h, const Gathering& g);
/// Whether the two agree on how it ended; an expected result stands for any.
bool same_ending(const Outcome& expected, const Outcome& actual);
/// Judges whether the outer ended as its children make it, although the cancel() of the event came
/// too late.
void expect_ending(const History& h, Judge& judge, Name outer, std::size_t event);
/// Judges what the cancel() of the event returned.
void expect_accepted(const History& h, Judge& judge, std::size_t event, bool accepted,
                     const char* why);
/// Judges whether the task got CancelledError at the wake-up that was due, and the outer kept what
/// it has.
void expect_lost_outcome(const History& h, Judge& judge, std::size_t event, const Await& await,
                         const Gathering& g);
/// Whether the outer was seen to be done before the event.
bool seen_done(const History& h, const Gathering& g, std::size_t event);
/// Whether the event asked `n` to cancel, for certain.
bool was_requested_at(const History& h, Name n, std::size_t event);
/// Whether a child that is no gather could still be asked to cancel.
bool has_pending_child(const History& h, const Gathering& g, std::size_t event);

/// Calls `visit(event, await, gathering)` for every cancel() of a task that was suspended in an
/// await of a gather whose children were all done.
template <typename Visit>
void each_late_awaiter_cancel(const History& h, Visit visit) {
  for (const auto event : h.cancels()) {
    const Event& e = h.event(event);
    if (!has_body(h, e.of) || h.end_of(e.of) < event) continue;
    const auto* await = await_at(h, e.of, event);
    const auto* g = await && !await->shield ? h.gathering(await->on) : nullptr;
    if (g && h.sure_settlement(g->outer)) visit(event, *await, *g);
  }
}

}  // namespace gathercheck::spec::rules
