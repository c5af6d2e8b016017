// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::spec {

/// The canonical text of a trace, one line without its end: spec/format/README.md. Two runs agree
/// when these bytes agree.
std::string to_json(const Trace& trace);

/// The same, written over `text`, whose room is used again.
void write_json(const Trace& trace, std::string& text);

/// Reads the text of a trace. Throws FormatError for anything that spec/format/trace.schema.json
/// refuses, and for names that were not introduced.
Trace parse_trace(std::string_view text);

}  // namespace gathercheck::spec
