// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/wrapped.hpp"

#include <algorithm>

namespace gathercheck::conformance {
namespace {

/// How many characters a UTF-8 text has.
std::size_t length(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  for (std::size_t column = indent; !text.empty();) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    const bool first = column == indent;
    if (!first && column + 1 + length(word) > width) {
      lines += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += length(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace gathercheck::conformance
