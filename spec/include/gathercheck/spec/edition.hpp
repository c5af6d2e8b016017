// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace gathercheck::spec {

/// A version of Python whose gather is meant: 3.`minor`. gather is not one thing, it changed with
/// Python.
struct Edition {
  int minor;

  auto operator<=>(const Edition&) const = default;
};

inline constexpr Edition oldest_edition{8};
inline constexpr Edition newest_edition{14};

/// Reads "3.8" ... "3.14"; nothing for any other text.
std::optional<Edition> parse_edition(std::string_view text);

/// "3.13".
std::string to_string(Edition edition);

/// The editions `first` to `last`, both included.
struct EditionRange {
  Edition first = oldest_edition;
  Edition last = newest_edition;

  bool contains(Edition edition) const { return first <= edition && edition <= last; }
  bool operator==(const EditionRange&) const = default;
};

/// Reads "all", "3.12-" (since), "-3.11" (until) and "3.9-3.10"; nothing for any other text.
std::optional<EditionRange> parse_edition_range(std::string_view text);

/// The shortest of the four spellings that parse_edition_range() reads.
std::string to_string(EditionRange range);

}  // namespace gathercheck::spec
