// SPDX-License-Identifier: MIT
#include <algorithm>

#include "evidence.hpp"
#include "notices.hpp"
#include "ready_queue.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

bool came_to_rest(const History& h) {
  return h.trace().end == Trace::End::idle;
}

/// "outer is due in turn 3, through a".
std::string due(const History& h, const Gathering& g, const Settlement& s) {
  const Name child = h.deciding_child(g);
  return who(h, g.outer) + " is due in turn " + std::to_string(s.turn) +
         (child == no_name ? "" : ", through " + who(h, child));
}

/// Demands that all notices of an outer that settles in a known turn are given in the next one, and
/// that readings of its state agree with that turn.
void expect_notices_on_time(const History& h, Judge& judge, const Gathering& g,
                            const Settlement& s) {
  each_notice(h, g.outer, [&](const Notice& n) {
    if (n.given == nowhere || h.event(n.registered).turn >= s.turn) return;
    judge.expect(h.event(n.given).turn == s.turn + 1, n.given, [&] {
      return due(h, g, s) + ", and " + who(h, n.to) + " one turn later, yet it was notified " +
             when(h, n.given);
    });
  });
  each_state(h, g.outer, [&](std::size_t event, const Outcome& state) {
    const auto turn = h.event(event).turn;
    if (turn == s.turn || h.event(event).kind == EventKind::final) return;
    judge.expect(state.is_pending() == (turn < s.turn), event, [&] {
      return due(h, g, s) + ", yet it was " + shown(h, state) + " " + when(h, event);
    });
  });
}

/// Calls `visit(gathering, settlement)` for every outer that a child completes, in a turn that is
/// certain, which was pending when gather was called.
template <typename Visit>
void each_late_decision(const History& h, Visit visit) {
  for (const auto& g : h.gatherings()) {
    const auto* s = h.settlement(g.outer);
    if (!s || !s->has_sure_turn() || h.settled_by_hand(g.outer) != nowhere) continue;
    const Name child = h.deciding_child(g);
    const bool late =
        child == no_name ? s->turn > h.event(g.call).turn + 1 : pending_at(h, child, g.call);
    if (late) visit(g, *s);
  }
}

/// Whether a child is for certain pending still when `s` happens.
bool is_pending_after(const History& h, Name child, const Settlement& s) {
  const auto* mine = h.settlement(child);
  return !mine || (mine->certain && mine->time > s.time);
}

/// Whether a cancel() surely interrupts this sleep, and is the first one to do so.
bool interrupts(const History& h, const Sleep& sleep, std::size_t cancel) {
  const Event& e = h.event(cancel);
  return sleep.delay > 0 && !sleep.doomed && sleep.begin < cancel && sleep.end > cancel &&
         e.time < h.event(sleep.begin).time + sleep.delay &&
         !h.requested_between(sleep.script, sleep.begin, cancel);
}

/// Calls `visit(gathering, index)` for every accepted cancel() of an outer, straight and for
/// certain while it was pending.
template <typename Visit>
void each_cancelled_outer(const History& h, Visit visit) {
  for (const Request& r : h.requests()) {
    const Event& e = h.event(r.event);
    if (r.handed_on || e.of != r.target || e.kind != EventKind::cancel) continue;
    const auto* g = h.gathering(r.target);
    if (g && pending_at(h, r.target, r.event)) visit(*g, r.event);
  }
}

/// Demands that whoever awaited `outer` before the event resumes so many turns after it.
void expect_awaiters_after(const History& h, Judge& judge, Name outer, std::size_t event,
                           int turns) {
  for (const Await& a : h.awaits()) {
    if (a.on != outer || a.shield || a.begin > event || a.end == nowhere || a.end < event) continue;
    judge.expect(h.event(a.end).turn == h.event(event).turn + turns, a.end, [&] {
      return who(h, outer) + " was cancelled " + when(h, event) + ", yet " + who(h, a.awaiter) +
             " resumed " + when(h, a.end) + ", not " + std::to_string(turns) + " turns later";
    });
  }
}

/// Whether the first step of a child was also its last.
bool ends_in_first_step(const History& h, Name child, std::int32_t turn) {
  const auto end = h.end_of(child);
  return h.start_of(child) != nowhere && end != nowhere && h.event(end).turn == turn;
}

/// Whether the callback of that name, or the timeline, can have raised what the loop was told of at
/// the event: it was running until then, and had not raised before.
bool ends_callback(const History& h, Name label, std::size_t event) {
  const auto found = std::ranges::find(h.callbacks(), label, &Callback::label);
  if (found == h.callbacks().end()) return true;
  if (event == 0) return false;
  const Event& before = h.event(event - 1);
  const bool running = before.label == label && before.kind == EventKind::callback;
  return found->called < event && (running || before.by == label) &&
         before.turn == h.event(event).turn;
}

}  // namespace

void turn_1(const History& h, Judge& judge) {
  if (!came_to_rest(h)) return;
  for (const Callback& c : h.callbacks()) {
    const auto* g = h.gathering(c.on);
    const auto* state = g ? h.final_of(c.on) : nullptr;
    if (!state) continue;
    judge.expect(c.calls == (state->is_pending() ? 0 : 1), h.final_event(c.on), [&] {
      return who(h, c.label) + ", a callback of " + who(h, c.on) + ", was called " +
             std::to_string(c.calls) + " times, and " + who(h, c.on) + " ended as " +
             shown(h, *state);
    });
    if (c.called == nowhere) continue;
    const Event& call = h.event(c.called);
    const auto by_hand = h.settled_by_hand(c.on);
    const bool queued =
        call.turn > h.event(c.registered).turn &&
        (by_hand == nowhere || by_hand > c.called || call.turn > h.event(by_hand).turn);
    judge.expect(call.of == c.on && !call.outcome.is_pending() && queued, c.called, [&] {
      return who(h, c.label) + " was called " + when(h, c.called) + " with " + who(h, call.of) +
             ", " + shown(h, call.outcome) + ", and not through the ready queue with " +
             who(h, c.on) + " done";
    });
  }
}

void turn_2(const History& h, Judge& judge) {
  if (h.callbacks().empty()) return;
  each_late_decision(h, [&](const Gathering& g, const Settlement&) {
    const Name child = h.deciding_child(g);
    for (const Callback& c : h.callbacks()) {
      if (c.on != child || c.calls != 1) continue;
      const bool before = c.registered < g.call;
      for (auto i = c.called; i < h.events().size(); ++i) {
        const Event& e = h.event(i);
        if (e.turn > h.event(c.called).turn) break;
        if (e.kind != EventKind::observed || e.of != g.outer || e.by != c.label) continue;
        judge.expect(e.done != before, i, [&] {
          return who(h, c.label) + " was registered on " + who(h, child) +
                 (before ? " before" : " after") + " the call of gather, yet it found " +
                 who(h, g.outer) + (before ? " done" : " pending");
        });
      }
    }
  });
}

void turn_3(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    Notice last;
    each_notice(h, g.outer, [&](const Notice& n) {
      if (n.given == nowhere) return;
      if (n.await && h.event(n.given).turn == h.event(n.registered).turn) return;
      if (last.given != nowhere) {
        judge.expect(last.given < n.given, n.given, [&] {
          return who(h, last.to) + " was registered on " + who(h, g.outer) + " before " +
                 who(h, n.to) + ", yet it was notified after it";
        });
      }
      last = n;
    });
  }
}

void turn_4(const History& h, Judge& judge) {
  each_late_decision(h, [&](const Gathering& g, const Settlement& s) {
    if (s.succeeded()) expect_notices_on_time(h, judge, g, s);
  });
}

void turn_5(const History& h, Judge& judge) {
  for (const Callback& c : h.callbacks()) {
    if (!h.gathering(c.on) || !done_at(h, c.on, c.registered)) continue;
    const bool next =
        c.called != nowhere && h.event(c.called).turn == h.event(c.registered).turn + 1;
    judge.expect(next, c.called == nowhere ? c.registered : c.called, [&] {
      return who(h, c.label) + " was added to " + who(h, c.on) + ", which was done, " +
             when(h, c.registered) + ", and was " +
             (c.called == nowhere ? "not called" : "called " + when(h, c.called));
    });
  }
}

void turn_6(const History& h, Judge& judge) {
  if (h.callbacks().empty() || !came_to_rest(h)) return;
  for (const auto i : h.of_kind(EventKind::unhandled)) {
    const auto callbacks = h.callbacks();
    const auto raised = std::ranges::find(callbacks, h.event(i).of, &Callback::label);
    if (raised == callbacks.end() || !h.gathering(raised->on)) continue;
    each_notice(h, raised->on, [&](const Notice& n) {
      judge.expect(n.given != nowhere, i, [&] {
        return who(h, raised->label) + " raised " + shown(h, h.event(i).outcome) + " " +
               when(h, i) + ", and " + who(h, n.to) + " never heard of the end of " +
               who(h, raised->on);
      });
    });
  }
}

void turn_7(const History& h, Judge& judge) {
  if (h.callbacks().empty()) return;
  each_late_decision(h, [&](const Gathering& g, const Settlement& s) {
    const bool early =
        h.deciding_child(g) != no_name && !s.succeeded() && !g.return_exceptions &&
        std::ranges::any_of(g.children, [&](Name child) { return is_pending_after(h, child, s); });
    if (!early) return;
    for (const Callback& c : h.callbacks()) {
      if (c.on != g.outer || h.event(c.registered).time > s.time) continue;
      const bool once = c.calls == 1 && h.event(c.called).time == s.time;
      judge.expect(once, c.called == nowhere ? c.registered : c.called, [&] {
        return who(h, h.deciding_child(g)) + " ended " + shown(h, s.outcome) + " " + when(s) +
               " and with it " + who(h, g.outer) + ", yet " + who(h, c.label) + " was called " +
               std::to_string(c.calls) + " times" +
               (c.called == nowhere ? "" : ", first " + when(h, c.called));
      });
    }
  });
}

void turn_8(const History& h, Judge& judge) {
  each_late_decision(h, [&](const Gathering& g, const Settlement& s) {
    if (!s.succeeded()) expect_notices_on_time(h, judge, g, s);
  });
}

void turn_9(const History& h, Judge& judge) {
  each_cancelled_outer(h, [&](const Gathering& g, std::size_t cancel) {
    const auto turn = h.event(cancel).turn;
    for (const Sleep& sleep : h.sleeps()) {
      if (!is_child(g, sleep.script) || !interrupts(h, sleep, cancel)) continue;
      const bool seen = sleep.end != nowhere && h.event(sleep.end).turn == turn + 1 &&
                        h.event(sleep.end).kind == EventKind::interrupted;
      judge.expect(seen, sleep.end == nowhere ? cancel : sleep.end, [&] {
        return who(h, g.outer) + " was cancelled " + when(h, cancel) + ", yet " +
               who(h, sleep.script) + ", which slept, was not interrupted one turn later";
      });
      const auto end = h.end_of(sleep.script);
      const bool at_once = end != nowhere && h.event(end).turn == turn + 1;
      if (at_once && h.deciding_child(g) == sleep.script)
        expect_awaiters_after(h, judge, g.outer, cancel, 3);
    }
  });
}

void turn_11(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto turn = h.event(g.call).turn;
    bool immediate = !g.children.empty();
    for (const Name child : g.children) {
      if (h.trace().kind(child) != Kind::coroutine || h.birth_of(child) != g.call)
        immediate = false;
      else if (!ends_in_first_step(h, child, turn + 1))
        immediate = false;
    }
    if (!immediate || h.settled_by_hand(g.outer) != nowhere) continue;
    each_notice(h, g.outer, [&](const Notice& n) {
      if (n.given == nowhere || h.event(n.registered).turn > turn + 1) return;
      judge.expect(h.event(n.given).turn == turn + 3, n.given, [&] {
        return "all children of " + who(h, g.outer) +
               " ended in their first step, one turn after " + "the call " + when(h, g.call) +
               ", yet " + who(h, n.to) + " was notified " + when(h, n.given);
      });
    });
  }
}

void turn_12(const History& h, Judge& judge) {
  if (h.gatherings().empty()) return;
  const auto places = queue_places(h);
  std::size_t last = nowhere;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].known()) continue;
    if (last != nowhere && h.event(last).turn == h.event(i).turn) {
      judge.expect(places[last] <= places[i], i, [&] {
        return who(h, h.event(i).of) + " was queued before " + who(h, h.event(last).of) +
               ", yet it ran after it " + when(h, i);
      });
    }
    last = i;
  }
}

void turn_13(const History& h, Judge& judge) {
  judge.expect(true, 0, [] { return std::string(); });
  for (const auto i : h.of_kind(EventKind::unhandled)) {
    const Event& e = h.event(i);
    judge.expect(!h.trace().is_awaitable(e.of) && ends_callback(h, e.of, i), i, [&] {
      return shown(h, e.outcome) + " was reported " + when(h, i) + " for " + who(h, e.of) +
             ", which is no callback that had just run";
    });
  }
}

}  // namespace gathercheck::spec::rules
