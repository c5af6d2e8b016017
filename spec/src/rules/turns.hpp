// SPDX-License-Identifier: MIT
#pragma once

#include "evidence.hpp"
#include "gathercheck/spec/verdict.hpp"

namespace gathercheck::spec::rules {

/// Demands that an event, if it happened at all, came so many turns after another. `what` says what
/// it is, as "started".
inline void expect_turns(const History& h, Judge& judge, std::size_t cause, std::size_t effect,
                         int turns, const char* what) {
  if (effect == nowhere) return;
  judge.expect(h.event(effect).turn == h.event(cause).turn + turns, effect, [&] {
    return who(h, h.event(effect).of) + " " + what + " " + when(h, effect) + ", and not " +
           std::to_string(turns) + " turns after " + when(h, cause);
  });
}

}  // namespace gathercheck::spec::rules
