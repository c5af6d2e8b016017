// SPDX-License-Identifier: MIT
#include "cancel_call.hpp"

#include <algorithm>

namespace gathercheck::spec::rules {
bool same_ending(const Outcome& expected, const Outcome& actual) {
  if (expected.kind != actual.kind) return false;
  return !expected.is_error() || expected.error()->type == actual.error()->type;
}

Cause was_asked(const History& h, const Gathering& g) {
  return {g.outer, "was asked to cancel", h.cancel_requested(g.outer), nullptr};
}

void expect_ending(const History& h, Judge& judge, Name outer, std::size_t event) {
  const auto* due = h.sure_settlement(outer);
  const auto* last = h.final_of(outer);
  if (!due || !last) return;
  judge.expect(same_ending(due->outcome, *last), h.final_event(outer), [&] {
    return "the cancel() of " + when(h, event) + " came too late for " + who(h, outer) +
           ", yet it ended with " + shown(h, *last);
  });
}

void expect_accepted(const History& h, Judge& judge, std::size_t event, bool accepted,
                     const char* why) {
  judge.expect(h.event(event).accepted == accepted, event, [&] {
    return why + (", yet the cancel() of " + who(h, h.event(event).of)) + " " + when(h, event) +
           " returned " + (accepted ? "False" : "True");
  });
}

void expect_lost_outcome(const History& h, Judge& judge, std::size_t event, const Await& await,
                         const Gathering& g) {
  const auto turn = h.sure_settlement(g.outer)->turn + 1;
  const bool holds = h.event(event).accepted && await.end != nowhere &&
                     h.event(await.end).outcome.is_cancellation() &&
                     h.event(await.end).turn == turn;
  judge.expect(holds || !at_rest(h), await.end == nowhere ? event : await.end, [&] {
    return who(h, await.awaiter) + " was asked to cancel " + when(h, event) + ", when " +
           who(h, g.outer) +
           " had nothing left to cancel, yet it did not get CancelledError in turn " +
           std::to_string(turn);
  });
  expect_ending(h, judge, g.outer, event);
}

bool seen_done(const History& h, const Gathering& g, std::size_t event) {
  if (h.event(g.call).done) return true;
  const auto* due = h.sure_settlement(g.outer);
  if (due && due->time < h.event(event).time) return true;
  for (const Await& await : h.awaits())
    if (await.on == g.outer && !await.shield && !await.overruled && await.end < event) return true;
  for (std::size_t i = g.call; i < event; ++i) {
    const Event& e = h.event(i);
    if (e.of != g.outer) continue;
    if (e.kind == EventKind::callback || (e.kind == EventKind::observed && e.done)) return true;
  }
  return false;
}

bool was_requested_at(const History& h, Name n, std::size_t event) {
  return std::ranges::any_of(h.requests(), [&](const Request& r) {
    return r.event == event && r.target == n && r.certain;
  });
}

bool has_pending_child(const History& h, const Gathering& g, std::size_t event) {
  return std::ranges::any_of(g.children, [&](Name child) {
    return h.trace().kind(child) != Kind::gather && unfinished(h, child, event);
  });
}

}  // namespace gathercheck::spec::rules
