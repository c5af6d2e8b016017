// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "semantics.hpp"

namespace gathercheck::conformance {

// The known behaviours, by what a failure means in them; each function is at the end of the file of
// its name.

/// gather of each edition.
std::vector<Semantics> editions_of_gather();
/// It is gather, but for when the children start.
std::vector<Semantics> starts();
/// A failure is told at once, and the siblings run on.
std::vector<Semantics> promises();
/// A failure is no failure: all outcomes are collected.
std::vector<Semantics> collections();
/// A failure ends the siblings.
std::vector<Semantics> structured();
/// A failure waits.
std::vector<Semantics> latches();

}  // namespace gathercheck::conformance
