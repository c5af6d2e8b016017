// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "noted.hpp"

/// Futures of the second loop of a run, and what belongs to that loop through them.
namespace gathercheck::spec::rules {

/// Whether the future is one of the second loop.
inline bool is_of_another_loop(const History& h, Name future) {
  bool found = false;
  each_noted(h, "loop", [&](std::size_t i) { found = found || h.event(i).of == future; });
  return found;
}

/// Whether one of the arguments of the call belongs to the second loop: itself, or through what it
/// is made of. Then the gather does too, and so do the tasks that it makes.
bool belongs_elsewhere(const History& h, std::span<const Name> arguments, std::size_t call);

}  // namespace gathercheck::spec::rules
