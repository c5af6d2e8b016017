// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/history.hpp"

namespace gathercheck::spec::rules {

/// The awaitables that a note names, separated by blanks, in order.
inline std::vector<Name> names_in(const History& h, std::string_view text) {
  std::vector<Name> names;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    for (std::size_t n = 0; n < h.trace().kinds.size(); ++n)
      if (h.trace().names[n] == word) names.push_back(static_cast<Name>(n));
  }
  return names;
}

/// The names without repetitions, in order.
inline std::vector<Name> distinct(const std::vector<Name>& names) {
  std::vector<Name> found;
  for (const Name n : names)
    if (std::ranges::find(found, n) == found.end()) found.push_back(n);
  return found;
}

/// The text that names_in() reads.
inline std::string listed(const History& h, const std::vector<Name>& names) {
  std::string text;
  for (const Name n : names) text += (text.empty() ? "" : " ") + h.name(n);
  return text;
}

}  // namespace gathercheck::spec::rules
