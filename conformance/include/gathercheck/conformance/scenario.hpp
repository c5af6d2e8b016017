// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gathercheck/spec/trace.hpp"

namespace gathercheck::conformance {

/// The errors a scenario can raise. base_error is an exception outside of Exception.
enum class ErrorType : std::uint8_t {
  value_error,
  key_error,
  timeout_error,
  base_error,
  cancelled_error,
};
inline constexpr std::array<std::string_view, 5> error_type_words{
    "ValueError", "KeyError", "TimeoutError", "BaseError", "CancelledError"};

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

/// What a step does; spec/format/README.md tells what each means and which may stand where.
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
};
inline constexpr std::array<std::string_view, 12> op_words{
    "sleep",  "await",  "return",     "raise",         "continue", "create",
    "gather", "cancel", "set_result", "set_exception", "observe",  "add_done_callback"};

/// One step of a script, or one action. Fields that its `op` does not use keep their defaults.
struct Step {
  Op op = Op::sleep;
  spec::Name target = spec::no_name;  ///< what is awaited, created, cancelled, ...; 0 is main
  bool catch_errors = false;
  bool shield = false;
  std::int64_t delay = 0;
  ValueSpec value;  ///< of return and set_result; of raise and set_exception: the error
  std::optional<std::string> message;  ///< of cancel
  std::string label;                   ///< of add_done_callback
  std::vector<Step> actions;           ///< of add_done_callback

  /// The error of raise and set_exception.
  const ErrorSpec& error() const { return std::get<ErrorSpec>(value.data); }
  bool operator==(const Step&) const = default;
};

/// What main, a task or a coroutine does, and how it takes being cancelled.
struct Script {
  std::vector<Step> steps;
  std::vector<std::vector<Step>> on_cancel;

  bool operator==(const Script&) const = default;
};

/// One named awaitable. Its Name in traces is its place in the scenario, from 1.
struct Awaitable {
  std::string name;
  spec::Kind kind = spec::Kind::coroutine;
  Script script;                   ///< of a coroutine or task
  std::vector<spec::Name> of;      ///< of a gather: its arguments
  bool return_exceptions = false;  ///< of a gather

  bool operator==(const Awaitable&) const = default;
};

/// Actions from outside at a moment: `turn` turns after the timer of `at` fired.
struct Moment {
  std::int64_t at = 0;
  int turn = 0;
  std::vector<Step> actions;

  bool operator==(const Moment&) const = default;
};

/// A closed little program as data: spec/format/README.md.
struct Scenario {
  std::string about;
  std::vector<Awaitable> awaitables;
  Script main;
  std::vector<Moment> timeline;

  const Awaitable& awaitable(spec::Name name) const {
    return awaitables[static_cast<std::size_t>(name) - 1];
  }
  /// The text of a name: "main" or that of an awaitable.
  std::string_view name(spec::Name name) const {
    return name == spec::main_name ? std::string_view("main") : awaitable(name).name;
  }
  bool operator==(const Scenario&) const = default;
};

/// A trace of `scenario` in which nothing has happened yet: the edition and the names.
spec::Trace empty_trace(const Scenario& scenario, spec::Edition edition);

}  // namespace gathercheck::conformance
