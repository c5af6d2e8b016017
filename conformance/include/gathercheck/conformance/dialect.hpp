// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The words of the Python dialect: spec/format/README.md tells what each means.
namespace gathercheck::conformance {

/// What bounds the time of an await.
enum class Bound : std::uint8_t {
  none,
  within,   ///< asyncio.wait_for
  timeout,  ///< asyncio.timeout
};
inline constexpr std::array<std::string_view, 3> bound_words{"", "within", "timeout"};

/// What a `wait` waits for.
enum class Until : std::uint8_t { all_completed, first_exception, first_completed };
inline constexpr std::array<std::string_view, 3> until_words{"ALL_COMPLETED", "FIRST_EXCEPTION",
                                                             "FIRST_COMPLETED"};

/// What a `note` asks for. Those from `equal` on are about two objects.
enum class Note : std::uint8_t {
  current_task,
  variable,
  pending,
  number,
  type_name,  ///< "class"
  awaited_by,
  alive,
  traceback,
  cancel_takes_message,
  equal,
  hash_equal,
  same,
  same_error,
};
inline constexpr std::array<std::string_view, 13> note_words{
    "current_task", "variable",   "pending",
    "number",       "class",      "awaited_by",
    "alive",        "traceback",  "cancel_takes_message",
    "equal",        "hash_equal", "same",
    "same_error"};

/// Whether a note may do without an object.
inline bool may_stand_alone(Note note) {
  return note <= Note::number;
}
inline bool is_about_two(Note note) {
  return note >= Note::equal;
}

/// What an object of the Python dialect is; spec/format/README.md tells what each word means. The
/// last three are made of another awaitable.
enum class ObjectType : std::uint8_t {
  awaitable,
  raising_awaitable,
  bad_awaitable,
  unhashable,
  equal,
  generator,
  types_coroutine,
  anext,
  finished_coroutine,
  closed_coroutine,
  duck_future,
  number,
  none,
  text,
  list,
  coroutine_function,
  async_generator,
  concurrent_future,
  coroutine_of,
  shield,
  wait_for,
};
inline constexpr std::array<std::string_view, 21> object_type_words{"awaitable",
                                                                    "raising_awaitable",
                                                                    "bad_awaitable",
                                                                    "unhashable",
                                                                    "equal",
                                                                    "generator",
                                                                    "types_coroutine",
                                                                    "anext",
                                                                    "finished_coroutine",
                                                                    "closed_coroutine",
                                                                    "duck_future",
                                                                    "number",
                                                                    "none",
                                                                    "text",
                                                                    "list",
                                                                    "coroutine_function",
                                                                    "async_generator",
                                                                    "concurrent_future",
                                                                    "coroutine_of",
                                                                    "shield",
                                                                    "wait_for"};

inline bool is_made_of_another(ObjectType type) {
  return type >= ObjectType::coroutine_of;
}

/// How the loop is run.
enum class Runner : std::uint8_t { plain, run, run_until_complete, again };
inline constexpr std::array<std::string_view, 4> runner_words{"", "run", "run_until_complete",
                                                              "again"};

}  // namespace gathercheck::conformance
