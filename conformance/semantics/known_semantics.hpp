// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "semantics.hpp"

namespace gathercheck::conformance {

/// The lattice of known behaviours, each after the one that it is like: gather's editions, the
/// newest first, then what differs from gather, ever more.
std::span<const Semantics> known_semantics();

/// The one with this name; null if there is none.
const Semantics* find_semantics(std::string_view name);

/// gather's own, of this edition.
const Semantics& gather_of(spec::Edition edition);

}  // namespace gathercheck::conformance
