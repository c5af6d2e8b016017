// SPDX-License-Identifier: MIT
#pragma once

<<<<<<< HEAD
#include <string>
#include <vector>

#include "run_options.hpp"

/// What decides whether a call of gather in the Python dialect is accepted, as far as loops do.
namespace gathercheck::spec::rules {

/// A loop, as a trace knows it.
enum class Loop {
  unknown,
  own,    ///< the loop of the run
  other,  ///< the second one, which never runs
};

/// Where a call of gather is made.
enum class Place {
  in_loop,
  main_thread,  ///< no loop runs
  thread,       ///< one of its own, where no loop runs and none is current
};

/// What must come of a call.
enum class Fate {
  unknown,  ///< something other than a loop decides: an object among the arguments
  accepted,
  no_current_loop,  ///< a RuntimeError
  two_loops,        ///< a ValueError
  bad_arguments,    ///< a TypeError
=======
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
>>>>>>> arguments
};

/// One call of gather, whether it returned or raised.
struct GatherCall {
<<<<<<< HEAD
  std::size_t event = nowhere;
  Place place = Place::in_loop;
  bool keyword_loop = false;    ///< whether it was given the keyword loop
  bool other_keywords = false;  ///< whether it was given another one, which gather does not have
  bool positional = false;      ///< whether return_exceptions was given as an argument
  Fate fate = Fate::unknown;
  Loop loop = Loop::unknown;      ///< of the outer, if the call is accepted
  std::vector<Name> scheduled;    ///< the coroutines that became tasks, also if it is refused
  bool asks_for_current = false;  ///< whether the current loop decides

  bool outside() const { return place != Place::in_loop; }
};

/// The calls of gather of a run, and the loops of all that takes part in them.
=======
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
>>>>>>> arguments
class GatherCalls {
 public:
  explicit GatherCalls(const History& h);

<<<<<<< HEAD
  const std::vector<GatherCall>& all() const { return calls_; }
  const RunOptions& options() const { return options_; }
  /// The loop of a future, a task or a gather, and of the task that a coroutine has become.
  Loop loop_of(Name n) const { return loops_[static_cast<std::size_t>(n)]; }

 private:
  GatherCall read(std::size_t event) const;
  void decide(GatherCall& call);
  Fate go_through_arguments(GatherCall& call, Loop& loop);
  Fate take(GatherCall& call, Name argument, Loop& loop);
  bool take_current(GatherCall& call, Loop& loop) const;
  bool takes_loop() const { return h_.trace().edition <= Edition{9}; }

  const History& h_;
  RunOptions options_;
  std::vector<Loop> loops_;
  std::vector<GatherCall> calls_;
};

/// What a fate looks like: "RuntimeError('...')".
std::string told(const GatherCall& call);
/// What str() of the error says; empty if that is not the business of loops.
std::string text_of(const GatherCall& call);
/// The type of the error; empty if there must be none.
std::string_view type_of(Fate fate);
=======
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
>>>>>>> arguments

}  // namespace gathercheck::spec::rules
