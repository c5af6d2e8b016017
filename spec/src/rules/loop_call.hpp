// SPDX-License-Identifier: MIT
#pragma once

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
};

/// One call of gather, whether it returned or raised.
struct LoopCall {
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
class LoopCalls {
 public:
  /// As the gather of `edition` decides, whichever made the trace.
  LoopCalls(const History& h, Edition edition);
  explicit LoopCalls(const History& h) : LoopCalls(h, h.trace().edition) {}

  const std::vector<LoopCall>& all() const { return calls_; }
  const RunOptions& options() const { return options_; }
  /// The loop of a future, a task or a gather, and of the task that a coroutine has become.
  Loop loop_of(Name n) const { return loops_[static_cast<std::size_t>(n)]; }

 private:
  LoopCall read(std::size_t event) const;
  void decide(LoopCall& call);
  Fate go_through_arguments(LoopCall& call, Loop& loop);
  Fate take(LoopCall& call, Name argument, Loop& loop);
  bool take_current(LoopCall& call, Loop& loop) const;
  bool takes_loop() const { return edition_ <= Edition{9}; }

  const History& h_;
  Edition edition_;
  RunOptions options_;
  std::vector<Loop> loops_;
  std::vector<LoopCall> calls_;
};

/// What a fate looks like: "RuntimeError('...')".
std::string told(const LoopCall& call);
/// What str() of the error says; empty if that is not the business of loops.
std::string text_of(const LoopCall& call);
/// The type of the error; empty if there must be none.
std::string_view type_of(Fate fate);

}  // namespace gathercheck::spec::rules
