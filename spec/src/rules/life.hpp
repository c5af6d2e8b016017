// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gathercheck/spec/history.hpp"

/// What refers to what: whether something that was forgotten can still be alive. For traces of the
/// Python dialect.
namespace gathercheck::spec::rules {

/// Whether `n`, which exists, is alive at the event; nothing if a trace cannot tell.
std::optional<bool> is_alive(const History& h, Name n, std::size_t event);
/// Whether `n` had been forgotten before the event, or is just then: what a script forgets is noted
/// when it is let go.
bool is_forgotten_before(const History& h, Name n, std::size_t event);

}  // namespace gathercheck::spec::rules
