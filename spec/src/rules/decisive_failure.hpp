// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>

#include "escapes.hpp"

/// The failure that completes a gather of the Python dialect, where a trace leaves no doubt. Such a
/// trace is not replayed, so that this is known only where nobody cancels anything.
namespace gathercheck::spec::rules {

/// Whether the await may end before what it is on: it has a limit, or is on several things.
bool is_limited(const History& h, const Await& await);
/// Whether nobody cancels anything: no cancel(), no limit, no group, and no argument of a kind that
/// may hide one of these.
bool nobody_cancels(const History& h);
/// Whether a child of the gathering is done when the event happens, if nobody cancels.
bool is_done_before(const History& h, Name child, std::size_t event);

/// Calls `visit(gathering)` for the gatherings of which the body that ended with this event is the
/// first child to fail, which were pending then and which nobody but their children settles.
template <std::invocable<const Gathering&> Visit>
void each_decided(const History& h, std::size_t end, Visit visit);

bool is_first_failure(const History& h, const Gathering& g, std::size_t end);

template <std::invocable<const Gathering&> Visit>
void each_decided(const History& h, std::size_t end, Visit visit) {
  if (!nobody_cancels(h)) return;
  for (const auto& g : h.gatherings())
    if (g.call < end && is_child(g, h.event(end).of) && is_first_failure(h, g, end)) visit(g);
}

}  // namespace gathercheck::spec::rules
