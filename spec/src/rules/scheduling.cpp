// SPDX-License-Identifier: MIT
#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_idle(const History& h) {
  return h.trace().end == Trace::End::idle;
}

/// Calls `visit(gathering, child)` for every bare coroutine that a call of gather wrapped.
template <typename Visit>
void each_wrapped(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings())
    for (const Name child : g.children)
      if (h.trace().kind(child) == Kind::coroutine && h.birth_of(child) == g.call) visit(g, child);
}

/// The same for those that started, or should have: nobody asked them to cancel.
template <typename Visit>
void each_starter(const History& h, Visit visit) {
  each_wrapped(h, [&](const Gathering& g, Name child) {
    if (h.start_of(child) != nowhere)
      visit(g, child, h.start_of(child));
    else if (is_idle(h) && !h.requested_before(child, h.events().size()))
      visit(g, child, nowhere);
  });
}

/// The child that a call wrapped and that was the first of these to start.
Name first_wrapped(const History& h, const Gathering& g) {
  Name first = no_name;
  for (const Name child : g.children)
    if (h.birth_of(child) == g.call && h.start_of(child) != nowhere)
      if (first == no_name || h.start_of(child) < h.start_of(first)) first = child;
  return first;
}

std::string no_reason() {
  return {};
}

std::string start_reason(const History& h, const Gathering& g, Name child, std::size_t start) {
  const auto call =
      who(h, g.outer) + " was called " + when(h, g.call) + ", yet its child " + who(h, child);
  if (start == nowhere) return call + " never started, though nobody cancelled it";
  return call + " started " + when(h, start);
}

/// The length of time after which the child is done if it runs as soon as it can; nothing while it
/// is not.
std::int64_t done_at(const History& h, const Gathering& g, Name child,
                     const Settlement& settlement) {
  const auto start = h.start_of(child);
  if (h.birth_of(child) != g.call || start == nowhere) return settlement.time;
  return h.event(g.call).time + settlement.time - h.event(start).time;
}

/// When the gathering is over if each child runs as soon as it can; the call's time if that is in
/// doubt.
std::int64_t longest_child(const History& h, const Gathering& g) {
  auto latest = h.event(g.call).time;
  for (const Name child : g.children)
    if (const auto* s = h.settlement(child)) latest = std::max(latest, done_at(h, g, child, *s));
  return latest;
}

/// Whether the sleep ended when it should; a sleep that never ended has no end only if the run was
/// stopped.
bool is_exact(const History& h, const Sleep& sleep) {
  return sleep.end != nowhere && h.event(sleep.end).time == h.event(sleep.begin).time + sleep.delay;
}

bool was_interrupted(const History& h, const Sleep& sleep) {
  return sleep.end == nowhere ? !is_idle(h) : h.event(sleep.end).kind == EventKind::interrupted;
}

std::string sleep_reason(const History& h, const Sleep& sleep) {
  return who(h, sleep.script) + " began to sleep for " + std::to_string(sleep.delay) + " " +
         when(h, sleep.begin) + ", yet " +
         (sleep.end == nowhere ? "never went on" : "went on " + when(h, sleep.end));
}

/// Whether the gathering was pending at some instant of the sleep.
bool overlap(const History& h, const Gathering& g, const Sleep& sleep) {
  if (sleep.end != nowhere && g.call > sleep.end) return false;
  const auto* settlement = h.settlement(g.outer);
  return !settlement || settlement->time > h.event(sleep.begin).time;
}

/// Who does what the event reports: a script, a callback or the timeline.
Name actor(const Event& e) {
  switch (e.kind) {
    case EventKind::callback:
      return e.label;
    case EventKind::unhandled:
    case EventKind::final:
      return no_name;
    default:
      return e.by == no_name ? e.of : e.by;
  }
}

bool begins_a_step(EventKind kind) {
  return kind == EventKind::started || kind == EventKind::resumed ||
         kind == EventKind::interrupted || kind == EventKind::awaited;
}

bool ends_a_step(EventKind kind) {
  return kind == EventKind::sleeping || kind == EventKind::awaiting || kind == EventKind::ended;
}

/// Calls `visit(earlier, later)` for sleeps of the wanted sort that ended by themselves one after
/// the other.
template <typename Wanted, typename Visit>
void each_pair_of_wakes(const History& h, Wanted wanted, Visit visit) {
  const Sleep* earlier = nullptr;
  for (const auto index : h.wakes()) {
    const Sleep& later = h.sleeps()[index];
    if (!wanted(later)) continue;
    if (earlier) visit(*earlier, later);
    earlier = &later;
  }
}

std::string wake_reason(const History& h, const Sleep& earlier, const Sleep& later) {
  return who(h, later.script) + " went on after " + who(h, earlier.script) + " (turns " +
         std::to_string(h.event(later.end).turn) + " and " +
         std::to_string(h.event(earlier.end).turn) +
         "), yet it was to wake first: it began to sleep for " + std::to_string(later.delay) + " " +
         when(h, later.begin) + ", the other for " + std::to_string(earlier.delay) + " " +
         when(h, earlier.begin);
}

}  // namespace

void run_1(const History& h, Judge& judge) {
  Name earlier = no_name;
  each_wrapped(h, [&](const Gathering& g, Name child) {
    const auto start = h.start_of(child);
    if (start == nowhere) return;
    if (earlier != no_name && h.birth_of(earlier) == g.call)
      judge.expect(h.start_of(earlier) < start, start, [&] {
        return who(h, child) + " started before " + who(h, earlier) +
               ", which stands before it in " + who(h, g.outer);
      });
    earlier = child;
  });
}

void run_2(const History& h, Judge& judge) {
  each_starter(h, [&](const Gathering& g, Name child, std::size_t start) {
    const bool next = start != nowhere && h.event(start).turn == h.event(g.call).turn + 1;
    judge.expect(next, start == nowhere ? g.call : start,
                 [&] { return start_reason(h, g, child, start) + " and not in the next turn"; });
  });
}

void run_3(const History& h, Judge& judge) {
  each_wrapped(h, [&](const Gathering& g, Name child) {
    const auto start = h.start_of(child);
    if (start == nowhere) return;
    judge.expect(start > g.call, start, [&] {
      return who(h, child) + " started before the call of " + who(h, g.outer) + " returned";
    });
  });
}

void run_4(const History& h, Judge& judge) {
  each_due_list(h, [&](const Gathering& g, const Settlement&) {
    const auto failed = [&](Name child) {
      return !h.settlement(child) || !h.settlement(child)->succeeded();
    };
    if (std::ranges::any_of(g.children, failed)) return;
    const auto time = longest_child(h, g);
    each_ending(h, g.outer, [&](const Ending& ending) {
      if (!ending.await || h.event(ending.await->begin).time > time) return;
      const bool timely = ending.await->end != nowhere && h.event(ending.event).time == time;
      judge.expect(timely, ending.event, [&] {
        return "the longest child of " + who(h, g.outer) + " is done at " + std::to_string(time) +
               ", yet " + shown(h, g, ending);
      });
    });
  });
}

void run_5(const History& h, Judge& judge) {
  if (h.gatherings().empty()) return;
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.delay == 0 || was_interrupted(h, sleep)) continue;
    for (const Gathering& g : h.gatherings()) {
      if (is_child(g, sleep.script) || !overlap(h, g, sleep)) continue;
      judge.expect(is_exact(h, sleep), sleep.end == nowhere ? sleep.begin : sleep.end, [&] {
        return sleep_reason(h, sleep) + ", while " + who(h, g.outer) + " was pending";
      });
    }
  }
}

void run_6(const History& h, Judge& judge) {
  if (h.gatherings().empty()) return;
  Name running = no_name;
  std::int32_t turn = 0;
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    const auto by = actor(e);
    if (by == no_name) continue;
    const bool script = h.trace().is_awaitable(by);
    const bool begins = running == no_name && (begins_a_step(e.kind) || !script);
    judge.expect(begins || (by == running && e.turn == turn), i, [&] {
      return running == no_name ? who(h, by) + " did something while it was suspended"
                                : who(h, by) + " came between two steps of " + who(h, running) +
                                      ", which did not suspend";
    });
    if (begins && script) running = by, turn = e.turn;
    if (ends_a_step(e.kind)) running = no_name;
  }
}

void run_7(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings())
    for (const Name child : g.children)
      if (const auto start = h.start_of(child); start != nowhere)
        judge.expect(true, start, no_reason);
  for (const auto again : h.restarts()) {
    const Name script = h.event(again).of;
    judge.expect(false, again, [&] {
      return who(h, script) + " started " + when(h, h.start_of(script)) + " and again " +
             when(h, again);
    });
  }
}

void run_8(const History& h, Judge& judge) {
  each_starter(h, [&](const Gathering& g, Name child, std::size_t start) {
    const bool at_once = start != nowhere && h.event(start).time == h.event(g.call).time;
    judge.expect(at_once, start == nowhere ? g.call : start,
                 [&] { return start_reason(h, g, child, start); });
  });
}

void run_9(const History& h, Judge& judge) {
  const auto deadline = [&](const Sleep& sleep) { return h.event(sleep.begin).time + sleep.delay; };
  const auto is_timer = [](const Sleep& sleep) { return sleep.delay > 0; };
  each_pair_of_wakes(h, is_timer, [&](const Sleep& earlier, const Sleep& later) {
    const bool in_order = deadline(earlier) < deadline(later) ||
                          (deadline(earlier) == deadline(later) && earlier.begin < later.begin);
    judge.expect(in_order, later.end, [&] { return wake_reason(h, earlier, later); });
  });
}

void run_10(const History& h, Judge& judge) {
  const auto is_yield = [](const Sleep& sleep) { return sleep.delay == 0; };
  for (const auto index : h.wakes()) {
    const Sleep& sleep = h.sleeps()[index];
    if (sleep.delay > 0) continue;
    judge.expect(h.event(sleep.end).turn == h.event(sleep.begin).turn + 1, sleep.end,
                 [&] { return sleep_reason(h, sleep) + " and not in the next turn"; });
  }
  each_pair_of_wakes(h, is_yield, [&](const Sleep& earlier, const Sleep& later) {
    judge.expect(earlier.begin < later.begin, later.end,
                 [&] { return wake_reason(h, earlier, later); });
  });
}

void run_11(const History& h, Judge& judge) {
  for (const Gathering& g : h.gatherings()) {
    const Name first = first_wrapped(h, g);
    if (first == no_name) continue;
    for (Name task = 1; h.trace().is_awaitable(task); ++task) {
      if (h.start_of(task) == nowhere || h.birth_of(task) >= g.call) continue;
      judge.expect(h.start_of(task) < h.start_of(first), h.start_of(first), [&] {
        return who(h, task) + " was there " + when(h, h.birth_of(task)) + ", before " +
               who(h, g.outer) + " was called, yet its child " + who(h, first) + " started first";
      });
    }
  }
}

void run_12(const History& h, Judge& judge) {
  for (const Sleep& sleep : h.sleeps()) {
    if (was_interrupted(h, sleep)) continue;
    judge.expect(is_exact(h, sleep), sleep.end == nowhere ? sleep.begin : sleep.end,
                 [&] { return sleep_reason(h, sleep); });
  }
}

}  // namespace gathercheck::spec::rules
