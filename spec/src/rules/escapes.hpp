// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "evidence.hpp"
#include "gathercheck/spec/verdict.hpp"
#include "run_options.hpp"

/// What comes out of a run, and what ends it.
namespace gathercheck::spec::rules {

/// Whether it is a KeyboardInterrupt or a SystemExit, which leave the loop.
inline bool is_exit(const Error& error) {
  return error.type == "KeyboardInterrupt" || error.type == "SystemExit";
}
/// Whether it says that run_until_complete() ended before its task did.
bool is_cut_short(const History& h, const Error& error);
/// Whether anyone called set_result() or set_exception() on it, and it took that.
bool is_settled_by_hand(const History& h, Name n);
/// Whether the script got CancelledError, from a sleep or an await.
bool was_interrupted(const History& h, Name script);

/// The ends of bodies with a KeyboardInterrupt or SystemExit, each in a step that the loop ran. A
/// step that a call runs eagerly raises out of that call instead.
std::vector<std::size_t> exits(const History& h, const RunOptions& options);
/// Whether main has ended, by an event before this one. At the end of the run: by any.
inline bool has_main_ended(const History& h, std::size_t event) {
  return h.end_of(main_name) != nowhere && h.end_of(main_name) < event;
}
/// The turn in which run_until_complete() notices that main is done; nothing if it never is.
std::optional<std::int32_t> last_turn_for_main(const History& h);
/// The first thing that came out of the run; nowhere if nothing did.
inline std::size_t first_escape(const History& h) {
  const auto all = h.of_kind(EventKind::escaped);
  return all.empty() ? nowhere : all.front();
}
/// Whether an exit came between the end of main and the callback by which run_until_complete()
/// stops the loop: that callback is still there then, and stops the next run.
bool is_stop_left_over(const History& h, const RunOptions& options);
/// The error that came out with the event, and with the first of them: one without a type if none
/// did.
const Error& escaped_error(const History& h, std::size_t escape);
inline const Error& first_escaped(const History& h) {
  return escaped_error(h, first_escape(h));
}
/// Whether run_until_complete() may have ended before its task: the loop was told to stop, or had
/// nothing left to do. Under asyncio.run() that may be so while the survivors are cancelled, too.
bool may_be_cut_short(const History& h, const RunOptions& options);

/// The first exit of a run of asyncio.run(), if it surely ended the run of main itself, before
/// anything was cancelled; nowhere otherwise.
std::size_t exit_of_main_run(const History& h, const RunOptions& options);

/// Demands that those who sleep when the run of main is over, after the event `last`, get
/// CancelledError in this turn.
void expect_sleepers_interrupted(const History& h, Judge& judge, std::size_t last,
                                 std::int32_t turn);
/// Demands that those who are there then and have not started never do.
void expect_no_late_starts(const History& h, Judge& judge, std::size_t last);

}  // namespace gathercheck::spec::rules
