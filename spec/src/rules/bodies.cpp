// SPDX-License-Identifier: MIT
#include <vector>

#include "cancelling.hpp"
#include "rules.generated.hpp"
#include "turns.hpp"

namespace gathercheck::spec::rules {
namespace {

/// How far a body is, event by event.
struct Progress {
  enum class Phase : std::uint8_t { unborn, running, sleeping, waiting, over };

  Phase phase = Phase::unborn;
  std::int64_t time = 0;
  Name on = no_name;  ///< what it waits for

  /// Whether it can do next what the event reports.
  bool allows(const Event& e) const {
    switch (e.kind) {
      case EventKind::started:
        return phase == Phase::unborn;
      case EventKind::resumed:
      case EventKind::interrupted:
        return phase == Phase::sleeping && e.time >= time;
      case EventKind::awaited:
        return phase == Phase::waiting && on == e.on && e.time >= time;
      default:
        return phase == Phase::running && e.time == time;
    }
  }

  void take(const Event& e) {
    time = e.time;
    on = e.on;
    phase = e.kind == EventKind::sleeping   ? Phase::sleeping
            : e.kind == EventKind::awaiting ? Phase::waiting
            : e.kind == EventKind::ended    ? Phase::over
                                            : Phase::running;
  }
};

const char* to_words(Progress::Phase phase) {
  switch (phase) {
    case Progress::Phase::unborn:
      return "had not started";
    case Progress::Phase::running:
      return "was running";
    case Progress::Phase::sleeping:
      return "slept";
    case Progress::Phase::waiting:
      return "waited";
    default:
      return "was over";
  }
}

/// The body whose doing the event is; no_name if it is no body's.
Name body_of(const History& h, const Event& e) {
  if (e.kind == EventKind::final || e.kind == EventKind::callback || e.kind == EventKind::unhandled)
    return no_name;
  const Name runner = e.by == no_name ? e.of : e.by;
  return h.trace().is_awaitable(runner) && has_body(h, runner) ? runner : no_name;
}

/// Calls `visit(body)` for main and every task and coroutine of the trace.
template <typename Visit>
void each_body(const History& h, Visit visit) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n)
    if (has_body(h, n)) visit(n);
}

/// Whether the object can be used when the event happens.
bool exists(const History& h, Name n, std::size_t event) {
  if (n == main_name || h.trace().kind(n) == Kind::future) return true;
  const auto birth = h.birth_of(n);
  return h.trace().kind(n) != Kind::coroutine && birth != nowhere && birth < event;
}

/// What an event does something with, if that has to exist; no_name otherwise.
Name object_of(const Event& e) {
  switch (e.kind) {
    case EventKind::cancel:
    case EventKind::settle:
    case EventKind::registered:
    case EventKind::observed:
    case EventKind::callback:
      return e.of;
    case EventKind::awaiting:
      return e.on;
    default:
      return no_name;
  }
}

/// Whether something is in the end what it is to be: there, or not there.
bool lasts(const History& h, Name n) {
  return n == main_name || exists(h, n, h.events().size());
}

bool is_waiting_for_ever(const History& h, Name script) {
  return std::ranges::any_of(h.awaits(), [&](const Await& await) {
    const auto* state =
        await.awaiter == script && await.end == nowhere ? h.final_of(await.on) : nullptr;
    return state && state->is_pending();
  });
}

/// Whether somebody asked `n` to cancel at the time or before.
bool was_requested_by(const History& h, Name n, std::int64_t time) {
  return std::ranges::any_of(h.requests(), [&](const Request& r) {
    return r.target == n && h.event(r.event).time <= time;
  });
}

/// Where the body was last woken before the event, or started.
std::size_t woken_before(const History& h, Name body, std::size_t event) {
  while (event-- > 0) {
    const Event& e = h.event(event);
    const bool wakes = e.kind == EventKind::started || e.kind == EventKind::resumed ||
                       e.kind == EventKind::interrupted || e.kind == EventKind::awaited;
    if (wakes && e.of == body) return event;
  }
  return 0;
}

/// Whether the body had for certain been asked to cancel when the sleep began.
bool is_doomed(const History& h, const Sleep& sleep) {
  if (!sleep.doomed) return false;
  const auto since = woken_before(h, sleep.script, sleep.begin);
  return std::ranges::any_of(h.requests(), [&](const Request& r) {
    return r.certain && r.target == sleep.script && r.event > since && r.event < sleep.begin;
  });
}

/// Demands that the sleep ended with CancelledError at the time of the event.
void expect_cut_short(const History& h, Judge& judge, const Sleep& sleep, std::size_t event) {
  const auto end = sleep.end;
  const bool holds = end != nowhere && h.event(end).kind == EventKind::interrupted &&
                     h.event(end).time == h.event(event).time;
  judge.expect(holds, end == nowhere ? event : end, [&] {
    return who(h, sleep.script) + " was asked to cancel " + when(h, event) + ", yet its sleep " +
           (end == nowhere ? std::string("never ended")
                           : "ended with \"" + std::string(to_string(h.event(end).kind)) + "\" " +
                                 when(h, end));
  });
}

bool was_argument_of_raised_call(const History& h, Name n) {
  return std::ranges::any_of(h.raised_calls(), [&](std::size_t call) {
    const auto& children = h.event(call).children;
    return std::ranges::find(children, n) != children.end();
  });
}

}  // namespace

void body_1(const History& h, Judge& judge) {
  std::vector<Progress> bodies(h.trace().kinds.size());
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    const Name body = body_of(h, e);
    if (body == no_name) continue;
    auto& progress = bodies[static_cast<std::size_t>(body)];
    judge.expect(progress.allows(e), i, [&] {
      return who(h, body) + " " + to_words(progress.phase) + " at " +
             std::to_string(progress.time) + ", yet the next that is seen of it, " + when(h, i) +
             ", is \"" + std::string(to_string(e.kind)) + "\"";
    });
    progress.take(e);
  }
}

void body_2(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  each_body(h, [&](Name body) {
    if (h.start_of(body) == nowhere) return;
    judge.expect(h.end_of(body) != nowhere || is_waiting_for_ever(h, body), h.start_of(body), [&] {
      return who(h, body) +
             " has not ended, though everything is at rest and nothing that it waits for is "
             "pending";
    });
  });
}

void body_3(const History& h, Judge& judge) {
  each_body(h, [&](Name body) {
    const auto start = h.start_of(body);
    const auto birth = h.birth_of(body);
    if (body != main_name && birth == nowhere) {
      if (start != nowhere && !was_argument_of_raised_call(h, body))
        judge.expect(false, start, [&] {
          return who(h, body) + " started " + when(h, start) + ", though nobody made a task of it";
        });
      return;
    }
    const auto time = body == main_name ? 0 : h.event(birth).time;
    if (start == nowhere) {
      if (!at_rest(h) || was_requested_by(h, body, time)) return;
      return judge.expect(false, birth == nowhere ? 0 : birth, [&] {
        return who(h, body) + " never started, though nobody asked it to cancel at " +
               std::to_string(time);
      });
    }
    judge.expect(h.event(start).time == time && (birth == nowhere || birth < start), start, [&] {
      return who(h, body) + " was there at " + std::to_string(time) + ", yet it started " +
             when(h, start);
    });
  });
}

void body_4(const History& h, Judge& judge) {
  std::vector<std::size_t> last(h.trace().kinds.size(), 0);
  for (const auto i : h.of_kind(EventKind::interrupted)) {
    const Name body = h.event(i).of;
    auto& since = last[static_cast<std::size_t>(body)];
    const bool asked = h.requested_between(body, since, i);
    judge.expect(asked && h.event(i).outcome.is_cancellation(), i, [&] {
      return who(h, body) + " got " + shown(h, h.event(i).outcome) + " out of its sleep " +
             when(h, i) + (asked ? "" : ", though nobody had asked it to cancel");
    });
    since = i;
  }
}

void body_5(const History& h, Judge& judge) {
  const auto& trace = h.trace();
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    if (const Name object = object_of(e); object != no_name)
      judge.expect(exists(h, object, i), i, [&] {
        return who(h, object) + " was used " + when(h, i) + ", yet it did not exist";
      });
    if (e.kind != EventKind::skipped || trace.name(e.label) == "gather") continue;
    judge.expect(exists(h, e.of, i) == (trace.name(e.label) == "create"), i, [&] {
      return who(h, e.of) + " could be used " + when(h, i) + ", yet \"" + trace.name(e.label) +
             "\" was skipped";
    });
  }
}

void body_6(const History& h, Judge& judge) {
  std::vector<int> seen(h.trace().kinds.size(), 0);
  for (const auto i : h.of_kind(EventKind::final)) ++seen[static_cast<std::size_t>(h.event(i).of)];
  for (Name n = 0; h.trace().is_awaitable(n); ++n) {
    const int expected = lasts(h, n) ? 1 : 0;
    const auto found = seen[static_cast<std::size_t>(n)];
    if (expected == 0 && found == 0) continue;
    judge.expect(found == expected, h.events().size() - 1, [&] {
      return who(h, n) + (expected ? " exists" : " does not exist") + " in the end, yet it has " +
             std::to_string(found) + " states then";
    });
  }
}

void body_7(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  for (const Sleep& sleep : h.sleeps())
    if (is_doomed(h, sleep)) expect_cut_short(h, judge, sleep, sleep.begin);
  for (const Request& r : h.requests()) {
    const auto* sleep =
        r.certain && has_body(h, r.target) ? sleep_at(h, r.target, r.event) : nullptr;
    if (sleep) expect_cut_short(h, judge, *sleep, r.event);
  }
}

void body_8(const History& h, Judge& judge) {
  for (std::size_t i = 1; i < h.events().size(); ++i) {
    const Event& before = h.event(i - 1);
    const Event& e = h.event(i);
    const bool holds = e.turn == before.turn ? e.time == before.time
                                             : e.turn > before.turn && e.time >= before.time;
    judge.expect(holds, i,
                 [&] { return "an event " + when(h, i) + " follows one " + when(h, i - 1); });
  }
}

namespace {

/// Whether only this request can have ended the sleep, which has some way to go: then it is over a
/// turn later. Else it may be over in the very turn, in which it was due anyway.
bool ends_alone(const History& h, const Sleep& sleep, std::size_t event) {
  return &sleep == pending_sleep(h, sleep.script, event) && sleep.delay > 0;
}

void expect_interruption(const History& h, Judge& judge, const Sleep& sleep, std::size_t event) {
  if (sleep.end == nowhere) return;
  if (ends_alone(h, sleep, event))
    return expect_turns(h, judge, event, sleep.end, 1, "was interrupted");
  judge.expect(h.event(sleep.end).turn <= h.event(event).turn + 1, sleep.end, [&] {
    return who(h, sleep.script) + " was interrupted " + when(h, sleep.end) +
           ", more than a turn after the request " + when(h, event);
  });
}

}  // namespace

void body_9(const History& h, Judge& judge) {
  for (const Request& r : h.requests())
    if (const auto* sleep =
            r.certain && has_body(h, r.target) ? sleep_at(h, r.target, r.event) : nullptr)
      expect_interruption(h, judge, *sleep, r.event);
  for (const Sleep& sleep : h.sleeps())
    if (is_doomed(h, sleep)) expect_turns(h, judge, sleep.begin, sleep.end, 1, "was interrupted");
}

}  // namespace gathercheck::spec::rules
