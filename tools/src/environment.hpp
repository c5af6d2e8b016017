// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// Where this program runs, what compiled it, and what the time is.
conformance::Environment environment_now();

/// The file that a command line names, as `my_gather.js` in "node my_gather.js": the last one with
/// an extension. Empty if there is none.
std::string source_in(const std::string& adapter);

}  // namespace gathercheck::tools
