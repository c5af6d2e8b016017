// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/conformance/failure.hpp"
#include "standing.hpp"

namespace gathercheck::tools {

/// What a report of `gathercheck check --json` says of one rule.
struct VerdictInReport {
  const spec::Rule* rule = nullptr;
  std::optional<Standing> standing;  ///< nothing if the rule does not hold in the edition
  conformance::Identity identity;
  spec::Edition edition = spec::newest_edition;  ///< by whose law it was judged
  std::uint64_t reached = 0;                     ///< in how many scenarios
  std::string listed;                            ///< the message of the known failure, if changed
  std::optional<conformance::Failure> failure;   ///< if it is violated
};

/// Reads it from a file, "-" for standard input. Throws UsageError if that is no report of one
/// trial, or one in which the rule was not judged.
VerdictInReport read_verdict(const std::string& path, const std::string& rule);

}  // namespace gathercheck::tools
