// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/edition.hpp"
#include "gathercheck/spec/value.hpp"

namespace gathercheck::spec {

/// What kind of thing a name in a trace stands for.
enum class Kind : std::uint8_t {
  coroutine,
  task,
  future,
  gather,
  object,  ///< an argument of gather that only a Python has
};

/// What happened. spec/format/README.md says when each is recorded. The last four are of the Python
/// dialect.
enum class EventKind : std::uint8_t {
  created,
  gather,
  started,
  sleeping,
  resumed,
  interrupted,
  awaiting,
  awaited,
  ended,
  cancel,
  settle,
  registered,
  callback,
  observed,
  unhandled,
  skipped,
  final,
  noted,
  logged,
  warned,
  escaped,
};
inline constexpr std::size_t event_kind_count = 21;

/// One thing that a run was seen to do. Which fields a kind uses is told by spec/format/README.md;
/// the others keep their defaults.
struct Event {
  std::int64_t time = 0;  ///< virtual time, whole units
  std::int32_t turn = 0;  ///< iteration of the loop, from 0
  EventKind kind = EventKind::created;
  Name of = no_name;     ///< whom it is about
  Name by = no_name;     ///< who did it: a script, the timeline, a callback
  Name on = no_name;     ///< what is awaited; the other one in a note about two objects
  Name label = no_name;  ///< the label of a callback; the action that was skipped; what was noted
  bool accepted = false;
  bool done = false;
  bool cancelled = false;
  bool loop = false;
  bool shield = false;
  bool return_exceptions = false;
  std::int64_t delay = 0;
  std::optional<int> cancelling;
  /// Of `cancel`; the report that was `logged`; the category that was `warned`.
  std::optional<std::string> message;
  std::vector<Name> children;
  /// Of `interrupted`, `unhandled`, `logged`, `escaped` and a gather that raised: the error, if
  /// any; of `noted`: the value, as a result.
  Outcome outcome;
  Outcome
      exception;  ///< of `observed`: what exception() gave, beside `outcome`, what result() gave

  bool operator==(const Event&) const = default;
};

/// What one run of a scenario was seen to do, in order. It carries its own call, so that a rule
/// needs nothing else.
struct Trace {
  /// Why the run was over.
  enum class End : std::uint8_t {
    idle,   ///< nothing was left to do
    limit,  ///< the harness stopped a run that did not come to rest
  };

  /// What an error that is not the scenario's own says: str() of it in Python.
  struct ErrorText {
    ObjectId id = 0;
    std::string text;
    bool operator==(const ErrorText&) const = default;
  };

  Edition edition = newest_edition;
  bool python = false;             ///< whether it is of the Python dialect
  std::vector<std::string> names;  ///< `main`, the awaitables of the scenario, then whoever acts
  std::vector<Kind> kinds;         ///< of the first names: main and the awaitables
  std::vector<Event> events;
  std::vector<ErrorText> error_texts;  ///< in the Python dialect, in the order of appearance
  End end = End::idle;

  const std::string& name(Name n) const { return names[static_cast<std::size_t>(n)]; }
  /// Whether `n` is main or an awaitable, and not a label or the timeline.
  bool is_awaitable(Name n) const { return n >= 0 && static_cast<std::size_t>(n) < kinds.size(); }
  Kind kind(Name n) const { return kinds[static_cast<std::size_t>(n)]; }
  /// What an error says; null if the trace does not tell.
  const std::string* text_of(const Error& error) const;
  /// The name spelled `text`, added at the end if it is new.
  Name intern(std::string_view text);

  bool operator==(const Trace&) const = default;
};

inline constexpr Name main_name = 0;

/// Whether a text has the form of a name or label: a-z, 0-9 and _, at most 40 of them, a letter
/// first.
bool is_name(std::string_view text);

/// The words of the formats for each Kind and EventKind, in their order.
std::span<const std::string_view> kind_words();
std::span<const std::string_view> event_kind_words();

std::string_view to_string(Kind kind);
std::string_view to_string(EventKind kind);
std::string_view to_string(Trace::End end);

}  // namespace gathercheck::spec
