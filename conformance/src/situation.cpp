// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/situation.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace gathercheck::conformance {

std::span<const std::string_view> situation_words() {
  static constexpr std::array<std::string_view, situation_count> words{"failures",
                                                                       "base_errors",
                                                                       "timeouts",
                                                                       "shared_errors",
                                                                       "error_values",
                                                                       "awaitable_values",
                                                                       "none_values",
                                                                       "duplicates",
                                                                       "futures",
                                                                       "tasks",
                                                                       "done_children",
                                                                       "empty",
                                                                       "many_children",
                                                                       "nesting",
                                                                       "shared_children",
                                                                       "gather_in_child",
                                                                       "return_exceptions",
                                                                       "raise_mode",
                                                                       "cancel_outer",
                                                                       "cancel_child",
                                                                       "cancel_awaiter",
                                                                       "cancel_self",
                                                                       "child_cancels_outer",
                                                                       "child_cancels_sibling",
                                                                       "cancel_early",
                                                                       "cancel_again",
                                                                       "cancel_late",
                                                                       "swallow",
                                                                       "convert",
                                                                       "cleanup",
                                                                       "raise_cancelled",
                                                                       "callbacks",
                                                                       "callback_actions",
                                                                       "callback_errors",
                                                                       "observers",
                                                                       "several_awaiters",
                                                                       "late_await",
                                                                       "no_await",
                                                                       "await_again",
                                                                       "by_hand",
                                                                       "bystanders",
                                                                       "yields",
                                                                       "ties",
                                                                       "shield",
                                                                       "messages",
                                                                       "stale_waits",
                                                                       "argument_objects",
                                                                       "keywords",
                                                                       "eager_tasks",
                                                                       "contexts",
                                                                       "garbage",
                                                                       "runners",
                                                                       "base_exits",
                                                                       "stop_iterations",
                                                                       "other_loops",
                                                                       "no_loop",
                                                                       "interplay",
                                                                       "identities"};
  return words;
}

Focus::Focus(std::string_view words) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    const auto word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (word.empty()) continue;
    const auto known = situation_words();
    const auto found = std::ranges::find(known, word);
    if (found == known.end())
      throw std::invalid_argument("unknown situation \"" + std::string(word) + "\"");
    wanted_ |= std::uint64_t{1} << (found - known.begin());
  }
}

}  // namespace gathercheck::conformance
