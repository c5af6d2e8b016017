// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "first_failure.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {

/// What check says first of each wrong gather, for people.
void print_first_failures(const std::vector<conformance::FirstFailures>& all,
                          const Terminal& terminal);

/// How plain they are and whether their rules describe the mistakes, in sentences.
std::string plainness_of(const std::vector<conformance::FirstFailures>& all);

/// Those that are roundabout, and why, each as an entry of a list in Markdown.
std::string roundabout_ones(const std::vector<conformance::FirstFailures>& all);

/// Whether each rule describes the mistake in a plain scenario, or it is known why not, and 95 of a
/// hundred seeds or more lead to the failure of the first one.
bool teach(const std::vector<conformance::FirstFailures>& all);

}  // namespace gathercheck::tools
