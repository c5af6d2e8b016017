// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/spec/edition.hpp"
#include "program_writer.hpp"

namespace gathercheck::tools {

/// What a program is to say of a rule.
Subject subject_of(const spec::Rule& rule, spec::Edition edition);

/// Puts beside each failure the programs that explain writes of its scenario: what gather does, in
/// Python and on the reference. There is none on the reference for a scenario that only a Python
/// can run, and none in Python either if no Python has told what to expect; and none that no
/// program can be written for.
void add_programs(std::vector<conformance::Aside>& asides,
                  const std::vector<conformance::Failure>& failures, spec::Edition edition);

}  // namespace gathercheck::tools
