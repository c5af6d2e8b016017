// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "gathercheck/conformance/extent.hpp"

namespace gathercheck::tools {

/// --exhaustive and what goes with it: scenarios of a bounded world instead of random ones.
struct WorldOptions {
  bool exhaustive = false;
  std::string world;
  std::string share;
  std::uint64_t sample = 0;
};

void add_world_options(CLI::App& command, WorldOptions& options);

/// What was asked for; nothing, if random scenarios are. Throws UsageError for what makes no sense.
std::optional<conformance::Extent> extent_of(const WorldOptions& options);

}  // namespace gathercheck::tools
