// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cancelling.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// Calls `visit(event, gathering, child)` for every cancel() of a gather by the body of one of its
/// children.
template <typename Visit>
void each_child_cancel(const History& h, Visit visit) {
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    const Name by = h.event(event).by;
    if (h.trace().is_awaitable(by) && is_child(g, by)) visit(event, g, by);
  });
}

/// Calls `visit(event, gathering, callback)` for every cancel() of a gather by a done callback.
template <typename Visit>
void each_callback_cancel(const History& h, Visit visit) {
  if (h.callbacks().empty()) return;
  each_cancel(h, [&](std::size_t event, const Gathering& g) {
    const auto found = std::ranges::find(h.callbacks(), h.event(event).by, &Callback::label);
    if (found != h.callbacks().end()) visit(event, g, *found);
  });
}

void expect_answer(const History& h, Judge& judge, std::size_t event, bool accepted,
                   const char* why) {
  judge.expect(h.event(event).accepted == accepted, event, [&] {
    return who(h, h.event(event).by) + " called cancel() of " + who(h, h.event(event).of) + " " +
           when(h, event) + " and " + why + ", yet it returned " + (accepted ? "False" : "True");
  });
}

/// Whether the script went from the event to its end without being suspended.
bool ran_through(const History& h, Name script, std::size_t event) {
  const auto slept = [&](const Sleep& s) { return s.script == script && s.begin > event; };
  const auto waited = [&](const Await& a) {
    return a.awaiter == script && a.begin > event && suspends(h, a);
  };
  return h.end_of(script) != nowhere && !std::ranges::any_of(h.sleeps(), slept) &&
         !std::ranges::any_of(h.awaits(), waited);
}

/// The sleeps that the script began after the event, though nobody ever asked it to cancel, are
/// slept out.
void expect_continues(const History& h, Judge& judge, Name script, std::size_t event) {
  if (h.requested_before(script, h.events().size())) return;
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.script != script || sleep.begin < event) continue;
    judge.expect(slept_out(h, sleep), sleep.begin, [&] {
      return who(h, script) + " acted on another " + when(h, event) +
             " and nobody asked it to cancel, yet the sleep it began " + when(h, sleep.begin) +
             " was not slept out";
    });
  }
}

bool has_pending_leaf(const History& h, const Gathering& g, std::size_t event) {
  return std::ranges::any_of(g.children, [&](Name child) {
    return h.trace().kind(child) != Kind::gather && unfinished(h, child, event);
  });
}

}  // namespace

void self_1(const History& h, Judge& judge) {
  each_child_cancel(h, [&](std::size_t event, const Gathering& g, Name child) {
    if (!unfinished(h, g.outer, event)) return;
    expect_answer(h, judge, event, true, "is not done itself");
    expect_interrupted_next(h, judge, child, event);
    for (const Name sibling : g.children) expect_reached(h, judge, sibling, event);
  });
}

void self_2(const History& h, Judge& judge) {
  each_child_cancel(h, [&](std::size_t event, const Gathering& g, Name child) {
    const auto end = h.end_of(child);
    if (!h.event(event).accepted || !ran_through(h, child, event)) return;
    if (!h.event(end).outcome.is_result()) return;
    if (const auto* last = h.final_of(child))
      judge.expect(last->is_cancelled(), h.final_event(child), [&] {
        return who(h, child) + " cancelled its own gather " + when(h, event) +
               " and returned at once, yet it ended with " + shown(h, *last) +
               " instead of cancelled";
      });
    const auto* due = h.sure_settlement(g.outer);
    if (due && due->outcome.is_cancellation() && h.settled_by_hand(g.outer) == nowhere)
      expect_cancelled_awaits(h, judge, g.outer,
                              {child, "cancelled its own gather", event, nullptr});
  });
}

void self_3(const History& h, Judge& judge) {
  for (const auto event : h.cancels()) {
    const Event& e = h.event(event);
    if (!e.accepted || e.by == e.of || !h.trace().is_awaitable(e.by)) continue;
    for (const auto& g : h.gatherings()) {
      if (g.return_exceptions || g.decider != e.of || !is_child(g, e.by)) continue;
      const auto* s = h.settlement(e.of);
      if (!s->cancelled() || h.cancel_requested(g.outer) != nowhere || !has_body(h, e.by)) continue;
      expect_cancelled_awaits(h, judge, g.outer,
                              {e.of, "was cancelled by a sibling and ended", nowhere, s});
      expect_continues(h, judge, e.by, event);
    }
  }
}

void self_4(const History& h, Judge& judge) {
  each_callback_cancel(h, [&](std::size_t event, const Gathering& g, const Callback& callback) {
    if (!is_child(g, callback.on) || !unfinished(h, g.outer, event)) return;
    if (has_pending_leaf(h, g, event))
      expect_answer(h, judge, event, true, "other children were not done");
  });
}

void self_5(const History& h, Judge& judge) {
  each_callback_cancel(h, [&](std::size_t event, const Gathering& g, const Callback& callback) {
    if (callback.on == g.outer) expect_answer(h, judge, event, false, "it was done");
  });
}

void self_6(const History& h, Judge& judge) {
  each_callback_cancel(h, [&](std::size_t event, const Gathering& g, const Callback& callback) {
    const auto* due = h.sure_settlement(g.outer);
    if (!due || callback.on != g.decider || callback.registered > g.call) return;
    if (h.settled_before(g.decider, g.call).value_or(true) || !all_finished(h, g, event)) return;
    expect_answer(h, judge, event, false, "all children were done");
    if (!due->succeeded()) return;
    each_delivery(h, g.outer, [&](const Await& await) {
      judge.expect(h.event(await.end).outcome.is_result(), await.end, [&] {
        return "the cancel() in " + who(h, callback.label) + " came when all children of " +
               who(h, g.outer) + " were done, yet " + who(h, await.awaiter) + " got " +
               shown(h, h.event(await.end).outcome);
      });
    });
  });
}

void self_7(const History& h, Judge& judge) {
  for (const auto& g : h.gatherings()) {
    const auto event = h.settled_by_hand(g.outer);
    if (event == nowhere || !is_child(g, h.event(event).by)) continue;
    const auto* last = h.final_of(g.outer);
    const Event& e = h.event(event);
    if (last)
      judge.expect(last->kind == e.outcome.kind && same_content(last->value, e.outcome.value),
                   h.final_event(g.outer), [&] {
                     return who(h, e.by) + " completed " + who(h, g.outer) + " with " +
                            shown(h, e.outcome) + " " + when(h, event) + ", yet it ended with " +
                            shown(h, *last);
                   });
    expect_continues(h, judge, e.by, event);
  }
}

namespace {

/// The await in which a task that was asked to cancel waits for leaves of its own, in a pending
/// gather.
const Await* middle_await(const History& h, const Request& request) {
  if (!has_body(h, request.target)) return nullptr;
  const auto* await = await_at(h, request.target, request.event);
  if (!await || await->shield || await->end == nowhere || !h.gathering(await->on)) return nullptr;
  return unfinished(h, await->on, request.event) ? await : nullptr;
}

/// Whether the leaf that completes what `one` waits for ends before that of `other`, both in the
/// turn after the cancel().
bool leaves_in_order(const History& h, const Await& one, const Await& other, std::size_t cancel) {
  const auto leaf_end = [&](const Await& middle) {
    const Name leaf = h.gathering(middle.on)->decider;
    const auto* s = leaf == no_name ? nullptr : h.settlement(leaf);
    return s && s->turn == h.event(cancel).turn + 1 ? s->event : nowhere;
  };
  return leaf_end(one) < leaf_end(other) && leaf_end(other) != nowhere;
}

void expect_order(const History& h, Judge& judge, std::size_t cancel, const char* what, Name first,
                  std::size_t one, Name second, std::size_t other) {
  judge.expect(one < other, other, [&] {
    return who(h, h.event(cancel).of) + " was cancelled " + when(h, cancel) + ", yet " + what +
           " " + who(h, second) + " heard of it before " + who(h, first);
  });
}

}  // namespace

void self_8(const History& h, Judge& judge) {
  each_accepted_cancel(h, [&](std::size_t event, const Gathering&) {
    const auto reached = [&](const Request& r) {
      return r.event == event && r.certain && is_first(h, r);
    };
    if (std::ranges::none_of(h.requests(),
                             [&](const Request& r) { return reached(r) && middle_await(h, r); }))
      return;
    const Sleep* leaf_before = nullptr;
    const Await* middle_before = nullptr;
    for (const auto& request : h.requests()) {
      if (!reached(request)) continue;
      const auto* middle = middle_await(h, request);
      if (middle && leaf_before)
        expect_order(h, judge, event, "the middle task", leaf_before->script, leaf_before->end,
                     request.target, middle->end);
      if (middle && middle_before && leaves_in_order(h, *middle_before, *middle, event))
        expect_order(h, judge, event, "the middle task", middle_before->awaiter, middle_before->end,
                     request.target, middle->end);
      if (middle) middle_before = middle;
      const auto* leaf = pending_sleep(h, request.target, event);
      if (!leaf || leaf->end == nowhere) continue;
      if (leaf_before)
        expect_order(h, judge, event, "the leaf", leaf_before->script, leaf_before->end,
                     request.target, leaf->end);
      leaf_before = leaf;
    }
  });
}

}  // namespace gathercheck::spec::rules
