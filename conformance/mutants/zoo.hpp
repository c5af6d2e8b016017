// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

#include "mutant.hpp"

namespace gathercheck::conformance {

/// All wrong gathers, grouped by what they get wrong.
std::span<const Mutant> zoo();

/// The one with this name; null if there is none.
const Mutant* find_mutant(std::string_view name);

}  // namespace gathercheck::conformance
