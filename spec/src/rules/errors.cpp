// SPDX-License-Identifier: MIT
#include "evidence.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(gathering, failure)` for every gathering without return_exceptions that a failing (not cancelled)
/// child completes for certain.
template <typename Visit>
void each_failure(const History& h, Visit visit) {
  for (const auto& g : h.gatherings()) {
    if (g.return_exceptions) continue;
    const auto child = h.deciding_child(g);
    const auto* s = child == no_name ? nullptr : h.settlement(child);
    if (s && s->failed()) visit(g, child, *s);
  }
}

}  // namespace

void err_1(const History& h, Judge& judge) {
  each_failure(h, [&](const Gathering& g, Name child, const Settlement& failure) {
    each_delivery(h, g.outer, [&](const Await& await) {
      if (h.event(await.begin).time > failure.time) return;
      judge.expect(h.event(await.end).time == failure.time, await.end, [&] {
        return who(h, child) + " failed " + when(failure) + ", yet " + who(h, await.awaiter) +
               " heard of it only " + when(h, await.end);
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
