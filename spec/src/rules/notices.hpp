// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec::rules {

/// Someone who wants to hear of the end of an outer: a done callback, or a script that awaits it
/// without a shield. An await is a registration like any other.
struct Notice {
  Name to = no_name;                 ///< the label of the callback, or the awaiter
  std::size_t registered = nowhere;  ///< the event `registered` or `awaiting`
  std::size_t given = nowhere;  ///< the event `callback` or `awaited`; nowhere if it never came
  bool await = false;
};

/// Calls `visit(notice)` for every notice of `outer`, in the order of registration.
template <std::invocable<const Notice&> Visit>
void each_notice(const History& h, Name outer, Visit visit) {
  const auto awaits = h.awaits();
  const auto callbacks = h.callbacks();
  auto await = awaits.begin();
  auto callback = callbacks.begin();
  while (true) {
    await = std::find_if(await, awaits.end(),
                         [&](const Await& a) { return a.on == outer && !a.shield; });
    callback = std::ranges::find(callback, callbacks.end(), outer, &Callback::on);
    if (await == awaits.end() && callback == callbacks.end()) return;
    if (callback == callbacks.end() ||
        (await != awaits.end() && await->begin < callback->registered)) {
      visit(Notice{await->awaiter, await->begin, await->end, true});
      ++await;
    } else {
      visit(Notice{callback->label, callback->registered, callback->called, false});
      ++callback;
    }
  }
}

/// Whether `n` was for certain pending at the event.
inline bool pending_at(const History& h, Name n, std::size_t event) {
  const auto* s = h.settlement(n);
  return !s || (s->certain && !h.settled_before(n, event).value_or(true));
}

/// Whether `n` was for certain done at the event.
inline bool done_at(const History& h, Name n, std::size_t event) {
  return h.sure_settlement(n) && h.settled_before(n, event).value_or(false);
}

/// Whether every child was for certain done when gather was called. False without children.
inline bool all_done_at_call(const History& h, const Gathering& g) {
  return !g.children.empty() &&
         std::ranges::all_of(g.children, [&](Name child) { return done_at(h, child, g.call); });
}

}  // namespace gathercheck::spec::rules
