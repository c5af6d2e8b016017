// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
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
  stale_waits,
  // Those of the Python dialect.
  argument_objects,
  keywords,
  eager_tasks,
  contexts,
  garbage,
  runners,
  base_exits,
  stop_iterations,
  other_loops,
  no_loop,
  interplay,
  identities,
};
inline constexpr std::size_t situation_count = 58;

/// The words of the rules' texts, in the order of Situation.
std::span<const std::string_view> situation_words();

/// Some situations, listed in place.
class Situations {
 public:
  constexpr Situations() = default;
  constexpr Situations(std::initializer_list<Situation> situations) {
    for (const auto each : situations) bits_ |= std::uint64_t{1} << static_cast<unsigned>(each);
  }

 private:
  friend class Focus;
  std::uint64_t bits_ = 0;
};
static_assert(situation_count <= 64);

/// The situations that a generator is to prefer.
class Focus {
 public:
  Focus() = default;
  /// Reads words separated by blanks. Throws std::invalid_argument, with the word, for an unknown
  /// one.
  explicit Focus(std::string_view words);

  bool has(Situation situation) const { return has_any({situation}); }
  bool has_any(Situations situations) const { return (wanted_ & situations.bits_) != 0; }
  /// Whether it wants a situation that only scenarios of the Python dialect have.
  bool speaks_python() const {
    return wanted_ >> static_cast<unsigned>(Situation::argument_objects) != 0;
  }
  bool operator==(const Focus&) const = default;

 private:
  std::uint64_t wanted_ = 0;
};

}  // namespace gathercheck::conformance
