// SPDX-License-Identifier: MIT
#include <algorithm>

#include "decisive_failure.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_idle(const History& h) {
  return h.trace().end == Trace::End::idle;
}

/// The last event up to this turn.
std::size_t last_event_until(const History& h, std::int32_t turn) {
  std::size_t last = 0;
  while (last + 1 < h.events().size() && h.event(last + 1).turn <= turn) ++last;
  return last;
}

/// Whether the event is the escape of an error with which a body ended just before.
bool follows_its_exit(const History& h, std::size_t escape) {
  const auto* error = h.event(escape).outcome.error();
  if (!error || !is_exit(*error) || escape == 0) return false;
  const Event& before = h.event(escape - 1);
  return before.kind == EventKind::ended && before.outcome.error() &&
         *before.outcome.error() == *error;
}

/// Whether the error is none of the trace before the event.
bool is_new(const History& h, const Error& error, std::size_t event) {
  return std::ranges::none_of(h.events().first(event), [&](const Event& e) {
    return e.outcome.error() && e.outcome.error()->id == error.id;
  });
}

bool has_objects(const History& h) {
  return std::ranges::find(h.trace().kinds, Kind::object) != h.trace().kinds.end();
}

/// Whether an exit may come out here of what is no body of the scenario: a callback or the
/// timeline, which is noted, or a coroutine that asyncio made around an argument.
bool may_come_unseen(const History& h, const Error& error, std::size_t escape) {
  const bool raised = escape > 0 && is_note(h, escape - 1, "raised");
  return is_exit(error) && (raised || (has_objects(h) && !is_new(h, error, escape)));
}

/// Whether the error is the CancelledError that a cancelled main leaves: from 3.11 the very one
/// with which it ended, before that a new one.
bool is_cancellation_of_main(const History& h, const Error& error, std::size_t escape) {
  if (!error.is_cancellation()) return false;
  const auto end = h.end_of(main_name);
  const bool asked = std::ranges::any_of(h.of_kind(EventKind::observed),
                                         [&](std::size_t i) { return h.event(i).of == main_name; });
  if (end == nowhere || asked || !h.event(end).outcome.is_cancellation()) return true;
  return h.trace().edition >= Edition{11} ? *h.event(end).outcome.error() == error
                                          : is_new(h, error, escape);
}

/// Whether the error is what main, which is over, came to.
bool is_outcome_of_main(const History& h, const Error& error, std::size_t escape) {
  const auto* state = h.final_of(main_name);
  if (!state || (!has_main_ended(h, escape) && h.start_of(main_name) != nowhere)) return false;
  return state->is_cancelled() ? is_cancellation_of_main(h, error, escape)
                               : state->error() && *state->error() == error;
}

/// Whether this is what comes out of a runner that waits for main, and of which no exit came.
bool is_due_from_main(const History& h, const RunOptions& options, std::size_t escape) {
  const Error& error = escaped_error(h, escape);
  if (is_cut_short(h, error))
    return options.runner == Runner::run ? may_be_cut_short(h, options)
                                         : !has_main_ended(h, escape);
  return is_outcome_of_main(h, error, escape);
}

/// Demands that the runner, out of which nothing came, had main return.
void expect_return(const History& h, Judge& judge) {
  const auto* state = h.final_of(main_name);
  judge.expect(state && state->is_result(), h.events().size() - 1, [&] {
    return "nothing came out of the run, yet main was " +
           (state ? shown(h, *state) : std::string("never there"));
  });
}

/// Demands that what came out of the runner came when main was noticed to be done.
void expect_on_time(const History& h, Judge& judge, const RunOptions& options, std::size_t escape) {
  const auto last = last_turn_for_main(h);
  if (options.runner == Runner::run || !last || !has_main_ended(h, escape)) return;
  const auto turn = h.event(escape).turn;
  judge.expect(options.interrupted ? turn <= *last : turn == *last, escape, [&] {
    return "main was done in turn " + std::to_string(*last - 1) + ", yet its error came out " +
           when(h, escape);
  });
}

/// What came out of a run, as an event, and which of them it was.
template <typename Visit>
void each_escape(const History& h, Visit visit) {
  std::size_t count = 0;
  for (const auto i : h.of_kind(EventKind::escaped)) visit(i, ++count);
}

/// Whether the event is one of the end, when nothing runs any more.
bool is_after_the_run(const Event& e) {
  return e.kind == EventKind::final || e.kind == EventKind::logged;
}

/// Demands that a run was over when something came out of it.
void expect_over(const History& h, Judge& judge, std::size_t escape) {
  const auto rest = h.events().subspan(escape + 1);
  const auto late = std::ranges::find_if_not(rest, is_after_the_run);
  judge.expect(late == rest.end(), escape, [&] {
    return escaped_error(h, escape).type + " came out of the run " + when(h, escape) +
           ", and yet the run went on";
  });
}

/// Demands that nothing comes out of a run when its final state has been told.
void expect_before_the_end(const History& h, Judge& judge, std::size_t escape) {
  const auto finals = h.of_kind(EventKind::final);
  judge.expect(finals.empty() || finals.front() > escape, escape, [&] {
    return escaped_error(h, escape).type + " came out of the run when it was over";
  });
}

/// Whether this escape may be: of the runner's business, or of an exit.
bool is_justified(const History& h, const RunOptions& options, std::size_t escape,
                  std::size_t count) {
  const Error& error = escaped_error(h, escape);
  if (follows_its_exit(h, escape) || may_come_unseen(h, error, escape)) return true;
  if (options.runner == Runner::forever || count > 1) return false;
  if (options.runner != Runner::run) return is_due_from_main(h, options, escape);
  const auto all = exits(h, options);
  if (!all.empty() && *h.event(all.back()).outcome.error() == error) return true;
  return (all.empty() || is_cut_short(h, error)) && is_due_from_main(h, options, escape);
}

/// Demands that the task of a body that ended with the event keeps its error.
void expect_kept(const History& h, Judge& judge, std::size_t end) {
  const Event& e = h.event(end);
  const auto* state = h.final_of(e.of);
  if (!state) return;
  judge.expect(*state == e.outcome, h.final_event(e.of), [&] {
    return who(h, e.of) + " raised " + shown(h, e.outcome) + ", yet it was " + shown(h, *state);
  });
}

/// Demands that the gatherings that the body would have completed are pending, if the loop never
/// ran again.
void expect_outer_pending(const History& h, Judge& judge, std::size_t end) {
  each_decided(h, end, [&](const Gathering& g) {
    const auto* state = h.final_of(g.outer);
    judge.expect(!state || state->is_pending(), end, [&] {
      return who(h, h.event(end).of) + " left the loop " + when(h, end) + ", yet " +
             who(h, g.outer) + " was " + shown(h, *state);
    });
  });
}

}  // namespace

void exit_1(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const auto last_turn = last_turn_for_main(h);
  if (options.runner != Runner::run || options.interrupted || !last_turn || !is_idle(h)) return;
  if (!exits(h, options).empty() || is_cut_short(h, first_escaped(h))) return;
  const auto last = last_event_until(h, *last_turn);
  expect_sleepers_interrupted(h, judge, last, *last_turn + 1);
  expect_no_late_starts(h, judge, last);
}

void exit_2(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const auto last = last_turn_for_main(h);
  if (options.runner != Runner::run_until_complete || !last || !is_idle(h)) return;
  const auto turn = h.events().back().turn;
  const bool sure = !options.interrupted && exits(h, options).empty();
  const bool exit = is_exit(first_escaped(h));
  judge.expect(turn <= *last && (!sure || exit || turn == *last), h.events().size() - 1, [&] {
    return "main was done in turn " + std::to_string(*last - 1) +
           ", yet the run was over in turn " + std::to_string(turn);
  });
  for (Name n = 1; h.trace().is_awaitable(n); ++n) {
    if (h.trace().kind(n) != Kind::task || h.start_of(n) == nowhere || h.end_of(n) != nowhere)
      continue;
    const auto* state = h.final_of(n);
    judge.expect(!state || state->is_pending(), h.start_of(n), [&] {
      return who(h, n) + " was at work when run_until_complete() returned, yet it was " +
             shown(h, *state) + " in the end";
    });
  }
}

void exit_3(const History& h, Judge& judge) {
  const auto options = run_options(h);
  if (options.runner == Runner::forever || !is_idle(h)) return;
  const auto escape = first_escape(h);
  const auto all = exits(h, options);
  if (escape == nowhere) {
    if (all.empty()) expect_return(h, judge);
    return;
  }
  const Error& error = escaped_error(h, escape);
  if (!all.empty() && (options.runner == Runner::run || all.front() < escape)) return;
  if (may_come_unseen(h, error, escape)) return;
  judge.expect(is_due_from_main(h, options, escape), escape, [&] {
    const auto* state = h.final_of(main_name);
    return error.type + " came out of the run, and main was " +
           (state ? shown(h, *state) : std::string("never there"));
  });
  expect_on_time(h, judge, options, escape);
}

void exit_4(const History& h, Judge& judge) {
  const auto options = run_options(h);
  if (options.runner == Runner::run) return;
  for (const auto i : exits(h, options)) {
    const Event& next = h.event(std::min(i + 1, h.events().size() - 1));
    const Event& end = h.event(i);
    const bool passed_on = options.eager && next.kind == EventKind::ended;
    const bool out = (next.kind == EventKind::escaped || passed_on) && next.turn == end.turn &&
                     next.outcome == end.outcome;
    judge.expect(out, i, [&] {
      return who(h, end.of) + " raised " + shown(h, end.outcome) + " " + when(h, i) +
             ", and it did not come out of the run at once";
    });
    expect_kept(h, judge, i);
    if (options.runner != Runner::again) expect_outer_pending(h, judge, i);
  }
}

void exit_9(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const std::size_t most = options.runner == Runner::again ? 2 : 1;
  each_escape(h, [&](std::size_t escape, std::size_t count) {
    if (count == most) expect_over(h, judge, escape);
    expect_before_the_end(h, judge, escape);
    judge.expect(count <= most && is_justified(h, options, escape, count), escape, [&] {
      return escaped_error(h, escape).type + " came out of the run " + when(h, escape) +
             ", for which there was no reason";
    });
  });
}

void exit_10(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const bool resumed = options.runner == Runner::again && first_escape(h) != nowhere;
  if ((options.runner != Runner::forever && !resumed) || options.interrupted || !is_idle(h)) return;
  if (h.of_kind(EventKind::escaped).size() > (resumed ? 1 : 0)) return;
  if (resumed && is_stop_left_over(h, options)) return;
  for (const Sleep& sleep : h.sleeps()) {
    if (resumed && sleep.end != nowhere && sleep.end < first_escape(h)) continue;
    const auto due = h.event(sleep.begin).time + sleep.delay;
    const bool woken = sleep.end != nowhere && (h.event(sleep.end).kind != EventKind::resumed ||
                                                h.event(sleep.end).time == due);
    judge.expect(woken, sleep.begin, [&] {
      return who(h, sleep.script) + " slept until " + std::to_string(due) + ", and " +
             (sleep.end == nowhere ? "was never woken" : "woke " + when(h, sleep.end));
    });
  }
}

}  // namespace gathercheck::spec::rules
