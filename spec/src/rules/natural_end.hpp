// SPDX-License-Identifier: MIT
#pragma once

#include "ending.hpp"

namespace gathercheck::spec::rules {

/// Whether when and with what something ends is certain, but for which object it is.
inline bool is_sure(const Settlement& s) {
  return s.has_sure_turn() && s.has_sure_outcome();
}

/// Calls `visit(await)` for every await, behind a shield or not, that must bring the outcome of `n`
/// itself, ended or not.
template <std::invocable<const Await&> Visit>
void each_hearing(const History& h, Name n, Visit visit) {
  for (const Await& await : h.awaits()) {
    if (await.on != n || (await.shield ? await.disturbed : await.overruled)) continue;
    if (await.end != nowhere || h.trace().end == Trace::End::idle) visit(await);
  }
}

/// Judges whether the outer ended when and as its children make it: as `due`, or not at all if that
/// is null. Silent about an outer that was settled by hand and about a run that did not come to
/// rest. That a gather which was asked to cancel is not itself cancelled is judged elsewhere.
void expect_end(const History& h, Judge& judge, const Gathering& g, const Settlement* due);

}  // namespace gathercheck::spec::rules
