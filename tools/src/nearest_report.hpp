// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gathercheck/conformance/nearest.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {

/// "nearest: behaves as structured concurrency except ..." and how far it agrees with that; nothing
/// if nobody asked.
void print_nearest(const std::optional<conformance::Nearest>& nearest, const Terminal& terminal);

}  // namespace gathercheck::tools
