// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gathercheck/conformance/failure.hpp"

namespace gathercheck::tools {

/// What a report of `gathercheck check --json` says of one rule.
struct VerdictInReport {
  enum class Kind {
    holds,
    violated,       ///< and it is not listed among the known failures
    known,          ///< violated as listed
    changed,        ///< violated in another way than listed
    passing,        ///< it holds, and is listed as violated
    unseen,         ///< it was never reached or is not supported, and is listed as violated
    not_reached,    ///< by any scenario
    other_edition,  ///< it does not hold in the edition
    not_supported,  ///< the implementation does not claim what it needs
  };

  const spec::Rule* rule = nullptr;
  Kind kind = Kind::holds;
  conformance::Identity identity;
  spec::Edition edition = spec::newest_edition;  ///< by whose law it was judged
  std::uint64_t reached = 0;                     ///< in how many scenarios
  std::string listed;                            ///< the message of the known failure, if changed
  std::optional<conformance::Failure> failure;   ///< if it is violated
};

/// Reads it from a file, "-" for standard input. Throws UsageError if that is no report of a trial,
/// or one in which the rule was not judged.
VerdictInReport read_verdict(const std::string& path, const std::string& rule);

}  // namespace gathercheck::tools
