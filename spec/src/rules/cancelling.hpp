// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <string>

#include "evidence.hpp"
#include "gathercheck/spec/verdict.hpp"

/// What a request to cancel does to those it reaches, and what awaiters hear of it: shared by the
/// rules about cancelled children, cancelled gathers, nesting and reentrancy.
namespace gathercheck::spec::rules {

/// What a judgement blames, put into words only when it is needed: "b was cancelled at 1 (turn 3)".
struct Cause {
  Name actor = no_name;
  const char* deed = "";
  std::size_t event = nowhere;             // when it was: here,
  const Settlement* settlement = nullptr;  // or there
};
std::string told(const History& h, const Cause& cause);

/// Whether the run came to rest, so that what did not happen never will.
inline bool at_rest(const History& h) {
  return h.trace().end == Trace::End::idle;
}

/// Whether `n` was settled before the event, or was not, for certain.
bool finished(const History& h, Name n, std::size_t event);
bool unfinished(const History& h, Name n, std::size_t event);
/// Whether all children were settled before the event, for certain.
bool all_finished(const History& h, const Gathering& g, std::size_t event);
/// Whether `n` was settled later than at `time`, or never, for certain.
bool finishes_after(const History& h, Name n, std::int64_t time);
/// Whether `n` runs a body: a task or a bare coroutine.
bool has_body(const History& h, Name n);

/// The sleep or the await that the script was suspended in when the event happened; null if in
/// none.
const Sleep* sleep_at(const History& h, Name script, std::size_t event);
const Await* await_at(const History& h, Name script, std::size_t event);
/// The sleep of the script that only a request made by this very event can end in its instant: it
/// has some way to go, and nobody asked before. Null if there is none.
const Sleep* pending_sleep(const History& h, Name script, std::size_t event);
/// Whether the request is the first that its event made to its target.
bool is_first(const History& h, const Request& request);
/// Whether the await suspended its script: one of something done does not.
bool suspends(const History& h, const Await& await);
/// Whether the sleep ended as it should have without a request to cancel.
bool slept_out(const History& h, const Sleep& sleep);
/// Whether the script saw CancelledError in [from, to).
bool interrupted_between(const History& h, Name script, std::size_t from, std::size_t to);

/// Judges whether the child of a cancelled gather was reached by the request that the event made:
/// one that sleeps is interrupted at that instant, one that has not started never does, a pending
/// future is cancelled, one that awaits a future or a shield loses it. Silent about a child that is
/// finished or makes the request itself, and where the child hands the request on.
void expect_reached(const History& h, Judge& judge, Name child, std::size_t event);
/// Judges whether the script got CancelledError at the first suspension after the event, at which
/// it was running and asked to cancel. Silent if it did not suspend, or handed the request on.
void expect_interrupted_next(const History& h, Judge& judge, Name script, std::size_t event);
/// Judges whether `n`, which nobody ever asked to cancel, did all its work after the event.
void expect_undisturbed(const History& h, Judge& judge, Name n, std::size_t event,
                        const Cause& cause);
/// Judges whether every awaiter of `outer` got CancelledError when `outer` was due.
void expect_cancelled_awaits(const History& h, Judge& judge, Name outer, const Cause& cause);
/// Judges whether every awaiter of `outer` got this very error when `outer` was due.
void expect_failed_awaits(const History& h, Judge& judge, Name outer, const Error& error,
                          const Cause& cause);
/// Judges whether `outer`, whenever it was seen done, had failed with CancelledError and was not
/// cancelled.
void expect_cancelled_error_states(const History& h, Judge& judge, Name outer);

/// Calls `visit(await)` for every await that must bring the outcome of `n` itself, ended or not.
template <std::invocable<const Await&> Visit>
void each_wait(const History& h, Name n, Visit visit) {
  for (const Await& await : h.awaits())
    if (await.on == n && !await.shield && !await.overruled && (await.end != nowhere || at_rest(h)))
      visit(await);
}

/// Calls `visit(event, gathering)` for every cancel() of a gather, accepted or not.
template <std::invocable<std::size_t, const Gathering&> Visit>
void each_cancel(const History& h, Visit visit) {
  for (const auto event : h.cancels()) {
    const auto* gathering = h.gathering(h.event(event).of);
    if (gathering && gathering->call < event) visit(event, *gathering);
  }
}

/// The same for those that were accepted.
template <std::invocable<std::size_t, const Gathering&> Visit>
void each_accepted_cancel(const History& h, Visit visit) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    if (h.event(event).accepted) visit(event, g);
  });
}

/// Calls `visit(gathering, settlement)` for every gathering that was asked to cancel and is due for
/// certain.
template <std::invocable<const Gathering&, const Settlement&> Visit>
void each_cancelled_gathering(const History& h, Visit visit) {
  if (h.cancels().empty()) return;
  for (const auto& g : h.gatherings()) {
    const auto* s = h.cancel_requested(g.outer) == nowhere ? nullptr : h.sure_settlement(g.outer);
    if (s && h.settled_by_hand(g.outer) == nowhere) visit(g, *s);
  }
}

}  // namespace gathercheck::spec::rules
