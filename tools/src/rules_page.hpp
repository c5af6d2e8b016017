// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gathercheck::tools {

/// The law as one page of HTML that needs nothing else: contents, each rule with what belongs to
/// it, its example, and the trace of the example as a picture and as text.
std::string rules_page();

}  // namespace gathercheck::tools
