// SPDX-License-Identifier: MIT
#include "ending.hpp"

namespace gathercheck::spec::rules {

std::string shown(const History& h, const Gathering& gathering, const Ending& ending) {
  const auto outer = who(h, gathering.outer);
  const auto what = shown(h, ending.outcome);
  if (!ending.await) return outer + " was in the end " + what;
  if (ending.await->end == nowhere) return who(h, ending.await->awaiter) + " waits for " + outer + " for ever";
  return outer + " gave " + who(h, ending.await->awaiter) + " " + what + " " + when(h, ending.event);
}

}  // namespace gathercheck::spec::rules
