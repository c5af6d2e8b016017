// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gathercheck/conformance/library_process.hpp"

namespace gathercheck::conformance {

/// What a library in a child process says, line by line, as library protocol 1 of
/// spec/format/README.md has it.

/// Whom the answer to `hello` introduces. Throws FormatError.
Identity read_library_hello(const std::string& line);

/// The answer to the request `id`: what the library does, or that it refuses. Throws FormatError.
std::variant<std::vector<Deed>, Trouble> read_deeds(const std::string& line, std::uint64_t id);

}  // namespace gathercheck::conformance
