// SPDX-License-Identifier: MIT
//
// The second half of the family: the turns in which things begin.
#include <iterator>
#include <utility>

#include "ending.hpp"
#include "rules.generated.hpp"
#include "turns.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_idle(const History& h) {
  return h.trace().end == Trace::End::idle;
}

/// Where a task stands among all that are made: by the event that makes it, and by its place among
/// the arguments.
std::pair<std::size_t, std::size_t> place_of_birth(const History& h, Name task) {
  const auto birth = h.birth_of(task);
  if (birth == nowhere || h.event(birth).kind != EventKind::gather) return {birth, 0};
  const auto& children = h.event(birth).children;
  return {birth, static_cast<std::size_t>(std::ranges::find(children, task) - children.begin())};
}

/// The first step of a task that was made after this one: from then on this one has had its own.
std::size_t first_step_after(const History& h, Name task) {
  std::size_t first = nowhere;
  for (Name n = 1; h.trace().is_awaitable(n); ++n)
    if (h.start_of(n) != nowhere && h.birth_of(n) != nowhere &&
        place_of_birth(h, n) > place_of_birth(h, task))
      first = std::min(first, h.start_of(n));
  return first;
}

/// Whether a request came before the first step of a task that did not run. The timeline comes
/// after main in turn 0, and so after the tasks of main in turn 1.
bool is_early(const History& h, const Request& r, Name task) {
  const Event& birth = h.event(h.birth_of(task));
  const Event& request = h.event(r.event);
  const bool by_script = request.by == no_name || h.trace().is_awaitable(request.by);
  const int turns =
      birth.turn == 0 && birth.by == main_name && !by_script && h.name(request.by) == "timeline"
          ? 0
          : 1;
  return request.turn <= birth.turn + turns && r.event < first_step_after(h, task);
}

/// Demands of a task that never started that it was asked to cancel before its first step.
void expect_early_request(const History& h, Judge& judge, Name task) {
  if (!is_idle(h)) return;
  const auto birth = h.birth_of(task);
  const bool early = std::ranges::any_of(
      h.requests(), [&](const Request& r) { return r.target == task && is_early(h, r, task); });
  judge.expect(early, birth, [&] {
    return who(h, task) + " was made " + when(h, birth) +
           " and never started, though nobody asked it to cancel before its first step was due";
  });
}

std::size_t first_of_time(const History& h, std::int64_t time) {
  const auto first = std::ranges::find(h.events(), time, &Event::time);
  return static_cast<std::size_t>(first - h.events().begin());
}

}  // namespace

void run_13(const History& h, Judge& judge) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n) {
    const auto start = h.start_of(n);
    const auto birth = h.gathering(n) ? nowhere : h.birth_of(n);
    if (n == main_name && start != nowhere)
      judge.expect(h.event(start).turn == 0, start,
                   [&] { return who(h, n) + " started " + when(h, start); });
    if (birth == nowhere) continue;
    if (start == nowhere)
      expect_early_request(h, judge, n);
    else
      expect_turns(h, judge, birth, start, 1, "started");
  }
}

void run_14(const History& h, Judge& judge) {
  const Sleep* before = nullptr;
  for (const auto index : h.wakes()) {
    const Sleep& sleep = h.sleeps()[index];
    if (sleep.delay == 0) continue;
    const auto time = h.event(sleep.end).time;
    if (before && h.event(before->end).time == time) {
      expect_turns(h, judge, before->end, sleep.end, 0, "woke");
    } else {
      const auto first = first_of_time(h, time);
      const auto turns = h.event(sleep.end).turn - h.event(first).turn;
      judge.expect(turns == 0 || turns == 1, sleep.end, [&] {
        return who(h, sleep.script) + " woke " + when(h, sleep.end) + ", though that time began " +
               when(h, first);
      });
    }
    before = &sleep;
  }
}

namespace {

/// The time of the turn, if anything is seen in it or before it.
std::int64_t time_of_turn(const History& h, std::int32_t turn) {
  const auto events = h.events();
  const auto next = std::ranges::upper_bound(events, turn, {}, &Event::turn);
  return next == events.begin() ? 0 : std::prev(next)->time;
}

}  // namespace

void run_15(const History& h, Judge& judge) {
  if (!is_idle(h) || h.events().empty()) return;
  for (const auto& g : h.gatherings())
    for (const Name child : g.children) {
      const auto* s = h.settlement(child);
      if (!s || !s->has_sure_turn() || s->turn <= h.event(g.call).turn) continue;
      const auto turn = s->turn + 1;
      const bool ran = h.events().back().turn >= turn && time_of_turn(h, turn) == s->time;
      judge.expect(ran, h.events().size() - 1, [&] {
        return who(h, child) + " was done " + when(*s) + ", yet at that time there was no turn " +
               std::to_string(turn) + " in which " + who(h, g.outer) + " could hear of it";
      });
    }
}

}  // namespace gathercheck::spec::rules
