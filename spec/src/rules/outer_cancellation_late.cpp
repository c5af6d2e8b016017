// SPDX-License-Identifier: MIT
//
// The second half of the family: cancels that come early, late, or when others had a part in it.
#include <algorithm>

#include "cancel_call.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Whether the await of something settled before the event had not ended by then.
bool has_stale_wait(const History& h, Name child, std::size_t event) {
  const auto* await = has_body(h, child) ? await_at(h, child, event) : nullptr;
  return await && !await->shield && h.trace().kind(await->on) != Kind::gather &&
         suspends(h, *await) && finished(h, await->on, event);
}

}  // namespace

void cancel_17(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children)
      if (has_body(h, child) && h.start_of(child) > event) expect_reached(h, judge, child, event);
  });
}

void cancel_18(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    const Sleep* before = nullptr;
    for (const auto& request : h.requests()) {
      if (request.event != event || !request.certain || !is_first(h, request)) continue;
      if (!is_child(g, request.target)) continue;
      const auto* sleep = pending_sleep(h, request.target, event);
      if (!sleep || sleep->end == nowhere) continue;
      if (before)
        judge.expect(
            before->end < sleep->end && h.event(sleep->end).turn == h.event(event).turn + 1,
            sleep->end, [&] {
              return who(h, g.outer) + " was cancelled " + when(h, event) + " and has " +
                     who(h, before->script) + " before " + who(h, sleep->script) + ", yet " +
                     who(h, sleep->script) + " got its CancelledError out of order, " +
                     when(h, sleep->end);
            });
      before = sleep;
    }
  });
}

void cancel_19(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    const auto* due = h.sure_settlement(g.outer);
    if (!due || !due->outcome.is_cancellation()) return;
    each_delivery(h, g.outer, [&](const Await& await) {
      const Name task = await.awaiter;
      if (await.begin > event || await.end < event || h.event(event).by == task) return;
      if (h.requested_before(task, h.events().size())) return;
      judge.expect(h.event(await.end).outcome.is_cancellation(), await.end, [&] {
        return told(h, was_asked(h, g)) + ", yet " + who(h, task) + " got " +
               shown(h, h.event(await.end).outcome);
      });
      for (const Sleep& sleep : h.sleeps()) {
        if (sleep.script != task || sleep.begin < await.end) continue;
        judge.expect(slept_out(h, sleep), sleep.begin, [&] {
          return who(h, g.outer) + " was cancelled and not " + who(h, task) +
                 ", which caught the CancelledError, yet its next sleep was not slept out";
        });
      }
      const auto* last = h.final_of(task);
      const auto end = h.end_of(task);
      if (!last || end == nowhere || !h.event(end).outcome.is_result()) return;
      judge.expect(last->is_result(), h.final_event(task), [&] {
        return who(h, task) + " caught the CancelledError of " + who(h, g.outer) +
               " and returned, yet it ended with " + shown(h, *last);
      });
    });
  });
}

void cancel_20(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) {
      const auto* last = h.final_of(child);
      if (!last || !finished(h, child, event)) continue;
      judge.expect(same_ending(h.settlement(child)->outcome, *last), h.final_event(child), [&] {
        return who(h, child) + " was done before " + who(h, g.outer) + " was cancelled " +
               when(h, event) + ", yet it ended with " + shown(h, *last);
      });
    }
  });
}

void cancel_21(const History& h, Judge& judge) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    const bool done = std::ranges::all_of(g.children, [&](Name child) {
      const auto* s = h.sure_settlement(child);
      return s && s->event < event && h.trace().kind(child) != Kind::gather;
    });
    if (!done || g.children.empty()) return;
    expect_accepted(h, judge, event, false, "no child could be asked any more");
    expect_ending(h, judge, g.outer, event);
  });
}

namespace {

/// Whether the child was pending when the request came and ended as cancelled.
bool is_casualty(const History& h, Name child, std::size_t event) {
  const auto* s = h.sure_settlement(child);
  return s && s->cancelled() && (s->event == nowhere || s->event >= event) &&
         was_requested_at(h, child, event);
}

}  // namespace

void cancel_22(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const auto& other : h.gatherings()) {
      if (other.outer == g.outer || other.return_exceptions || other.decider == no_name) continue;
      if (h.cancel_requested(other.outer) != nowhere || !is_child(g, other.decider)) continue;
      if (is_casualty(h, other.decider, event))
        expect_cancelled_awaits(h, judge, other.outer,
                                {g.outer, "was cancelled with the shared child", event, nullptr});
    }
  });
}

void cancel_23(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) {
      if (child == h.event(event).by || !has_stale_wait(h, child, event)) continue;
      const auto* await = await_at(h, child, event);
      const bool holds = await->end != nowhere && h.event(await->end).outcome.is_cancellation();
      judge.expect(holds || !at_rest(h), await->end == nowhere ? event : await->end, [&] {
        return who(h, child) + " was asked to cancel " + when(h, event) + " after " +
               who(h, await->on) +
               " was done and before it resumed, yet it did not get CancelledError";
      });
    }
  });
}

namespace {

/// The failure that had ended a child before the accepted cancel() and was still on its way to the
/// outer.
const Settlement* queued_failure(const History& h, const Gathering& g, std::size_t event) {
  const auto* s = g.return_exceptions || g.decider == no_name ? nullptr : h.settlement(g.decider);
  return s && s->failed() && s->event < event && s->event > g.call ? s : nullptr;
}

}  // namespace

void cancel_24(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    const auto* s = queued_failure(h, g, event);
    if (!s) return;
    const Cause cause{g.decider, "had failed before the cancel()", nowhere, s};
    expect_failed_awaits(h, judge, g.outer, *s->outcome.error(), cause);
    each_delivery(h, g.outer, [&](const Await& await) {
      if (await.begin > event) return;
      judge.expect(h.event(await.end).turn == s->turn + 2, await.end, [&] {
        return told(h, cause) + ", yet " + who(h, await.awaiter) + " resumed " +
               when(h, await.end) + " and not two turns later";
      });
    });
  });
}

void cancel_25(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    const auto* child = g.decider == no_name ? nullptr : h.settlement(g.decider);
    const bool futures =
        std::ranges::all_of(g.children, [&](Name n) { return h.trace().kind(n) == Kind::future; });
    if (!futures || !child || child->event != event || !child->cancelled()) return;
    each_wait(h, g.outer, [&](const Await& await) {
      if (await.begin > event) return;
      const bool holds = await.end != nowhere && h.event(await.end).outcome.is_cancellation() &&
                         h.event(await.end).turn == h.event(event).turn + 2;
      judge.expect(holds, await.end == nowhere ? event : await.end, [&] {
        return "the futures of " + who(h, g.outer) + " were cancelled " + when(h, event) +
               ", yet " + who(h, await.awaiter) + " did not get CancelledError two turns later";
      });
    });
  });
}

void cancel_26(const History& h, Judge& judge) {
  each_late_awaiter_cancel(h, [&](std::size_t event, const Await& await, const Gathering& g) {
    if (finished(h, g.outer, event) || seen_done(h, g, event))
      expect_lost_outcome(h, judge, event, await, g);
  });
}

void cancel_27(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement& s) {
    if (g.return_exceptions || !s.outcome.is_cancellation()) return;
    const auto asked = h.cancel_requested(g.outer);
    for (const Name child : g.children) {
      if (child == g.decider || !has_body(h, child) || !was_requested_at(h, child, asked)) continue;
      if (h.requested_between(child, asked + 1, h.events().size())) continue;
      for (const Sleep& sleep : h.sleeps()) {
        if (sleep.script != child || sleep.begin < asked || sleep.doomed) continue;
        if (h.event(sleep.begin).time + sleep.delay <= s.time) continue;
        if (!interrupted_between(h, child, asked, sleep.begin)) continue;
        judge.expect(slept_out(h, sleep), sleep.begin, [&] {
          return who(h, child) + " swallowed its cancellation and " + who(h, g.outer) +
                 " did not wait for it, yet the sleep it began " + when(h, sleep.begin) +
                 " was not slept out";
        });
      }
    }
  });
}

void cancel_28(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) {
      const auto* s = finished(h, child, event) ? h.settlement(child) : nullptr;
      if (!s || !s->succeeded() || h.trace().kind(child) == Kind::gather) continue;
      const auto expect_value = [&](std::size_t at, const Outcome& outcome) {
        if (at < event) return;
        judge.expect(outcome.is_result() && same_content(outcome.value, s->outcome.value), at, [&] {
          return who(h, child) + " had returned " + shown(h, s->outcome) + " before " +
                 who(h, g.outer) + " was cancelled, yet " + when(h, at) + " it gave " +
                 shown(h, outcome);
        });
      };
      each_state(h, child, expect_value);
      for (const Await& await : h.awaits())
        if (await.on == child && await.end != nowhere && !await.overruled && !await.shield)
          expect_value(await.end, h.event(await.end).outcome);
    }
  });
}

void cancel_29(const History& h, Judge& judge) {
  if (!at_rest(h)) return;
  for (const auto& g : h.gatherings()) {
    const auto* s = queued_failure(h, g, nowhere);
    if (!s) continue;
    for (auto i = s->event + 1; i < h.events().size() && h.event(i).turn == s->turn; ++i) {
      if (h.event(i).of != g.outer) continue;
      if (h.event(i).kind == EventKind::observed)
        judge.expect(!h.event(i).done, i, [&] {
          return told(h, {g.decider, "failed", nowhere, s}) +
                 " and its callback had no turn yet, but " + who(h, g.outer) + " was done";
        });
      if (h.event(i).kind != EventKind::cancel || !has_pending_child(h, g, i)) continue;
      expect_accepted(h, judge, i, true, "a child had failed but its callback had no turn yet");
      for (const Name child : g.children) expect_reached(h, judge, child, i);
    }
  }
}

}  // namespace gathercheck::spec::rules
