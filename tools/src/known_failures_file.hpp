// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/known_failures.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {

/// What is known of an implementation, from a file. Throws UsageError if it is not one, if it is
/// about another implementation or edition, or if nobody has said the reason of a difference.
conformance::KnownFailures read_known_failures(const std::string& path,
                                               const conformance::Identity& identity,
                                               spec::Edition edition);

/// The same of a file that is going to be written anew: nothing if there is none yet, and reasons
/// may be missing.
conformance::KnownFailures read_known_failures_before(const std::string& path,
                                                      const conformance::Identity& identity,
                                                      spec::Edition edition);

/// In what the trial agrees with `path`, and in what it does not.
void print_reconciliation(const conformance::Reconciliation& reconciliation,
                          const std::string& path, const Terminal& terminal);

/// What was written, and what is still to be said.
void print_written(const conformance::KnownFailures& known, const std::string& path);

}  // namespace gathercheck::tools
