// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/scenario.hpp"
#include "gathercheck/spec/edition.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::tools {

/// What somebody wants to have explained: a scenario, and the rule that it is about, if any.
struct Failure {
  conformance::Scenario scenario;
  const spec::Rule* rule = nullptr;
  spec::Edition edition = spec::newest_edition;  ///< whose law was broken
  std::string name;                              ///< what its files are called
};

/// The failure in a file ("-" is standard input): its scenario, or the violation in a report of
/// check or compare, that of the rule named or else the first; or the difference that a report of
/// compare has. Without a file the example of the rule. Throws UsageError if there is none.
Failure read_failure(const std::string& path, const std::string& rule);

}  // namespace gathercheck::tools
