// SPDX-License-Identifier: MIT
#include "gathercheck/spec/capability.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::spec {

std::span<const std::string_view> capability_words() {
  static constexpr std::array<std::string_view, 16> plain{
      "cancel_outer", "cancel_child", "cancel_awaiter", "return_exceptions",
      "duplicates",   "nesting",      "empty",          "futures",
      "tasks",        "callbacks",    "observe",        "identity",
      "turns",        "set_by_hand",  "shield",         "messages"};
  static constexpr auto words = [] {
    std::array<std::string_view, plain.size() + dialect_capability_words.size()> all;
    std::ranges::copy(dialect_capability_words, std::ranges::copy(plain, all.begin()).out);
    return all;
  }();
  return words;
}

}  // namespace gathercheck::spec
