// SPDX-License-Identifier: MIT
#include "gathercheck/spec/capability.hpp"

#include <array>

namespace gathercheck::spec {

std::span<const std::string_view> capability_words() {
  static constexpr std::array<std::string_view, 17> words{
      "cancel_outer",   "cancel_child", "cancel_awaiter", "return_exceptions",
      "duplicates",     "nesting",      "empty",          "futures",
      "tasks",          "callbacks",    "observe",        "identity",
      "turns",          "set_by_hand",  "shield",         "messages",
      python_capability};
  return words;
}

}  // namespace gathercheck::spec
