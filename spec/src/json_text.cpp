// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_text.hpp"

#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>

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
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20)
      append_escape(out, c);
    else
      out += c;
  }
  out += '"';
}

void append_json(std::string& out, std::int64_t number) {
  char digits[24];
  const auto [end, unused] = std::to_chars(std::begin(digits), std::end(digits), number);
  out.append(digits, end);
}

std::string quoted(std::string_view text, std::size_t most) {
  const nlohmann::json words = shortened(text, most);
  return words.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace gathercheck::spec
