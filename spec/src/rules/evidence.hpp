// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <concepts>
#include <string>

#include "gathercheck/spec/history.hpp"

/// What checkers look for in a history, and the words in which they report it.
namespace gathercheck::spec::rules {

/// Calls `visit(event, state)` for every reading of the state of `n` (by a callback that was called
/// with it, by an observation, at the end), in order. A state is pending, cancelled, a result or an
/// error.
template <std::invocable<std::size_t, const Outcome&> Visit>
void each_state(const History& h, Name n, Visit visit);

/// Calls `visit(await)` for every await of `n` that ended and brought the outcome of `n` itself:
/// without a shield, and not one whose awaiter was asked to cancel meanwhile.
template <std::invocable<const Await&> Visit>
void each_delivery(const History& h, Name n, Visit visit);

/// Whether `n` is an argument of the gathering.
inline bool is_child(const Gathering& gathering, Name n) {
  return std::ranges::find(gathering.children, n) != gathering.children.end();
}

/// Whether two errors are one object. Unknown identities (0) are compared by type only.
bool same_object(const Error& a, const Error& b);

/// Whether two values have the same content and everything in them that has an identity is one
/// object.
bool same_object(const Value& a, const Value& b);

/// "a", quoted nowhere else: the name as a reader knows it.
std::string who(const History& h, Name n);
/// "at 3 (turn 7)".
std::string when(const History& h, std::size_t event);
std::string when(const Settlement& settlement);
/// "ValueError", "[1, 2]", "cancelled", "still pending".
std::string shown(const History& h, const Outcome& outcome);
std::string shown(const History& h, const Value& value);

template <std::invocable<std::size_t, const Outcome&> Visit>
void each_state(const History& h, Name n, Visit visit) {
  for (const auto i : h.readings()) {
    const Event& e = h.event(i);
    if (e.of != n) continue;
    if (e.kind != EventKind::observed)
      visit(i, e.outcome);
    else if (!e.done)
      visit(i, Outcome::pending());
    else if (e.cancelled)
      visit(i, Outcome::cancelled());
    else
      visit(i, e.outcome);
  }
}

template <std::invocable<const Await&> Visit>
void each_delivery(const History& h, Name n, Visit visit) {
  for (const Await& await : h.awaits()) {
    if (await.on == n && await.end != nowhere && !await.shield && !await.disturbed) visit(await);
  }
}

}  // namespace gathercheck::spec::rules
