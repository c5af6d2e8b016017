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
struct GatherCall {
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
class GatherCalls {
 public:
  explicit GatherCalls(const History& h);

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

}  // namespace gathercheck::spec::rules
