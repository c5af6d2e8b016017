// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "score.hpp"
#include "zoo_placements.hpp"

namespace gathercheck::tools {

/// What the suite made of the whole zoo, as conformance/mutants/README.md. Without any time: the
/// same score gives the same bytes.
std::string zoo_document(const conformance::Score& score, const conformance::TrialOptions& options,
                         const ZooPlacements& placements);

}  // namespace gathercheck::tools
