// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gathercheck::conformance {

/// A text broken at its blanks into lines of at most `width` characters. The first one is going to
/// stand at the column `indent`, so the others are indented as far. A word that is longer than a
/// line, as an address, is left whole.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width = 80);

}  // namespace gathercheck::conformance
