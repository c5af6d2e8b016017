// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>

#include "score.hpp"

namespace gathercheck::tools {

/// To which known semantics each wrong gather is nearest, in a few words: "gather 96.2 %" is gather
/// of the edition that it means to be, and the share of the scenarios of `cancellation` in which it
/// agrees.
using ZooPlacements = std::map<const conformance::Mutant*, std::string>;

/// Places those of a score, with so many random scenarios. `go_on` is asked before each.
ZooPlacements placements_of(const conformance::Score& score, std::uint64_t cases,
                            const std::function<bool()>& go_on);

}  // namespace gathercheck::tools
