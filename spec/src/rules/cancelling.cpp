// SPDX-License-Identifier: MIT
#include "cancelling.hpp"

#include <algorithm>

namespace gathercheck::spec::rules {
namespace {

bool is_cancelled_end(const History& h, std::size_t end) {
  if (end == nowhere) return false;
  const Event& e = h.event(end);
  return e.kind == EventKind::interrupted ||
         (e.kind == EventKind::awaited && e.outcome.is_cancellation());
}

/// Whether a request to whoever waits there ends the await with CancelledError, whatever else
/// happens.
bool must_break(const History& h, const Await& await) {
  return await.shield || h.trace().kind(await.on) == Kind::future;
}

void expect_broken(const History& h, Judge& judge, Name script, std::size_t end,
                   std::size_t event) {
  const bool holds = is_cancelled_end(h, end) && h.event(end).time == h.event(event).time;
  judge.expect(holds, end == nowhere ? event : end, [&] {
    return who(h, script) + " was asked to cancel " + when(h, event) +
           " while it was suspended, yet " +
           (end == nowhere             ? "it was never woken"
            : is_cancelled_end(h, end) ? "it got CancelledError only " + when(h, end)
                                       : "it went on " + when(h, end) + " as if nobody had asked");
  });
}

void expect_never_started(const History& h, Judge& judge, Name child, std::size_t event) {
  const auto start = h.start_of(child);
  judge.expect(start == nowhere, start == nowhere ? event : start, [&] {
    return who(h, child) + " was asked to cancel " + when(h, event) +
           ", before its first step, yet its body ran " + when(h, start);
  });
}

void expect_reached_body(const History& h, Judge& judge, Name child, std::size_t event) {
  if (h.birth_of(child) == nowhere || h.end_of(child) < event) return;
  if (h.start_of(child) > event) return expect_never_started(h, judge, child, event);
  if (const auto* sleep = sleep_at(h, child, event))
    return expect_broken(h, judge, child, sleep->end, event);
  const auto* await = await_at(h, child, event);
  if (await && must_break(h, *await)) expect_broken(h, judge, child, await->end, event);
}

void expect_wait(const History& h, Judge& judge, const Await& await, bool right,
                 const Settlement& due, const Cause& cause) {
  const auto time = std::max(due.time, h.event(await.begin).time);
  const bool in_time = await.end != nowhere && h.event(await.end).time == time;
  judge.expect(right && in_time, await.end == nowhere ? await.begin : await.end, [&] {
    return told(h, cause) + ", yet " + who(h, await.awaiter) +
           (await.end == nowhere ? " never heard of it"
            : right              ? " heard of it only " + when(h, await.end)
                    : " got " + shown(h, h.event(await.end).outcome) + " " + when(h, await.end));
  });
}

}  // namespace

std::string told(const History& h, const Cause& cause) {
  std::string text = who(h, cause.actor) + " " + cause.deed;
  if (cause.settlement)
    text += " " + when(*cause.settlement);
  else if (cause.event != nowhere)
    text += " " + when(h, cause.event);
  return text;
}

bool finished(const History& h, Name n, std::size_t event) {
  const auto* s = h.settlement(n);
  return s && s->certain && h.settled_before(n, event).value_or(false);
}

bool unfinished(const History& h, Name n, std::size_t event) {
  const auto* s = h.settlement(n);
  return !s || (s->certain && !h.settled_before(n, event).value_or(true));
}

bool all_finished(const History& h, const Gathering& g, std::size_t event) {
  return std::ranges::all_of(g.children, [&](Name child) { return finished(h, child, event); });
}

bool finishes_after(const History& h, Name n, std::int64_t time) {
  const auto* s = h.settlement(n);
  return s ? s->certain && s->time > time : at_rest(h);
}

bool has_body(const History& h, Name n) {
  return h.trace().kind(n) == Kind::task || h.trace().kind(n) == Kind::coroutine;
}

const Sleep* sleep_at(const History& h, Name script, std::size_t event) {
  for (const Sleep& sleep : h.sleeps())
    if (sleep.script == script && sleep.begin < event && event < sleep.end) return &sleep;
  return nullptr;
}

const Await* await_at(const History& h, Name script, std::size_t event) {
  for (const Await& await : h.awaits())
    if (await.awaiter == script && await.begin < event && event < await.end) return &await;
  return nullptr;
}

const Sleep* pending_sleep(const History& h, Name script, std::size_t event) {
  const auto* sleep = has_body(h, script) ? sleep_at(h, script, event) : nullptr;
  if (!sleep || sleep->doomed || h.event(sleep->begin).time + sleep->delay <= h.event(event).time)
    return nullptr;
  return h.requested_between(script, sleep->begin, event) ? nullptr : sleep;
}

bool is_first(const History& h, const Request& request) {
  for (const Request* r = &request; r != h.requests().data();) {
    if ((--r)->event != request.event) return true;
    if (r->target == request.target) return false;
  }
  return true;
}

bool suspends(const History& h, const Await& await) {
  return await.end == nowhere || h.event(await.end).turn > h.event(await.begin).turn;
}

bool slept_out(const History& h, const Sleep& sleep) {
  if (sleep.end == nowhere) return !at_rest(h);
  const Event& begin = h.event(sleep.begin);
  const Event& end = h.event(sleep.end);
  return end.kind == EventKind::resumed && end.time == begin.time + sleep.delay;
}

bool interrupted_between(const History& h, Name script, std::size_t from, std::size_t to) {
  const auto inside = [&](std::size_t end) {
    return from <= end && end < to && is_cancelled_end(h, end);
  };
  for (const Sleep& sleep : h.sleeps())
    if (sleep.script == script && inside(sleep.end)) return true;
  for (const Await& await : h.awaits())
    if (await.awaiter == script && inside(await.end)) return true;
  return false;
}

void expect_reached(const History& h, Judge& judge, Name child, std::size_t event) {
  if (h.event(event).by == child || !at_rest(h)) return;
  if (has_body(h, child)) return expect_reached_body(h, judge, child, event);
  const auto* last = h.final_of(child);
  if (h.trace().kind(child) != Kind::future || !last || !unfinished(h, child, event)) return;
  judge.expect(last->is_cancelled(), h.final_event(child), [&] {
    return "the pending future " + who(h, child) + " was asked to cancel " + when(h, event) +
           ", yet it ended with " + shown(h, *last);
  });
}

void expect_interrupted_next(const History& h, Judge& judge, Name script, std::size_t event) {
  if (!at_rest(h)) return;
  const auto sleep = std::ranges::find_if(
      h.sleeps(), [&](const Sleep& s) { return s.script == script && s.begin > event; });
  for (const Await& await : h.awaits()) {
    if (await.awaiter != script || await.begin < event || !suspends(h, await)) continue;
    if (sleep != h.sleeps().end() && sleep->begin < await.begin) break;
    if (must_break(h, await)) expect_broken(h, judge, script, await.end, await.begin);
    return;
  }
  if (sleep != h.sleeps().end()) expect_broken(h, judge, script, sleep->end, sleep->begin);
}

void expect_undisturbed(const History& h, Judge& judge, Name n, std::size_t event,
                        const Cause& cause) {
  if (!at_rest(h)) return;
  if (h.trace().kind(n) == Kind::future) {
    const auto* last = h.final_of(n);
    if (last)
      judge.expect(!last->is_cancelled(), h.final_event(n), [&] {
        return told(h, cause) + ", and nobody asked " + who(h, n) +
               " to cancel, yet it was cancelled";
      });
    return;
  }
  if (!has_body(h, n)) return;
  judge.expect(h.start_of(n) != nowhere, event, [&] {
    return told(h, cause) + ", and nobody asked " + who(h, n) + " to cancel, yet it never started";
  });
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.script != n || sleep.end < event) continue;
    judge.expect(slept_out(h, sleep), sleep.end == nowhere ? sleep.begin : sleep.end, [&] {
      return told(h, cause) + ", and nobody asked " + who(h, n) +
             " to cancel, yet the sleep it began " + when(h, sleep.begin) + " was not slept out";
    });
  }
}

void expect_cancelled_awaits(const History& h, Judge& judge, Name outer, const Cause& cause) {
  const auto* due = h.sure_settlement(outer);
  if (!due) return;
  each_wait(h, outer, [&](const Await& await) {
    const bool right = await.end != nowhere && h.event(await.end).outcome.is_cancellation();
    expect_wait(h, judge, await, right, *due, cause);
  });
}

void expect_failed_awaits(const History& h, Judge& judge, Name outer, const Error& error,
                          const Cause& cause) {
  const auto* due = h.sure_settlement(outer);
  if (!due) return;
  each_wait(h, outer, [&](const Await& await) {
    const auto* got = await.end == nowhere ? nullptr : h.event(await.end).outcome.error();
    expect_wait(h, judge, await, got && same_object(*got, error), *due, cause);
  });
}

void expect_cancelled_error_states(const History& h, Judge& judge, Name outer) {
  const auto* due = h.sure_settlement(outer);
  if (!due) return;
  for (const auto i : h.readings()) {
    const Event& e = h.event(i);
    if (e.of != outer || i < h.birth_of(outer)) continue;
    const bool observed = e.kind == EventKind::observed;
    const bool last = e.kind == EventKind::final;
    if (!last && e.time <= due->time && (observed ? !e.done : e.outcome.is_pending())) continue;
    const auto* returned = e.exception.is_result() ? e.exception.value.error() : nullptr;
    const bool holds =
        e.outcome.is_cancellation() &&
        (!observed || (e.done && !e.cancelled && returned && returned->is_cancellation()));
    judge.expect(holds, i, [&] {
      return who(h, outer) + " was due with CancelledError as its exception " + when(*due) +
             ", yet " + when(h, i) + " it was " +
             (observed && e.cancelled ? "cancelled" : shown(h, e.outcome));
    });
  }
}

}  // namespace gathercheck::spec::rules
