// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_text.hpp"

#include <charconv>
#include <iterator>

namespace gathercheck::spec {
namespace {

void append_escape(std::string& out, char c) {
  static constexpr std::string_view special = "\"\\\b\f\n\r\t";
  static constexpr std::string_view letters = "\"\\bfnrt";
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '\\';
  if (const auto at = special.find(c); at != std::string_view::npos) {
    out += letters[at];
    return;
  }
  out += "u00";
  out += hex[static_cast<unsigned char>(c) >> 4];
  out += hex[static_cast<unsigned char>(c) & 15];
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) append_escape(out, c);
    else out += c;
  }
  out += '"';
}

void append_json(std::string& out, std::int64_t number) {
  char digits[24];
  const auto [end, unused] = std::to_chars(std::begin(digits), std::end(digits), number);
  out.append(digits, end);
}

}  // namespace gathercheck::spec
