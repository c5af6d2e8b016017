// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/spec/edition.hpp"

namespace gathercheck::spec {

/// What a claim about gather comes to, and in which editions that is so. Every finding but "since"
/// and "until" is the same in all of them.
struct Finding {
  enum class Truth : std::uint8_t {
    right,      ///< it is as claimed
    wrong,      ///< it is not
    imprecise,  ///< it is so in the case that was meant, but not as it stands
  };

  Truth truth = Truth::right;
  EditionRange editions;

  bool operator==(const Finding&) const = default;
};

/// Reads "true", "false", "imprecise", "since 3.12" and "until 3.9" (both included); nothing for
/// any other text, nor for a range that is every edition.
std::optional<Finding> parse_finding(std::string_view text);

/// The text that parse_finding() reads.
std::string to_string(const Finding& finding);

}  // namespace gathercheck::spec
