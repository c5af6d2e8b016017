// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::tools {

/// A trace as an SVG picture: one lane for main and each awaitable, time from top to bottom, arrows
/// from whoever acts to whom it is done. Its colours come from the classes of pages/page.css.
std::string sequence_diagram(const spec::Trace& trace);

}  // namespace gathercheck::tools
