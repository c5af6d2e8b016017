// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "decisive_failure.hpp"
#include "loop_call.hpp"
#include "rules.generated.hpp"

/// What is left when main is done: how many tasks there are, and how asyncio.run() ends them.
namespace gathercheck::spec::rules {
namespace {

constexpr std::string_view unhandled_report = "unhandled exception during asyncio.run() shutdown";

bool is_before_the_loop(const History& h, const Event& e) {
  return h.name(e.by) == "before" || h.name(e.by) == "thread";
}

/// A task of the loop: its name, and the event that made it (nowhere for main).
struct Made {
  Name name;
  std::size_t birth;
};

/// The tasks of the loop of the run, made before the event. None if gather may have made others
/// out of objects.
std::optional<std::vector<Made>> tasks_before(const History& h, std::size_t event) {
  std::vector<Made> made;
  const LoopCalls calls(h);
  for (const auto& call : calls.all()) {
    if (call.event > event) break;
    if (call.fate == Fate::unknown) return std::nullopt;
    for (const Name n : call.scheduled)
      if (calls.loop_of(n) == Loop::own) made.push_back({n, call.event});
  }
  for (const auto i : h.of_kind(EventKind::created))
    if (i < event) made.push_back({h.event(i).of, i});
  return made;
}

/// Whether the task was done when the event happened: of one that never starts that is known only
/// in the turn in which it is made, and two turns later, by when it was cancelled.
std::optional<bool> is_task_done(const History& h, const Made& task, std::size_t event) {
  if (h.end_of(task.name) != nowhere) return h.end_of(task.name) < event;
  if (h.start_of(task.name) != nowhere) return false;
  if (nobody_cancels(h) && h.of_kind(EventKind::escaped).empty()) return false;
  const Event& birth = h.event(task.birth);
  const std::int32_t turn = is_before_the_loop(h, birth) ? -1 : birth.turn;
  const std::int32_t now = is_before_the_loop(h, h.event(event)) ? -1 : h.event(event).turn;
  if (now == turn) return false;
  if (now > turn + 1 && h.of_kind(EventKind::escaped).empty()) return true;
  return std::nullopt;
}

/// How many tasks are pending when the event happens, as far as the trace leaves no doubt.
std::optional<std::int64_t> pending_at(const History& h, std::size_t event) {
  const auto made = tasks_before(h, event);
  if (!made) return std::nullopt;
  const bool there = !is_before_the_loop(h, h.event(event));
  if (there && h.start_of(main_name) == nowhere) return std::nullopt;
  std::int64_t count = there && !has_main_ended(h, event) ? 1 : 0;
  for (const Made& task : *made) {
    const auto done = is_task_done(h, task, event);
    if (!done) return std::nullopt;
    count += *done ? 0 : 1;
  }
  return count;
}

/// Whether tasks are what their names say: each runs its body once, outside of the calls, until it
/// is done, and the loop has no tasks of its own.
bool is_countable(const History& h, const RunOptions& options, std::size_t event) {
  const bool forgets = std::ranges::any_of(h.of_kind(EventKind::noted), [&](std::size_t i) {
    return i < event && is_note(h, i, "forgotten");
  });
  const bool closing = options.runner == Runner::run &&
                       (has_main_ended(h, event) || options.interrupted ||
                        !exits(h, options).empty() || was_interrupted(h, main_name));
  return !options.eager && h.restarts().empty() && !forgets && !closing;
}

/// When asyncio.run() turns from main to what is left, if main was done then and nothing else ended
/// its run; nowhere otherwise.
std::size_t turn_to_the_rest(const History& h) {
  const auto options = run_options(h);
  const auto last = last_turn_for_main(h);
  if (options.runner != Runner::run || options.interrupted || options.eager || !last)
    return nowhere;
  if (h.trace().end != Trace::End::idle || !exits(h, options).empty()) return nowhere;
  const Error& error = first_escaped(h);
  if (is_cut_short(h, error) || is_exit(error)) return nowhere;
  std::size_t rest = 0;
  while (rest < h.events().size() && h.event(rest).turn <= *last) ++rest;
  return rest;
}

bool is_unhandled_report(const Event& e) {
  return e.kind == EventKind::logged && e.message == unhandled_report;
}

/// Demands that the failure of a body is reported so often.
void expect_reports(const History& h, Judge& judge, std::size_t end, std::size_t times) {
  const Event& e = h.event(end);
  const auto reports = std::ranges::count_if(h.events(), [&](const Event& report) {
    return is_unhandled_report(report) && report.of == e.of && report.outcome == e.outcome;
  });
  judge.expect(static_cast<std::size_t>(reports) == times, end, [&] {
    return who(h, e.of) + " failed with " + shown(h, e.outcome) + " " + when(h, end) +
           ", which was reported " + std::to_string(reports) +
           " times at the end of asyncio.run(), not " + std::to_string(times);
  });
}

/// Whether all tasks were over when main was noticed to be done.
bool is_nothing_left(const History& h, std::size_t rest) {
  const auto made = tasks_before(h, h.events().size());
  return made && h.restarts().empty() && std::ranges::all_of(*made, [&](const Made& task) {
           return h.end_of(task.name) != nowhere && h.end_of(task.name) < rest;
         });
}

void expect_shutdown(const History& h, Judge& judge, std::int32_t turns) {
  const auto rest = turn_to_the_rest(h);
  if (rest == nowhere || !is_nothing_left(h, rest)) return;
  const auto due = *last_turn_for_main(h) + turns;
  const auto turn = h.events().back().turn;
  judge.expect(turn == due, h.events().size() - 1, [&] {
    return "main was noticed to be done in turn " + std::to_string(due - turns) +
           " with nothing left, yet the run was over in turn " + std::to_string(turn) + ", not " +
           std::to_string(due);
  });
}

}  // namespace

void exit_17(const History& h, Judge& judge) {
  const auto options = run_options(h);
  for (const auto i : h.of_kind(EventKind::noted)) {
    if (!is_note(h, i, "pending") || !is_countable(h, options, i)) continue;
    const auto due = pending_at(h, i);
    if (!due) continue;
    judge.expect(h.event(i).outcome.value == Value{*due}, i, [&] {
      return who(h, h.event(i).by) + " counted " + shown(h, h.event(i).outcome) + " tasks " +
             when(h, i) + ", and there were " + std::to_string(*due);
    });
  }
}

void exit_18(const History& h, Judge& judge) {
  const auto rest = turn_to_the_rest(h);
  if (rest == nowhere) return;
  for (const auto i : h.of_kind(EventKind::ended)) {
    const auto* error = h.event(i).outcome.error();
    if (!error || error->is_cancellation() || error->type == "StopIteration") continue;
    if (h.event(i).of != main_name) expect_reports(h, judge, i, i < rest ? 0 : 1);
  }
}

void exit_19(const History& h, Judge& judge) {
  expect_shutdown(h, judge, 2);
}

void exit_20(const History& h, Judge& judge) {
  expect_shutdown(h, judge, 4);
}

}  // namespace gathercheck::spec::rules
