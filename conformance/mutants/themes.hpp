// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "mutant.hpp"

namespace gathercheck::conformance {

// The wrong gathers, by what they get wrong; each function is at the end of the file of its name.

std::vector<Mutant> wrong_about_nothing();

}  // namespace gathercheck::conformance
