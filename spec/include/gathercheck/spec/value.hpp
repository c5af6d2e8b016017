// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gathercheck::spec {

/// The name of an awaitable, a callback or the timeline in one trace: an index into Trace::names.
using Name = std::int16_t;
inline constexpr Name no_name = -1;

/// Which object of a trace a list or an exception is; two with the same id are one object. 0 is
/// unknown.
using ObjectId = std::int32_t;

/// An exception object as a trace shows it.
struct Error {
  std::string type;                    ///< the name of its class, asyncio's where there is one
  std::optional<std::string> message;  ///< its argument, where the trace tells
  ObjectId id = 0;

  bool is_cancellation() const { return type == "CancelledError"; }
  bool operator==(const Error&) const = default;
};

/// A value in a trace: the one type that children return and gather collects.
struct Value {
  /// None.
  struct None {
    bool operator==(const None&) const = default;
  };
  /// A list that gather made.
  struct List {
    std::vector<Value> items;
    ObjectId id = 0;
    bool operator==(const List&) const = default;
  };
  /// An awaitable that was returned as a plain value.
  struct Awaitable {
    Name name = no_name;
    bool operator==(const Awaitable&) const = default;
  };

  std::variant<None, std::int64_t, std::string, List, Error, Awaitable> data;

  bool is_none() const { return std::holds_alternative<None>(data); }
  const List* list() const { return std::get_if<List>(&data); }
  const Error* error() const { return std::get_if<Error>(&data); }
  bool operator==(const Value&) const = default;
};

/// What a future, a body or a call came to.
struct Outcome {
  enum class Kind : std::uint8_t {
    none,       ///< the event has no outcome
    pending,    ///< not done
    cancelled,  ///< cancelled() is true
    result,     ///< `value` was returned
    error,      ///< `value` (an Error) was raised
  };

  Kind kind = Kind::none;
  Value value;

  static Outcome pending() { return {Kind::pending, {}}; }
  static Outcome cancelled() { return {Kind::cancelled, {}}; }
  static Outcome result(Value value) { return {Kind::result, std::move(value)}; }
  static Outcome failure(Error error) { return {Kind::error, Value{std::move(error)}}; }

  bool is_result() const { return kind == Kind::result; }
  bool is_error() const { return kind == Kind::error; }
  bool is_cancelled() const { return kind == Kind::cancelled; }
  bool is_pending() const { return kind == Kind::pending; }
  /// The error that was raised; null for every other kind.
  const Error* error() const { return is_error() ? value.error() : nullptr; }
  /// Whether a CancelledError was raised.
  bool is_cancellation() const { return is_error() && error()->is_cancellation(); }
  bool operator==(const Outcome&) const = default;
};

/// Equal up to the identity of objects: the same type, message and contents.
bool same_content(const Value& a, const Value& b);

}  // namespace gathercheck::spec
