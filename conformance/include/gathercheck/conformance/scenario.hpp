// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gathercheck/conformance/dialect.hpp"
#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// The errors a scenario can raise. base_error is an exception outside of Exception. Those after
/// cancelled_error are of the Python dialect.
enum class ErrorType : std::uint8_t {
  value_error,
  key_error,
  timeout_error,
  base_error,
  cancelled_error,
  keyboard_interrupt,
  system_exit,
  stop_iteration,
  stop_async_iteration,
  generator_exit,
};
inline constexpr std::array<std::string_view, 10> error_type_words{
    "ValueError",        "KeyError",   "TimeoutError",  "BaseError",          "CancelledError",
    "KeyboardInterrupt", "SystemExit", "StopIteration", "StopAsyncIteration", "GeneratorExit"};

inline bool is_of_python(ErrorType type) {
  return type > ErrorType::cancelled_error;
}

/// An exception to be made. Errors with the same non-empty `object` are one object.
struct ErrorSpec {
  ErrorType type = ErrorType::value_error;
  std::optional<std::string> message;
  std::string object;

  bool operator==(const ErrorSpec&) const = default;
};

/// A value that a script returns or a future is given.
struct ValueSpec {
  struct None {
    bool operator==(const None&) const = default;
  };
  /// A future or task as a plain value.
  struct Awaitable {
    spec::Name name = spec::no_name;
    bool operator==(const Awaitable&) const = default;
  };

  std::variant<None, std::int64_t, std::string, ErrorSpec, Awaitable> data;

  bool operator==(const ValueSpec&) const = default;
};

/// What a step does; spec/format/README.md tells what each means and which may stand where. Those
/// after add_done_callback are of the Python dialect.
enum class Op : std::uint8_t {
  sleep,
  await,
  finish,  ///< "return"
  raise,
  resume,  ///< "continue"
  create,
  gather,
  cancel,
  set_result,
  set_exception,
  observe,
  add_done_callback,
  wait,
  task_group,
  acquire,
  release,
  note,
  set_variable,
  forget,
  stop,
};
inline constexpr std::array<std::string_view, 20> op_words{
    "sleep",  "await",      "return",     "raise",         "continue", "create",
    "gather", "cancel",     "set_result", "set_exception", "observe",  "add_done_callback",
    "wait",   "task_group", "acquire",    "release",       "note",     "set_variable",
    "forget", "stop"};

inline bool is_of_python(Op op) {
  return op > Op::add_done_callback;
}

/// One step of a script, or one action. Fields that its `op` does not use keep their defaults.
struct Step {
  Op op = Op::sleep;
  /// Of await: its Bound; of wait: Until; of note: Note. As a number, so that a step stays small.
  std::uint8_t word = 0;
  spec::Name target = spec::no_name;  ///< what is awaited, created, cancelled, ...; 0 is main
  spec::Name to = spec::no_name;      ///< of note: the other object
  bool catch_errors = false;
  bool shield = false;
  std::int64_t delay = 0;  ///< of sleep; of await: the bound in time
  ValueSpec value;         ///< of return, set_result and set_variable; of raise and set_exception:
                           ///< the error
  std::optional<std::string> message;  ///< of cancel
  std::string label;                   ///< of add_done_callback; of acquire, release: the semaphore
  /// Of add_done_callback; of wait: an await for each of its objects; of task_group: a create for
  /// each of its tasks.
  std::vector<Step> actions;

  /// The error of raise and set_exception.
  const ErrorSpec& error() const { return std::get<ErrorSpec>(value.data); }
  Bound bound() const { return static_cast<Bound>(word); }
  Until until() const { return static_cast<Until>(word); }
  Note note() const { return static_cast<Note>(word); }
  bool operator==(const Step&) const = default;
};

/// What main, a task or a coroutine does, and how it takes being cancelled.
struct Script {
  std::vector<Step> steps;
  std::vector<std::vector<Step>> on_cancel;

  bool operator==(const Script&) const = default;
};

/// A keyword argument of a call of gather, in the Python dialect.
struct Keyword {
  /// The running loop.
  struct Loop {
    bool operator==(const Loop&) const = default;
  };

  std::string name;
  std::variant<ValueSpec::None, std::int64_t, std::string, Loop> value;

  bool operator==(const Keyword&) const = default;
};

/// One named awaitable. Its Name in traces is its place in the scenario, from 1. What comes after
/// `return_exceptions` is of the Python dialect.
struct Awaitable {
  std::string name;
  spec::Kind kind = spec::Kind::coroutine;
  Script script;                   ///< of a coroutine or task
  std::vector<spec::Name> of;      ///< of a gather: its arguments; of an object: what it is made of
  bool return_exceptions = false;  ///< of a gather
  bool positional = false;  ///< of a gather: return_exceptions is passed as the last argument
  bool other_loop = false;  ///< of a future
  ObjectType is = ObjectType::awaitable;  ///< of an object
  std::int32_t timeout = 0;               ///< of the object wait_for
  /// Of a gather. One named return_exceptions is the value of that, if it is no truth value; then
  /// `return_exceptions` is its truth.
  std::vector<Keyword> keywords;

  bool operator==(const Awaitable&) const = default;
};

/// Actions from outside at a moment: `turn` turns after the timer of `at` fired.
struct Moment {
  std::int64_t at = 0;
  int turn = 0;
  std::vector<Step> actions;

  bool operator==(const Moment&) const = default;
};

/// What a scenario of the Python dialect says of its run.
struct Python {
  bool eager = false;    ///< tasks are eager
  bool factory = false;  ///< tasks are made by a factory that notes it
  Runner runner = Runner::plain;
  bool current = false;      ///< whether the loop is the current one `before` it runs
  std::vector<Step> before;  ///< actions before the loop runs
  std::vector<Step> thread;  ///< actions before the loop runs, in a thread without a loop

  bool operator==(const Python&) const = default;
};

/// A closed little program as data: spec/format/README.md.
struct Scenario {
  std::string about;
  std::vector<Awaitable> awaitables;
  Script main;
  std::vector<Moment> timeline;
  std::optional<Python> python;  ///< only in the Python dialect

  const Awaitable& awaitable(spec::Name name) const {
    return awaitables[static_cast<std::size_t>(name) - 1];
  }
  /// The text of a name: "main" or that of an awaitable.
  std::string_view name(spec::Name name) const {
    return name == spec::main_name ? std::string_view("main") : awaitable(name).name;
  }
  bool operator==(const Scenario&) const = default;
};

/// The name under which a value of return_exceptions that is no truth value is among the keywords.
inline constexpr std::string_view return_exceptions_word = "return_exceptions";

/// Whether the scenario has a word in it that only the Python dialect has.
bool speaks_python(const Scenario& scenario);

/// A trace of `scenario` in which nothing has happened yet: the edition and the names.
spec::Trace empty_trace(const Scenario& scenario, spec::Edition edition);

}  // namespace gathercheck::conformance
