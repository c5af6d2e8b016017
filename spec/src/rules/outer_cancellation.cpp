// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cancel_call.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(request, await)` for every cancel() of a task that was handed on to the gather it
/// awaits.
template <typename Visit>
void each_cancelled_awaiter(const History& h, Visit visit) {
  for (const auto& request : h.requests()) {
    const Event& e = h.event(request.event);
    if (!request.handed_on || !request.certain || e.kind != EventKind::cancel) continue;
    if (h.trace().kind(request.target) != Kind::gather) continue;
    const auto* await = h.trace().is_awaitable(e.of) ? await_at(h, e.of, request.event) : nullptr;
    if (await && await->on == request.target && !await->shield) visit(request, *await);
  }
}

}  // namespace

void cancel_1(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) expect_reached(h, judge, child, event);
  });
}

void cancel_2(const History& h, Judge& judge) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    if (has_pending_child(h, g, event) && unfinished(h, g.outer, event))
      expect_accepted(h, judge, event, true, "a child was not done and could be asked");
  });
}

void cancel_3(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    const Event& cancel = h.event(event);
    for (auto i = event + 1; i < h.events().size(); ++i) {
      const Event& e = h.event(i);
      if (e.by != cancel.by || e.turn != cancel.turn) return;
      if (e.of != g.outer) continue;
      if (e.kind == EventKind::settle && e.accepted) return;
      if (e.kind != EventKind::observed) continue;
      judge.expect(!e.done, i, [&] {
        return who(h, g.outer) + " was done in the same breath in which " + who(h, cancel.by) +
               " called its cancel(), though no child had a turn to react";
      });
    }
  });
}

void cancel_4(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement& s) {
    if (s.outcome.is_cancellation()) expect_cancelled_error_states(h, judge, g.outer);
  });
}

void cancel_5(const History& h, Judge& judge) {
  each_cancelled_awaiter(h, [&](const Request& request, const Await& await) {
    const auto& g = *h.gathering(request.target);
    for (const Name child : g.children) expect_reached(h, judge, child, request.event);
    const auto* due = h.sure_settlement(g.outer);
    if (due && due->outcome.is_cancellation())
      expect_cancelled_awaits(h, judge, g.outer, was_asked(h, g));
    const auto end = h.end_of(await.awaiter);
    const auto* last = h.final_of(await.awaiter);
    if (!last || end == nowhere || !h.event(end).outcome.is_cancellation()) return;
    judge.expect(last->is_cancelled(), h.final_event(await.awaiter), [&] {
      return who(h, await.awaiter) + " was asked to cancel " + when(h, request.event) +
             " and did not catch it, yet it ended with " + shown(h, *last) +
             " instead of cancelled";
    });
  });
}

void cancel_6(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement& s) {
    const auto* first =
        g.return_exceptions || g.decider == no_name ? nullptr : h.settlement(g.decider);
    if (!first || !first->cancelled()) return;
    const bool slower = std::ranges::any_of(
        g.children, [&](Name child) { return finishes_after(h, child, s.time); });
    if (slower)
      expect_cancelled_awaits(h, judge, g.outer,
                              {g.decider, "was the first to end as cancelled", nowhere, first});
  });
}

void cancel_7(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement&) {
    if (g.return_exceptions) expect_cancelled_awaits(h, judge, g.outer, was_asked(h, g));
  });
}

void cancel_8(const History& h, Judge& judge) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    const auto* due = h.sure_settlement(g.outer);
    if (!due || h.event(event).turn > due->turn || !unfinished(h, g.outer, event)) return;
    if (!all_finished(h, g, event)) return;
    expect_accepted(h, judge, event, false, "all children were done");
    expect_ending(h, judge, g.outer, event);
  });
}

void cancel_9(const History& h, Judge& judge) {
  each_late_awaiter_cancel(h, [&](std::size_t event, const Await& await, const Gathering& g) {
    if (unfinished(h, g.outer, event) && all_finished(h, g, event))
      expect_lost_outcome(h, judge, event, await, g);
  });
}

void cancel_10(const History& h, Judge& judge) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    if (!seen_done(h, g, event)) return;
    expect_accepted(h, judge, event, false, "it was done");
    expect_ending(h, judge, g.outer, event);
  });
}

void cancel_11(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t first, const Gathering& g) {
    each_cancel(h, [&](std::size_t event, const Gathering& same) {
      if (&same != &g || event <= first || h.event(event).turn != h.event(first).turn) return;
      const bool pending_body = std::ranges::any_of(g.children, [&](Name child) {
        return has_body(h, child) && unfinished(h, child, event);
      });
      if (pending_body && unfinished(h, g.outer, event))
        expect_accepted(h, judge, event, true, "a task among the children had not yet reacted");
      else if (all_finished(h, g, event))
        expect_accepted(h, judge, event, false, "the pending futures were already cancelled");
    });
  });
}

void cancel_12(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering& g) {
    for (const Name child : g.children) {
      const auto* sleep = has_body(h, child) ? sleep_at(h, child, event) : nullptr;
      if (sleep && h.requested_between(child, g.call, sleep->begin) &&
          interrupted_between(h, child, g.call, sleep->begin))
        expect_reached(h, judge, child, event);
    }
  });
}

void cancel_13(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement&) {
    const bool swallowed = std::ranges::all_of(g.children, [&](Name child) {
      const auto* s = h.sure_settlement(child);
      return s && s->succeeded();
    });
    if (swallowed) expect_cancelled_awaits(h, judge, g.outer, was_asked(h, g));
  });
}

namespace {

/// Whether the child failed (was not cancelled) after the request that the cancelled gather made.
const Settlement* converted(const History& h, const Gathering& g, Name child) {
  const auto* s = has_body(h, child) ? h.sure_settlement(child) : nullptr;
  const auto asked = h.cancel_requested(g.outer);
  if (!s || !s->failed() || s->outcome.is_cancellation() || s->event == nowhere) return nullptr;
  return s->event > asked && interrupted_between(h, child, asked, s->event) ? s : nullptr;
}

}  // namespace

void cancel_14(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement&) {
    const auto* s =
        g.return_exceptions || g.decider == no_name ? nullptr : converted(h, g, g.decider);
    if (s)
      expect_failed_awaits(h, judge, g.outer, *s->outcome.error(),
                           {g.decider, "turned its cancellation into another error", nowhere, s});
  });
}

void cancel_15(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement&) {
    if (!g.return_exceptions) return;
    if (std::ranges::any_of(g.children, [&](Name child) { return converted(h, g, child); }))
      expect_cancelled_awaits(h, judge, g.outer, was_asked(h, g));
  });
}

void cancel_16(const History& h, Judge& judge) {
  each_cancelled_gathering(h, [&](const Gathering& g, const Settlement&) {
    const auto asked = h.cancel_requested(g.outer);
    const auto* last = g.decider == no_name ? nullptr : h.settlement(g.decider);
    if (!last || !last->succeeded() || last->time <= h.event(asked).time) return;
    if (was_requested_at(h, g.decider, asked))
      expect_cancelled_awaits(
          h, judge, g.outer,
          {g.decider, "swallowed its cancellation and worked on until it ended", nowhere, last});
  });
}

}  // namespace gathercheck::spec::rules
