// SPDX-License-Identifier: MIT
#include "html_text.hpp"

#include <algorithm>
#include <cctype>

#include "gathercheck/conformance/digest.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {
namespace {

/// The bytes that hexadecimal digits stand for.
std::string bytes_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      text += i + k > bytes.size() ? '=' : letters[group >> (18 - 6 * k) & 63];
  }
  return text;
}

std::string link_to(std::string_view id) {
  return "<a href=\"#" + anchor_of(id) + "\">" + std::string(id) + "</a>";
}

}  // namespace

std::string html_line(std::string_view text) {
  return escaped(plain_line(text));
}

std::string html_text(std::string_view text) {
  return escaped(plain(text));
}

std::string rule_link(const spec::Rule& rule) {
  return link_to(rule.id);
}

std::string claim_link(const spec::Claim& claim) {
  return link_to(claim.id);
}

std::string policy_of(std::string_view inline_text) {
  return "'sha256-" + base64(bytes_of(conformance::Digest::of(inline_text))) + "'";
}

}  // namespace gathercheck::tools
