// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <vector>

#include "foreign_loop.hpp"

/// Calls of gather under the eager factory, and how far their children came inside of them.
namespace gathercheck::spec::rules {

/// How an argument stood when an eager call of gather came to it.
enum class Standing { pending, succeeded, failed, unknown };

Standing standing(const History& h, std::size_t call, Name child);

/// Calls `visit(index, event)` for every call of gather, returned or raised, under the eager
/// factory while the loop runs, with arguments of that loop.
template <std::invocable<std::size_t, const Event&> Visit>
void each_eager_call(const History& h, Visit visit) {
  if (!has_option(h, "eager") || !h.restarts().empty()) return;
  for (const auto i : h.of_kind(EventKind::gather))
    if (!is_outside(h, h.event(i).by) && !belongs_elsewhere(h, h.event(i).children, i))
      visit(i, h.event(i));
}

/// The coroutines among the arguments, without repetitions, in order.
std::vector<Name> coroutines(const History& h, const Event& call);

}  // namespace gathercheck::spec::rules
