// SPDX-License-Identifier: MIT
#include "ending.hpp"

namespace gathercheck::spec::rules {

void expect_unreported(const History& h, Judge& judge, const Gathering& gathering) {
  const auto is_report = [&](const Event& e) {
    return e.kind == EventKind::unhandled && (e.of == gathering.outer || is_child(gathering, e.of));
  };
  const auto found = std::ranges::find_if(h.events(), is_report);
  const auto event = static_cast<std::size_t>(found - h.events().begin());
  judge.expect(found == h.events().end(), event, [&] {
    return shown(h, found->outcome) + " of " + who(h, found->of) +
           " was reported to the exception handler of the loop";
  });
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
