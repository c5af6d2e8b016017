// SPDX-License-Identifier: MIT
#include "ending.hpp"

namespace gathercheck::spec::rules {

void expect_unreported(const History& h, Judge& judge, const Gathering& gathering) {
  judge.expect(true, gathering.call, [] { return std::string(); });
  for (const auto i : h.of_kind(EventKind::unhandled)) {
    const Event& e = h.event(i);
    judge.expect(e.of != gathering.outer && !is_child(gathering, e.of), i, [&] {
      return shown(h, e.outcome) + " of " + who(h, e.of) +
             " was reported to the exception handler of the loop";
    });
  }
}

std::string shown(const History& h, const Gathering& gathering, const Ending& ending) {
  const auto outer = who(h, gathering.outer);
  const auto what = shown(h, ending.outcome);
  if (!ending.await) return outer + " was in the end " + what;
  if (ending.await->end == nowhere)
    return who(h, ending.await->awaiter) + " waits for " + outer + " for ever";
  return outer + " gave " + who(h, ending.await->awaiter) + " " + what + " " +
         when(h, ending.event);
}

}  // namespace gathercheck::spec::rules
