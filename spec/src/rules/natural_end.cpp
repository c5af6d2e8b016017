// SPDX-License-Identifier: MIT
#include "natural_end.hpp"

#include "cancelling.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Whether an outer that is due so was seen to end so.
bool ends_so(const Settlement& due, const Outcome& outcome) {
  if (due.outcome.is_cancellation()) return outcome.is_cancellation() || outcome.is_cancelled();
  if (due.failed())
    return outcome.is_error() && same_object(*due.outcome.error(), *outcome.error());
  return outcome.is_result();
}

std::string expected(const History& h, const Gathering& g, const Settlement* due) {
  if (!due) return who(h, g.outer) + " has nothing that completes it";
  return who(h, g.outer) + " is due " + when(*due) + " with " +
         (due->succeeded() ? "a list" : shown(h, due->outcome));
}

}  // namespace

void expect_end(const History& h, Judge& judge, const Gathering& g, const Settlement* due) {
  const auto* state = h.final_of(g.outer);
  if (!at_rest(h) || !is_natural(h, g) || !state) return;
  judge.expect(due ? ends_so(*due, *state) : state->is_pending(), h.final_event(g.outer),
               [&] { return expected(h, g, due) + ", yet in the end it is " + shown(h, *state); });
  each_hearing(h, g.outer, [&](const Await& await) {
    const auto end = await.end;
    const bool holds = due ? end != nowhere && ends_so(*due, h.event(end).outcome) &&
                                 h.event(end).time == std::max(due->time, h.event(await.begin).time)
                           : end == nowhere;
    judge.expect(holds, end == nowhere ? await.begin : end, [&] {
      return expected(h, g, due) + ", yet " + who(h, await.awaiter) +
             (end == nowhere ? " waits for it for ever"
                             : " got " + shown(h, h.event(end).outcome) + " " + when(h, end));
    });
  });
}

}  // namespace gathercheck::spec::rules
