// SPDX-License-Identifier: MIT
#include "eager_call.hpp"

#include <algorithm>

#include "name_list.hpp"

namespace gathercheck::spec::rules {
namespace {

/// A task with a request to cancel may end otherwise than its body does.
bool may_be_cancelled(const History& h, Name n) {
  bool found = false;
  each_cancel_before(h, nowhere, [&](std::size_t i) { found = found || h.event(i).of == n; });
  return found;
}

Standing of_body(const History& h, std::size_t event, Name child) {
  const auto end = h.end_of(child);
  if (end != nowhere && end < event) {
    if (may_be_cancelled(h, child)) return Standing::unknown;
    return h.event(end).outcome.is_error() ? Standing::failed : Standing::succeeded;
  }
  const bool begun = h.start_of(child) < event;
  return begun || !may_be_cancelled(h, child) ? Standing::pending : Standing::unknown;
}

/// Inside of the call the trace does not tell before which argument a future was settled.
Standing of_future(const History& h, std::size_t event, Name child) {
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    if (e.of != child || !e.accepted) continue;
    if (i > event) return Standing::pending;
    if (e.turn == h.event(event).turn && e.by != h.event(event).by) return Standing::unknown;
    return e.kind == EventKind::cancel || e.outcome.is_error() ? Standing::failed
                                                               : Standing::succeeded;
  }
  const auto* state = h.final_of(child);
  return state && state->is_pending() ? Standing::pending : Standing::unknown;
}

}  // namespace

Standing standing(const History& h, std::size_t event, Name child) {
  switch (h.trace().kind(child)) {
    case Kind::coroutine:
    case Kind::task:
      return of_body(h, event, child);
    case Kind::future:
      return of_future(h, event, child);
    default:
      return Standing::unknown;
  }
}

std::vector<Name> coroutines(const History& h, const Event& call) {
  auto found = distinct(call.children);
  std::erase_if(found, [&](Name n) { return h.trace().kind(n) != Kind::coroutine; });
  return found;
}

}  // namespace gathercheck::spec::rules
