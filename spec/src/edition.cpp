// SPDX-License-Identifier: MIT
#include "gathercheck/spec/edition.hpp"

#include <charconv>

namespace gathercheck::spec {

std::optional<Edition> parse_edition(std::string_view text) {
  if (!text.starts_with("3.")) return std::nullopt;
  text.remove_prefix(2);
  int minor = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minor);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  const Edition edition{minor};
  if (text != std::to_string(minor)) return std::nullopt;  // "3.08" is no edition
  if (edition < oldest_edition || edition > newest_edition) return std::nullopt;
  return edition;
}

std::string to_string(Edition edition) {
  return "3." + std::to_string(edition.minor);
}

std::optional<EditionRange> parse_edition_range(std::string_view text) {
  if (text == "all") return EditionRange{};
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  EditionRange range;
  if (dash > 0) {
    const auto first = parse_edition(text.substr(0, dash));
    if (!first) return std::nullopt;
    range.first = *first;
  }
  if (dash + 1 < text.size()) {
    const auto last = parse_edition(text.substr(dash + 1));
    if (!last) return std::nullopt;
    range.last = *last;
  }
  if (range == EditionRange{} || range.last < range.first) return std::nullopt;
  return range;
}

std::string to_string(EditionRange range) {
  if (range == EditionRange{}) return "all";
  const std::string first = range.first == oldest_edition ? "" : to_string(range.first);
  const std::string last = range.last == newest_edition ? "" : to_string(range.last);
  return first + "-" + last;
}

}  // namespace gathercheck::spec
