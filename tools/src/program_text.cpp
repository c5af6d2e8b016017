// SPDX-License-Identifier: MIT
#include "program_text.hpp"

#include <algorithm>
#include <sstream>

#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/trace_text.hpp"

namespace gathercheck::tools {
namespace {

constexpr std::size_t width = 96;

}  // namespace

std::string header(const Subject& subject) {
  std::string text = conformance::wrapped(subject.title, 0, width) + "\n";
  if (!subject.text.empty()) text += "\n" + conformance::wrapped(subject.text, 0, width) + "\n";
  return text;
}

std::string told(const Foresight& foresight, const Subject& subject) {
  return spec::timeline(foresight.trace(subject.edition));
}

std::string commented(const std::string& text, std::string_view sign) {
  std::string comment;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    // A line that Python or C++ would take to be over must not end in the middle.
    std::ranges::replace_if(
        line, [](unsigned char c) { return c < 0x20; }, '?');
    comment.append(sign).append(line.empty() ? "" : " ").append(line) += '\n';
  }
  return comment;
}

std::string within_quotes(std::string_view text) {
  static constexpr std::string_view digits = "01234567";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      // Three octal digits mean the same in both languages, whatever follows.
      out += '\\', out += digits[byte >> 6], out += digits[byte >> 3 & 7], out += digits[byte & 7];
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace gathercheck::tools
