// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "score.hpp"
#include "terminal.hpp"

namespace gathercheck::tools {

/// What the suite made of the wrong gathers, for people.
void print_score(const conformance::Score& score, bool timing, const Terminal& terminal);

/// The same as data. The same score gives the same bytes, unless `timing` is asked for.
std::string score_json(const conformance::Score& score, const conformance::TrialOptions& options,
                       bool timing);

/// "193 wrong gathers: 192 killed of the 192 that a rule could kill (100 %); ...".
std::string summary(const conformance::Score& score);

/// The rules that kill it, separated by blanks.
std::string ids_of(const conformance::Examination& examination);

/// Separated by blanks.
std::string names_of(const std::vector<const conformance::Mutant*>& mutants);

/// The rules that kill none of the whole zoo although one could.
std::vector<std::string> idle_rules(const conformance::Score& score);

}  // namespace gathercheck::tools
