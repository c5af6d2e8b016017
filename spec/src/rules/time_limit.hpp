// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>

#include "evidence.hpp"
#include "noted.hpp"

/// What a limit in time does to those that work, and to those that wait for them.
namespace gathercheck::spec::rules {

/// Whether nobody but limits in time asks anyone to cancel before the event.
bool is_quiet(const History& h, std::size_t before);

/// Whether it is the error that says nothing but that time is over.
bool is_timeout(const History& h, const Outcome& outcome);

/// Whether CancelledError came to a script in the event.
inline bool is_interruption(const Event& e) {
  return e.kind == EventKind::interrupted ||
         (e.kind == EventKind::awaited && e.outcome.is_cancellation());
}

/// Whether `n` runs a script and is a child.
inline bool is_script_of(const History& h, const Gathering& g, Name n) {
  return is_script(h, n) && is_child(g, n);
}

/// Calls `visit(index)` for every CancelledError that came to a child in [from, to).
template <std::invocable<std::size_t> Visit>
void each_interruption(const History& h, const Gathering& g, std::size_t from, std::size_t to,
                       Visit visit) {
  for (auto i = from; i < std::min(to, h.events().size()); ++i)
    if (is_interruption(h.event(i)) && is_script_of(h, g, h.event(i).of)) visit(i);
}

}  // namespace gathercheck::spec::rules
