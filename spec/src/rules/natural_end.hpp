// SPDX-License-Identifier: MIT
#pragma once

#include "ending.hpp"

namespace gathercheck::spec::rules {

/// Judges whether the outer ended when and as its children make it: as `due`, or not at all if that
/// is null. Silent about an outer that was settled by hand and about a run that did not come to
/// rest. That a gather which was asked to cancel is not itself cancelled is judged elsewhere.
void expect_end(const History& h, Judge& judge, const Gathering& g, const Settlement* due);

}  // namespace gathercheck::spec::rules
