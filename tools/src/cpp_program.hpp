// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "foresight.hpp"
#include "program_writer.hpp"

namespace gathercheck::tools {

/// A C++ program that does on the reference what the scenario says, in the edition of the subject,
/// and prints the timeline of it.
std::string cpp_program(const conformance::Scenario& scenario, const Foresight& foresight,
                        const Subject& subject);

}  // namespace gathercheck::tools
