// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "line_up.hpp"

namespace gathercheck::tools {

/// The lattice as a drawing: each below the one that it is like.
std::string drawn_lattice();

/// The lattice as a document in Markdown: conformance/semantics/README.md.
std::string semantics_document(const conformance::LineUp& line_up);

}  // namespace gathercheck::tools
