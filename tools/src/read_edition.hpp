// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "files.hpp"
#include "gathercheck/spec/edition.hpp"

namespace gathercheck::tools {

/// The value of an option --edition; none if it was not given. Throws UsageError for what is no
/// edition.
inline std::optional<spec::Edition> read_edition(const std::string& text) {
  if (text.empty()) return {};
  const auto edition = spec::parse_edition(text);
  if (!edition)
    throw UsageError("there is no edition \"" + text + "\"", "editions are 3.8 to 3.14");
  return edition;
}

}  // namespace gathercheck::tools
