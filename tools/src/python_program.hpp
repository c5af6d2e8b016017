// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "foresight.hpp"
#include "program_writer.hpp"

namespace gathercheck::tools {

/// A program for Python 3.9 or later (for 3.8, if that is the edition of the subject) that does
/// what the scenario says and prints the timeline of it. It needs nothing but the standard library.
std::string python_program(const conformance::Scenario& scenario, const Foresight& foresight,
                           const Subject& subject);

}  // namespace gathercheck::tools
