// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gathercheck/spec/history.hpp"

/// Calls of gather in the Python dialect: what they were given, and whether they can take it.
namespace gathercheck::spec::rules {

/// An argument that is none of asyncio's own, as the notes at its making tell of it.
struct ObjectArgument {
  Name name = no_name;
  std::string_view word;  ///< what it `is`
  Name inner = no_name;   ///< what it was made of
};

/// One call of gather, whether it returned or raised.
struct GatherCall {
  Name outer = no_name;
  Name caller = no_name;
  std::size_t event = 0;
  std::span<const Name> positions;           ///< the arguments that have names
  bool positional = false;                   ///< return_exceptions came after them as one more
  std::vector<std::string_view> keywords;    ///< beside return_exceptions
  const Value* return_exceptions = nullptr;  ///< what was passed, if it was no truth value
  std::vector<std::size_t> notes;            ///< those about it and the objects made for it
  std::vector<std::size_t> warnings;
  bool in_loop = true;  ///< whether the caller ran inside of the loop
  bool only = true;     ///< whether no other call was to make this outer

  bool has_keyword(std::string_view word) const;
};

/// Why a call has to raise.
struct Refusal {
  enum class Reason : std::uint8_t {
    none,           ///< it has to return
    keyword,        ///< it knows no such keyword
    unhashable,     ///< an argument cannot be a key of a dict
    not_awaitable,  ///< an argument cannot be awaited
    unknown,        ///< that hangs on a loop, or on what an eager task does
  };

  Reason reason = Reason::none;
  std::size_t position = 0;  ///< of the argument
  Name argument = no_name;   ///< no_name for a return_exceptions that came as an argument
  std::string_view keyword;

  bool operator==(const Refusal&) const = default;
};

/// The calls of gather in a trace of the Python dialect, in order; none in any other trace.
class GatherCalls {
 public:
  explicit GatherCalls(const History& h);

  std::span<const GatherCall> all() const { return calls_; }
  /// The notes about calls and objects that no call followed.
  std::span<const std::size_t> strays() const { return notes_; }
  /// What is known of an object; null if nothing is.
  const ObjectArgument* object(Name n) const;
  /// The word of an object; empty if `n` is none.
  std::string_view word(Name n) const;
  /// Whether tasks are eager.
  bool eager() const { return eager_; }
  /// How many calls have this argument.
  std::size_t uses(Name argument) const;
  /// Whether no call before this one had the argument.
  bool is_first_use(const GatherCall& call, Name argument) const;
  /// Why gather refuses the call by the law of an edition.
  Refusal refusal(const GatherCall& call, Edition law) const;
  /// The same for all editions of a range; unknown if they do not agree.
  Refusal refusal(const GatherCall& call, EditionRange law) const;
  /// Whether it hangs on a second loop what becomes of a future, task, gather or object.
  bool is_foreign(Name n) const;
  /// Which of the arguments gather takes for the one at `position`: the first that is equal to it.
  std::size_t first_equal(const GatherCall& call, std::size_t position) const;

 private:
  enum class Taken : std::uint8_t { future, wrapped, unhashable, not_awaitable, unknown };

  void read_note(std::size_t index);
  void read_call(std::size_t index);
  Taken taken(const GatherCall& call, Name argument, Edition law) const;
  Taken coroutine_of(const GatherCall& call, Name task) const;
  bool leaves_the_loop(const GatherCall& call, Name coroutine) const;

  const History& h_;
  std::vector<GatherCall> calls_;
  std::vector<ObjectArgument> objects_;
  std::vector<Name> foreign_;
  std::vector<std::size_t> notes_;
  std::vector<std::size_t> warnings_;
  bool eager_ = false;
};

/// What was noted, as the format calls it.
inline std::string_view noted(const History& h, const Event& note) {
  return h.name(note.label);
}

/// The error that the call raised; null if it returned.
inline const Error* raised(const History& h, const GatherCall& call) {
  return h.event(call.event).outcome.error();
}

}  // namespace gathercheck::spec::rules
