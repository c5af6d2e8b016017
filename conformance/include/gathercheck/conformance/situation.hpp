// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gathercheck::conformance {

/// What a generator can be asked to make likely. Rules name the situations they need ("focus").
enum class Situation : std::uint8_t {
  failures,
  base_errors,
  timeouts,
  shared_errors,
  error_values,
  awaitable_values,
  none_values,
  duplicates,
  futures,
  tasks,
  done_children,
  empty,
  many_children,
  nesting,
  shared_children,
  gather_in_child,
  return_exceptions,
  raise_mode,
  cancel_outer,
  cancel_child,
  cancel_awaiter,
  cancel_self,
  child_cancels_outer,
  child_cancels_sibling,
  cancel_early,
  cancel_again,
  cancel_late,
  swallow,
  convert,
  cleanup,
  raise_cancelled,
  callbacks,
  callback_actions,
  callback_errors,
  observers,
  several_awaiters,
  late_await,
  no_await,
  await_again,
  by_hand,
  bystanders,
  yields,
  ties,
  shield,
  messages,
};
inline constexpr std::size_t situation_count = 45;

/// The words of the rules' texts, in the order of Situation.
std::span<const std::string_view> situation_words();

/// A set of situations.
class Focus {
 public:
  Focus() = default;
  /// Reads words separated by blanks. Throws std::invalid_argument, with the word, for an unknown
  /// one.
  explicit Focus(std::string_view words);

  bool has(Situation situation) const { return wanted_[static_cast<std::size_t>(situation)]; }
  bool operator==(const Focus&) const = default;

 private:
  std::bitset<situation_count> wanted_;
};

}  // namespace gathercheck::conformance
