// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gathercheck::tools {

/// A text from elsewhere as people can read it and nothing takes it amiss: control characters, and
/// those that turn the direction of writing, are escapes (`\x1b`, `\u202e`), and so is what is not
/// UTF-8. Line feeds and tabs stay. What is longer than `most` bytes is cut, and it is told by how
/// much.
std::string plain(std::string_view text, std::size_t most = 100'000);

/// The same on one line: line feeds and tabs are blanks.
std::string plain_line(std::string_view text, std::size_t most = 1'000);

}  // namespace gathercheck::tools
