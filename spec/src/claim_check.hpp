// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <span>
#include <string>

#include "section.hpp"

namespace gathercheck::spec {

/// Throws std::runtime_error, with the place, unless each section is a claim: a quote, who said it,
/// a finding and the fact; and either a scenario with its proof and rules among `rules` that settle
/// it, or the reason why there is none. A quote in another language comes with English words.
void check_claims(std::span<const Section> sections, const std::set<std::string>& rules);

}  // namespace gathercheck::spec
