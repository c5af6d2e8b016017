// SPDX-License-Identifier: MIT
#include "plain_text.hpp"

#include <algorithm>
#include <cstdint>

namespace gathercheck::tools {
namespace {

/// The bytes of a character of UTF-8 that begins so; 0 if none does.
std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/// A character of a text, or a byte that is none.
struct Character {
  std::uint32_t code = 0;
  std::size_t length = 1;
  bool is_valid = false;
};

Character first_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const auto length = length_of(first);
  if (length == 0 || length > text.size()) return {first, 1, false};
  std::uint32_t code = length == 1 ? first : first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {first, 1, false};
    code = code << 6 | (next & 0x3fu);
  }
  const bool is_too_long = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool is_surrogate = code >= 0xd800 && code < 0xe000;
  if (is_too_long || is_surrogate || code > 0x10ffff) return {first, 1, false};
  return {code, length, true};
}

/// Whether it is seen as what it is: no control character, none that changes the order in which
/// others are seen, none that is not for interchange.
bool is_plain(std::uint32_t code) {
  const auto within = [code](std::uint32_t from, std::uint32_t to) {
    return from <= code && code <= to;
  };
  if (code == '\n' || code == '\t') return true;
  return !(within(0, 0x1f) || within(0x7f, 0x9f) || within(0x200b, 0x200f) ||
           within(0x2028, 0x202e) || within(0x2060, 0x206f) || within(0xfdd0, 0xfdef) ||
           code == 0xad || code == 0x61c || code == 0xfeff || (code & 0xfffe) == 0xfffe);
}

std::string escape(std::uint32_t code) {
  static constexpr std::string_view digits = "0123456789abcdef";
  const int count = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
  std::string text = code < 0x100 ? "\\x" : code < 0x10000 ? "\\u" : "\\U";
  for (int i = count - 1; i >= 0; --i) text += digits[code >> (4 * i) & 0xf];
  return text;
}

}  // namespace

std::string plain(std::string_view text, std::size_t most) {
  std::string out;
  out.reserve(std::min(text.size(), most) + 32);
  while (!text.empty()) {
    const auto character = first_of(text);
    if (out.size() + character.length > most)
      return out + "... (" + std::to_string(text.size()) + " more bytes)";
    out += character.is_valid && is_plain(character.code) ? text.substr(0, character.length)
                                                          : std::string_view{};
    if (!character.is_valid || !is_plain(character.code)) out += escape(character.code);
    text.remove_prefix(character.length);
  }
  return out;
}

std::string plain_line(std::string_view text, std::size_t most) {
  auto line = plain(text, most);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

}  // namespace gathercheck::tools
