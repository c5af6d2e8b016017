// SPDX-License-Identifier: MIT
#include "cancelling.hpp"
#include "rules.generated.hpp"
#include "turns.hpp"

namespace gathercheck::spec::rules {
namespace {

bool is_task_or_future(const History& h, Name n) {
  return has_body(h, n) || h.trace().kind(n) == Kind::future;
}

/// Whether a state after the run, or the one with which a callback was called, is what this
/// settlement makes it.
bool is_state_of(const Settlement& s, const Outcome& state) {
  if (s.cancelled()) return state.is_cancelled();
  if (s.failed()) return state.is_error() && same_object(*state.error(), *s.outcome.error());
  return state.is_result() && same_object(state.value, s.outcome.value);
}

/// Whether an await, or result(), gives what this settlement makes it give.
bool gives(const Settlement& s, const Outcome& outcome) {
  if (s.cancelled()) return outcome.is_cancellation();
  return is_state_of(s, outcome);
}

bool is_invalid_state(const Outcome& outcome) {
  return outcome.is_error() && outcome.error()->type == "InvalidStateError";
}

/// Whether two exceptions are known to be one object.
bool same_identity(const Error& a, const Error& b) {
  return a.id != 0 && a.id == b.id;
}

/// Whether everything that the observation shows is that of something pending: each call raises an
/// exception of its own.
bool shows_pending(const Event& e) {
  return !e.done && !e.cancelled && is_invalid_state(e.outcome) && is_invalid_state(e.exception) &&
         !same_identity(*e.outcome.error(), *e.exception.error());
}

/// Whether exception() gives what result() gives.
bool agree(const Outcome& result, const Outcome& exception) {
  if (result.is_result()) return exception.is_result() && exception.value.is_none();
  if (!result.is_error()) return false;
  const auto* returned = exception.is_result() ? exception.value.error() : nullptr;
  return returned && same_object(*result.error(), *returned);
}

/// Whether everything that the observation shows is that of something done.
bool shows_done(const Event& e) {
  if (e.cancelled) return e.done && e.outcome.is_cancellation() && e.exception.is_cancellation();
  return e.done && agree(e.outcome, e.exception);
}

std::string settled(const History& h, Name n) {
  const auto* s = h.settlement(n);
  return s ? who(h, n) + " came to " + shown(h, s->outcome) + " " + when(*s)
           : who(h, n) + " was never done";
}

void expect_state(const History& h, Judge& judge, Name n, bool holds) {
  judge.expect(holds, h.final_event(n), [&] {
    return settled(h, n) + ", yet in the end it is " + shown(h, *h.final_of(n));
  });
}

/// Demands that what answered at the event did so because the object was pending.
void expect_answer(const History& h, Judge& judge, std::size_t event) {
  const Event& e = h.event(event);
  const auto* s = h.settlement(e.of);
  if (s && !s->certain) return;
  const auto done = s ? h.settled_before(e.of, event) : false;
  if (!done) return;
  judge.expect(e.accepted == !*done, event, [&] {
    return who(h, e.of) + " was " + (*done ? "done" : "pending") + " " + when(h, event) + ", yet " +
           (e.kind == EventKind::cancel ? "cancel() returned " : "settling it ") +
           (e.kind == EventKind::cancel ? (e.accepted ? "True" : "False")
                                        : (e.accepted ? "was accepted" : "raised"));
  });
}

/// Whether the request finds its target in an await that cannot hand it on.
const Await* stubborn_await(const History& h, const Request& r) {
  const auto* await = r.certain && has_body(h, r.target) ? await_at(h, r.target, r.event) : nullptr;
  if (!await || !suspends(h, *await)) return nullptr;
  return await->shield || finished(h, await->on, r.event) ? await : nullptr;
}

/// Whether two states are one, down to the object that failed.
bool is_same(const Outcome& a, const Outcome& b) {
  if (a.kind != b.kind) return false;
  return same_object(a.value, b.value);
}

/// When a callback is due that was registered at an event; nothing while that is in doubt.
std::optional<std::int64_t> due_time(const History& h, const Callback& c) {
  const auto* s = h.sure_settlement(c.on);
  if (!s) return {};
  return std::max(s->time, h.event(c.registered).time);
}

}  // namespace

void task_1(const History& h, Judge& judge) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n) {
    const auto* state = has_body(h, n) ? h.final_of(n) : nullptr;
    if (!state || !at_rest(h)) continue;
    const auto* s = h.settlement(n);
    if (!s)
      expect_state(h, judge, n, state->is_pending());
    else if (s->certain)
      expect_state(h, judge, n, is_state_of(*s, *state));
  }
}

void task_2(const History& h, Judge& judge) {
  for (Name n = 0; h.trace().is_awaitable(n); ++n) {
    const auto* state = h.trace().kind(n) == Kind::future ? h.final_of(n) : nullptr;
    if (!state) continue;
    const auto* s = h.settlement(n);
    if (!s)
      expect_state(h, judge, n, state->is_pending());
    else if (s->certain)
      expect_state(h, judge, n, is_state_of(*s, *state));
  }
}

void task_3(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  for (const Await& await : h.awaits()) {
    if (!is_task_or_future(h, await.on) || await.overruled) continue;
    const auto* s = h.settlement(await.on);
    if (s && !s->certain) continue;
    const auto end = await.end;
    const bool holds = s ? end != nowhere && gives(*s, h.event(end).outcome) &&
                               h.event(end).time == std::max(s->time, h.event(await.begin).time)
                         : end == nowhere;
    judge.expect(holds, end == nowhere ? await.begin : end, [&] {
      return settled(h, await.on) + ", yet " + who(h, await.awaiter) + ", which awaited it, " +
             (end == nowhere ? "waits for ever"
                             : "got " + shown(h, h.event(end).outcome) + " " + when(h, end));
    });
  }
}

void task_4(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  for (const Request& r : h.requests()) {
    const auto* await = stubborn_await(h, r);
    if (!await) continue;
    const auto end = await->end;
    const bool holds = end != nowhere && h.event(end).outcome.is_cancellation() &&
                       h.event(end).time == h.event(r.event).time;
    judge.expect(holds, end == nowhere ? r.event : end, [&] {
      return who(h, r.target) + " was asked to cancel " + when(h, r.event) + " while it awaited " +
             who(h, await->on) + ", which could not take the request, yet " +
             (end == nowhere ? "it was never woken"
                             : "it got " + shown(h, h.event(end).outcome) + " " + when(h, end));
    });
  }
}

void task_5(const History& h, Judge& judge) {
  for (const auto i : h.cancels())
    if (is_task_or_future(h, h.event(i).of)) expect_answer(h, judge, i);
}

void task_6(const History& h, Judge& judge) {
  for (const auto i : h.of_kind(EventKind::settle))
    if (h.trace().kind(h.event(i).of) == Kind::future) expect_answer(h, judge, i);
}

void task_7(const History& h, Judge& judge) {
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    judge.expect(e.loop && (e.done ? shows_done(e) : shows_pending(e)), i, [&] {
      return "what was observed of " + who(h, e.of) + " " + when(h, i) + " does not fit together";
    });
    const auto* s = h.settlement(e.of);
    if (!is_task_or_future(h, e.of) || (s && !s->certain)) continue;
    const auto done = s ? h.settled_before(e.of, i) : false;
    if (!done) continue;
    judge.expect(*done ? e.done && e.cancelled == s->cancelled() && gives(*s, e.outcome) : !e.done,
                 i, [&] {
                   return settled(h, e.of) + ", yet " + when(h, i) + " it was seen as " +
                          (e.done ? "done with " + shown(h, e.outcome) : "pending");
                 });
  }
}

void task_8(const History& h, Judge& judge) {
  for (const auto i : h.of_kind(EventKind::callback)) {
    const auto label = h.event(i).label;
    const auto found = std::ranges::find(h.callbacks(), label, &Callback::label);
    judge.expect(
        found != h.callbacks().end() && found->registered < i && found->on == h.event(i).of, i,
        [&] {
          return who(h, label) + " was called " + when(h, i) + " with " + who(h, h.event(i).of) +
                 ", on which it was not registered";
        });
  }
  if (!at_rest(h)) return;
  for (const Callback& c : h.callbacks()) {
    const auto* state = h.final_of(c.on);
    if (!state) continue;
    judge.expect(c.calls == (state->is_pending() ? 0 : 1), c.registered, [&] {
      return who(h, c.label) + ", a callback of " + who(h, c.on) + ", was called " +
             std::to_string(c.calls) + " times, and in the end that is " + shown(h, *state);
    });
    const auto due = due_time(h, c);
    if (c.called == nowhere || !due) continue;
    const Event& call = h.event(c.called);
    const bool same = is_same(call.outcome, *state);
    judge.expect(same && call.time == *due, c.called, [&] {
      return settled(h, c.on) + ", yet " + who(h, c.label) + " was called " + when(h, c.called) +
             " and found it " + shown(h, call.outcome);
    });
  }
}

namespace {

/// The event at which a task or a future was settled for certain; nowhere if that is not seen.
std::size_t settled_at(const History& h, Name n) {
  const auto* s = h.gathering(n) ? nullptr : h.sure_settlement(n);
  return s ? s->event : nowhere;
}

}  // namespace

void task_9(const History& h, Judge& judge) {
  for (const Await& a : h.awaits()) {
    const auto settled = settled_at(h, a.on);
    if (settled == nowhere || a.disturbed) continue;
    if (settled < a.begin)
      expect_turns(h, judge, a.begin, a.end, 0, "went on");
    else
      expect_turns(h, judge, settled, a.end, a.shield ? 2 : 1, "went on");
  }
  for (const Callback& c : h.callbacks()) {
    const auto settled = settled_at(h, c.on);
    if (settled != nowhere && c.calls == 1)
      expect_turns(h, judge, std::max(settled, c.registered), c.called, 1, "had a callback called");
  }
}

void task_10(const History& h, Judge& judge) {
  for (std::size_t i = 0; i < h.events().size(); ++i) {
    const Event& e = h.event(i);
    const auto found = std::ranges::find(h.callbacks(), e.by, &Callback::label);
    if (e.by == no_name || found == h.callbacks().end()) continue;
    const bool going = i > 0 && h.event(i - 1).time == e.time && h.event(i - 1).turn == e.turn &&
                       (h.event(i - 1).by == e.by || i - 1 == found->called);
    judge.expect(going, i, [&] {
      return who(h, e.by) + " did something " + when(h, i) +
             ", though it was not called just before";
    });
  }
}

}  // namespace gathercheck::spec::rules
