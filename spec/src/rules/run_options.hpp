// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "gathercheck/spec/history.hpp"

/// How the loop of a run of the Python dialect is run, as its trace tells before anything happens.
namespace gathercheck::spec::rules {

/// Who runs the loop.
enum class Runner {
  forever,             ///< run_forever(), until the loop is idle
  run,                 ///< asyncio.run()
  run_until_complete,  ///< loop.run_until_complete()
  again,               ///< the same, then run_forever() if an error came out of that
};

struct RunOptions {
  Runner runner = Runner::forever;
  bool eager = false;    ///< whether tasks are eager
  bool current = false;  ///< whether the loop is the current one before it runs
  /// Whether anything but the scripts ends a run of the loop: a loop.stop(), or an error out of a
  /// callback or the timeline.
  bool interrupted = false;
};

/// The options of the run.
RunOptions run_options(const History& h);

/// Whether the event is the note of this word, by anyone.
bool is_note(const History& h, std::size_t event, std::string_view what);
/// Whether the event is a note about the run, which stands before all that happens: an option of
/// it, or that a future is of another loop.
bool is_description(const History& h, std::size_t event);
/// Whether what is noted there is a value that such a note can have.
bool is_possible_description(const History& h, std::size_t event);

}  // namespace gathercheck::spec::rules
