// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "mutant.hpp"

namespace gathercheck::conformance {

// The wrong gathers, by what they get wrong; each function is at the end of the file of its name.

std::vector<Mutant> wrong_about_nothing();
std::vector<Mutant> wrong_about_results();
std::vector<Mutant> wrong_about_errors();
std::vector<Mutant> wrong_about_return_exceptions();
std::vector<Mutant> wrong_about_cancelled_children();
std::vector<Mutant> wrong_about_cancel();
std::vector<Mutant> wrong_about_cancelled_outers();
std::vector<Mutant> wrong_about_duplicates();
std::vector<Mutant> wrong_about_empty();
std::vector<Mutant> wrong_about_done_children();
std::vector<Mutant> wrong_about_turns();
std::vector<Mutant> wrong_about_the_outer();
std::vector<Mutant> wrong_about_scheduling();
std::vector<Mutant> wrong_about_nesting();

}  // namespace gathercheck::conformance
