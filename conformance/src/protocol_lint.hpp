// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/conformance/child_process.hpp"
#include "gathercheck/conformance/lint.hpp"

namespace gathercheck::conformance {

/// What is wrong with how a child process keeps to protocol 1 of spec/format/README.md where the
/// scenarios of the suite do not lead: a line that is no request, a scenario that is none,
/// good-bye, and the end of its input. Throws Unavailable if the child cannot be started.
std::vector<LintFinding> lint_protocol(const ChildProcess::Options& child);

}  // namespace gathercheck::conformance
