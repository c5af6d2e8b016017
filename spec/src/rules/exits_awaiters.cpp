// SPDX-License-Identifier: MIT
#include <algorithm>

#include "decisive_failure.hpp"
#include "rules.generated.hpp"

/// What those see who await a gather of which a child leaves the loop.
namespace gathercheck::spec::rules {
namespace {

const Error& error_of(const History& h, std::size_t end) {
  return *h.event(end).outcome.error();
}

/// Whether the await began before the event and had not ended.
bool is_open_at(const Await& await, std::size_t event) {
  return await.begin < event && (await.end == nowhere || await.end > event);
}

/// Calls `visit(await)` for those who await the gathering itself when the event happens.
template <typename Visit>
void each_open_await(const History& h, const Gathering& g, std::size_t event, Visit visit) {
  for (const Await& a : h.awaits())
    if (a.on == g.outer && !a.shield && !is_limited(h, a) && is_open_at(a, event)) visit(a);
}

/// The first exit of a run that goes on afterwards; nowhere if there is none.
std::size_t survived_exit(const History& h) {
  const auto options = run_options(h);
  if (options.runner != Runner::again || options.interrupted) return nowhere;
  if (is_stop_left_over(h, options)) return nowhere;
  const auto all = exits(h, options);
  return all.empty() || all.front() + 1 != first_escape(h) ? nowhere : all.front();
}

/// Whether nothing else came out of the run, so that it came to rest.
bool goes_on_to_the_end(const History& h) {
  return h.trace().end == Trace::End::idle && h.of_kind(EventKind::escaped).size() == 1;
}

bool is_listed(const Gathering& g, Name child, const Outcome& outcome, const Error& error) {
  const auto* list = outcome.is_result() ? outcome.value.list() : nullptr;
  if (!list || list->items.size() != g.positions.size()) return false;
  for (std::size_t i = 0; i < g.positions.size(); ++i)
    if (g.positions[i] == child && !(list->items[i] == Value{error})) return false;
  return true;
}

/// What the awaiter of a gathering gets in asyncio.run() after the exit of a child: whether it is
/// that error, or else a CancelledError.
bool brings_the_exit(const History& h, const Gathering& g, std::size_t exit) {
  return !g.return_exceptions && std::ranges::any_of(g.children, [&](Name child) {
    return child != h.event(exit).of && !is_done_before(h, child, exit);
  });
}

}  // namespace

void exit_5(const History& h, Judge& judge) {
  const auto exit = survived_exit(h);
  if (exit == nowhere) return;
  const auto due = h.event(exit).turn + 2;
  each_decided(h, exit, [&](const Gathering& g) {
    if (g.return_exceptions) return;
    each_open_await(h, g, exit, [&](const Await& a) {
      if (a.end == nowhere && !goes_on_to_the_end(h)) return;
      const bool brought = a.end != nowhere && h.event(a.end).outcome == h.event(exit).outcome &&
                           h.event(a.end).turn == due;
      judge.expect(brought, a.end == nowhere ? exit : a.end, [&] {
        return who(h, a.awaiter) + " awaited " + who(h, g.outer) + ", of which " +
               who(h, h.event(exit).of) + " left the loop " + when(h, exit) + ", and got " +
               (a.end == nowhere ? "nothing"
                                 : shown(h, h.event(a.end).outcome) + " " + when(h, a.end));
      });
    });
  });
}

void exit_6(const History& h, Judge& judge) {
  const auto exit = survived_exit(h);
  if (exit == nowhere) return;
  each_decided(h, exit, [&](const Gathering& g) {
    if (!g.return_exceptions) return;
    each_open_await(h, g, exit, [&](const Await& a) {
      if (a.end == nowhere) return;
      const auto& outcome = h.event(a.end).outcome;
      judge.expect(is_listed(g, h.event(exit).of, outcome, error_of(h, exit)), a.end, [&] {
        return who(h, g.outer) + " gave " + who(h, a.awaiter) + " " + shown(h, outcome) +
               ", and not a list with the " + error_of(h, exit).type + " of " +
               who(h, h.event(exit).of);
      });
    });
  });
}

void exit_7(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const auto all = exits(h, options);
  if (options.runner != Runner::run || all.empty() || h.trace().end != Trace::End::idle) return;
  const Error& error = first_escaped(h);
  const bool cut_short = is_cut_short(h, error) && may_be_cut_short(h, options);
  const auto escape = first_escape(h);
  const bool raised = escape != nowhere && escape > 0 && is_note(h, escape - 1, "raised");
  const bool unseen = is_exit(error) && (raised || !nobody_cancels(h));
  judge.expect(error == error_of(h, all.back()) || cut_short || unseen, all.back(), [&] {
    return who(h, h.event(all.back()).of) + " left the loop with " +
           shown(h, h.event(all.back()).outcome) + " " + when(h, all.back()) +
           ", yet asyncio.run() raised " + (error.type.empty() ? "nothing" : error.type);
  });
  const auto first = exit_of_main_run(h, options);
  if (first == nowhere) return;
  const auto next = h.event(first).turn + 1;
  if (all.size() > 1 && h.event(all[1]).turn <= next) return;
  expect_sleepers_interrupted(h, judge, first, next);
  expect_no_late_starts(h, judge, first);
}

void exit_8(const History& h, Judge& judge) {
  const auto options = run_options(h);
  const auto exit = exit_of_main_run(h, options);
  if (exit == nowhere) return;
  each_decided(h, exit, [&](const Gathering& g) {
    const bool same = brings_the_exit(h, g, exit);
    each_open_await(h, g, exit, [&](const Await& a) {
      if (a.end == nowhere || a.awaiter != main_name) return;
      const auto& outcome = h.event(a.end).outcome;
      judge.expect(same ? outcome == h.event(exit).outcome : outcome.is_cancellation(), a.end, [&] {
        return "main awaited " + who(h, g.outer) + ", of which " + who(h, h.event(exit).of) +
               " left the loop, and got " + shown(h, outcome) + ", not " +
               (same ? error_of(h, exit).type : "CancelledError");
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
