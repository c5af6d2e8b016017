// SPDX-License-Identifier: MIT
#include "ending.hpp"

namespace gathercheck::spec::rules {

void expect_unreported(const History& h, Judge& judge, const Gathering& gathering) {
  for (std::size_t i = gathering.call; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    if (e.kind != EventKind::unhandled) continue;
    const bool is_child_or_outer = e.of == gathering.outer || is_child(gathering, e.of);
    judge.expect(!is_child_or_outer, i, [&] {
      return shown(h, e.outcome) + " of " + who(h, e.of) + " was reported to the exception handler of the loop";
    });
  }
}

std::string shown(const History& h, const Gathering& gathering, const Ending& ending) {
  const auto outer = who(h, gathering.outer);
  const auto what = shown(h, ending.outcome);
  if (!ending.await) return outer + " was in the end " + what;
  if (ending.await->end == nowhere) return who(h, ending.await->awaiter) + " waits for " + outer + " for ever";
  return outer + " gave " + who(h, ending.await->awaiter) + " " + what + " " + when(h, ending.event);
}

}  // namespace gathercheck::spec::rules
