// SPDX-License-Identifier: MIT
#include "history_builder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace gathercheck::spec {
namespace {

/// When the done callback that gather puts on a child runs.
struct CallbackTurn {
  std::int32_t turn;
  std::size_t cause;  // the event it follows from; nowhere if it has no place in the trace
};

constexpr Edition inline_callbacks{12};  // gh-104144: children done at the call are not deferred

}  // namespace

void History::Builder::build() {
  join();
  replay();
  for (auto& gathering : h_.gatherings_) {
    const auto found = due(h_, gathering);
    if (!found) continue;
    settle(gathering.outer, found->settlement);
    if (found->settlement.certain) gathering.decider = found->child;
  }
}

void History::Builder::join() {
  for (std::size_t i = 0; i < h_.trace_.events.size(); ++i) join(i);
}

void History::Builder::join(std::size_t index) {
  const Event& e = h_.event(index);
  Facts& f = h_.facts(e.of);
  switch (e.kind) {
    case EventKind::created:
      f.birth = index;
      break;
    case EventKind::gather:
      call(index);
      break;
    case EventKind::started:
      if (f.start == nowhere) f.start = index;
      break;
    case EventKind::sleeping:
      f.sleep = h_.sleeps_.size();
      h_.sleeps_.push_back({e.of, e.delay, index, nowhere, false});
      break;
    case EventKind::resumed:
    case EventKind::interrupted:
      if (f.sleep != nowhere) h_.sleeps_[f.sleep].end = index;
      if (f.sleep != nowhere && e.kind == EventKind::resumed) h_.wakes_.push_back(f.sleep);
      f.sleep = nowhere;
      break;
    case EventKind::awaiting:
      f.await = h_.awaits_.size();
      h_.awaits_.push_back({e.of, e.on, index, nowhere, e.shield, false, false});
      break;
    case EventKind::awaited:
      if (f.await != nowhere) h_.awaits_[f.await].end = index;
      f.await = nowhere;
      break;
    case EventKind::ended:
      f.end = index;
      break;
    case EventKind::registered:
      h_.callbacks_.push_back({e.of, e.label, index, nowhere, 0});
      break;
    case EventKind::callback: {
      const auto found = std::ranges::find(h_.callbacks_, e.label, &Callback::label);
      if (found == h_.callbacks_.end()) break;
      if (found->calls++ == 0) found->called = index;
      break;
    }
    case EventKind::cancel:
      h_.cancels_.push_back(index);
      break;
    case EventKind::final:
      f.final_event = index;
      break;
    default:
      break;
  }
}

void History::Builder::call(std::size_t index) {
  const Event& e = h_.event(index);
  if (e.outcome.is_error()) return;
  Gathering gathering{e.of, index, e.children, {}, e.return_exceptions, no_name};
  for (const Name child : e.children) {
    if (std::ranges::find(gathering.children, child) != gathering.children.end()) continue;
    gathering.children.push_back(child);
    if (h_.trace_.kind(child) == Kind::coroutine && h_.facts(child).birth == nowhere)
      h_.facts(child).birth = index;
  }
  h_.facts(e.of).gathering = h_.gatherings_.size();
  h_.facts(e.of).birth = index;
  h_.gatherings_.push_back(std::move(gathering));
}

void History::Builder::replay() {
  for (auto& facts : h_.facts_) facts.await = facts.sleep = nowhere;
  std::size_t next_await = 0;
  std::size_t next_sleep = 0;
  for (std::size_t i = 0; i < h_.trace_.events.size(); ++i) {
    if (h_.event(i).kind == EventKind::awaiting)
      suspended(i, next_await++);
    else if (h_.event(i).kind == EventKind::sleeping)
      h_.sleeps_[next_sleep++].doomed =
          std::exchange(h_.facts(h_.event(i).of).request_pending, false);
    else
      replay(i);
  }
}

void History::Builder::replay(std::size_t index) {
  const Event& e = h_.event(index);
  Facts& f = h_.facts(e.of);
  switch (e.kind) {
    case EventKind::interrupted:
      f.request_pending = false;
      break;
    case EventKind::awaited:
      f.await = nowhere;
      break;
    case EventKind::ended:
      body_ended(index);
      break;
    case EventKind::settle:
      if (!e.accepted) break;
      if (h_.trace_.kind(e.of) == Kind::gather)
        f.settled_by_hand = index;
      else
        settle(e.of, {e.time, e.turn, index, e.outcome, true});
      break;
    case EventKind::cancel:
      if (e.accepted) ask(e.of, index, false, true);
      break;
    default:
      break;
  }
}

void History::Builder::body_ended(std::size_t index) {
  const Event& e = h_.event(index);
  Facts& f = h_.facts(e.of);
  const bool cancelled =
      e.outcome.is_cancellation() || (e.outcome.is_result() && f.request_pending);
  const bool certain = !e.outcome.is_result() || !f.request_pending || f.pending_certain;
  settle(e.of, {e.time, e.turn, index, cancelled ? Outcome::cancelled() : e.outcome, certain});
  f.request_pending = false;
}

void History::Builder::suspended(std::size_t index, std::size_t await) {
  const Event& e = h_.event(index);
  Facts& f = h_.facts(e.of);
  if (!is_suspended(h_.awaits_[await])) return;
  f.await = await;
  if (!f.request_pending) return;
  f.request_pending = false;
  h_.awaits_[await].disturbed = true;
  h_.awaits_[await].overruled = !ask_awaited(e.of, index, f.pending_certain).value_or(false);
}

bool History::Builder::is_suspended(const Await& await) const {
  return await.end == nowhere || h_.event(await.end).turn > h_.event(await.begin).turn;
}

History::Builder::Answer History::Builder::ask(Name n, std::size_t event, bool handed_on,
                                               bool certain) {
  if (h_.facts(n).asking)
    return false;  // a cycle of awaits, on which CPython recurses without bound (gh-80637)
  h_.facts(n).asking = true;
  Answer answer;
  switch (h_.trace_.kind(n)) {
    case Kind::future:
      answer = ask_future(n, event, certain);
      break;
    case Kind::gather:
      answer = ask_gather(n, event, certain);
      break;
    default:
      answer = ask_task(n, event, certain);
      break;
  }
  h_.facts(n).asking = false;
  if (answer.value_or(true))
    h_.requests_.push_back({event, n, handed_on, certain && answer.has_value()});
  return answer;
}

History::Builder::Answer History::Builder::refusal(const Settlement& settlement, std::size_t event,
                                                   const Trace& trace) {
  if (!settlement.certain) return std::nullopt;
  if (settlement.event != nowhere) return false;  // all that has a place is replayed in order
  const auto before = is_before(settlement, event, trace);
  if (!before) return std::nullopt;
  return !*before;
}

History::Builder::Answer History::Builder::ask_future(Name n, std::size_t event, bool certain) {
  if (const auto* found = h_.settlement(n)) return refusal(*found, event, h_.trace_);
  const Event& e = h_.event(event);
  settle(n, {e.time, e.turn, event, Outcome::cancelled(), certain});
  return true;
}

History::Builder::Answer History::Builder::ask_gather(Name n, std::size_t event, bool certain) {
  const auto* gathering = h_.gathering(n);
  if (!gathering || gathering->call > event) return false;
  const bool direct = h_.event(event).of == n && h_.event(event).kind == EventKind::cancel;
  const auto settled = direct ? Answer(false) : is_settled(*gathering, event);
  if (settled.value_or(false)) return false;
  Answer answer = false;
  for (const Name child : gathering->children) {
    const auto reply = ask(child, event, true, certain && settled.has_value());
    if (reply.value_or(true) && !answer.value_or(false)) answer = reply;
  }
  if (direct)
    answer = true;  // the trace says so
  else if (answer.value_or(true) && !settled)
    answer = std::nullopt;
  if (!answer.value_or(true)) return answer;
  Facts& f = h_.facts(n);
  certain = certain && answer.has_value();
  if (f.cancel_requested == nowhere || (certain && !f.cancel_certain)) {
    f.cancel_requested = event;
    f.cancel_certain = certain;
  }
  return answer;
}

History::Builder::Answer History::Builder::ask_task(Name n, std::size_t event, bool certain) {
  Facts& f = h_.facts(n);
  if (f.settled) return refusal(f.settlement, event, h_.trace_);
  if (n != main_name && (f.birth == nowhere || f.birth > event)) return false;
  if (f.start == nowhere || f.start > event) {
    const Event& born = h_.event(f.birth == nowhere ? 0 : f.birth);
    settle(n, {born.time, born.turn + 1, nowhere, Outcome::cancelled(), certain});
    return true;
  }
  if (f.await != nowhere) {
    Await& await = h_.awaits_[f.await];
    await.disturbed = true;
    if (!ask_awaited(n, event, certain).value_or(false)) await.overruled = true;
    return true;
  }
  const auto sleeping = std::ranges::any_of(h_.sleeps_, [&](const Sleep& sleep) {
    return sleep.script == n && sleep.begin < event && (sleep.end == nowhere || sleep.end > event);
  });
  if (sleeping) return true;
  f.pending_certain = certain || (f.request_pending && f.pending_certain);
  f.request_pending = true;
  return true;
}

History::Builder::Answer History::Builder::ask_awaited(Name n, std::size_t event, bool certain) {
  const Await& await = h_.awaits_[h_.facts(n).await];
  return await.shield ? Answer(false) : ask(await.on, event, true, certain);
}

std::optional<bool> History::Builder::is_settled(const Gathering& gathering,
                                                 std::size_t event) const {
  const auto found = due(h_, gathering);
  if (!found) return false;
  if (!found->settlement.certain) return std::nullopt;
  return is_before(found->settlement, event, h_.trace_);
}

void History::Builder::settle(Name n, Settlement settlement) {
  Facts& f = h_.facts(n);
  if (f.settled && (f.settlement.certain || !settlement.certain)) return;
  f.settled = true;
  f.settlement = std::move(settlement);
}

std::optional<bool> History::Builder::is_before(const Settlement& s, std::size_t event,
                                                const Trace& trace) {
  if (s.event != nowhere) return s.event < event;
  const auto turn = trace.events[event].turn;
  if (s.turn == turn) return std::nullopt;
  return s.turn < turn;
}

std::optional<History::Builder::Due> History::Builder::due(const History& h,
                                                           const Gathering& gathering) {
  const Event& call = h.event(gathering.call);
  if (const auto by_hand = h.settled_by_hand(gathering.outer); by_hand != nowhere) {
    const Event& e = h.event(by_hand);
    return Due{{e.time, e.turn, by_hand, e.outcome, true}, no_name};
  }
  const bool inlined = h.trace().edition >= inline_callbacks;
  Due last{{call.time, call.turn, gathering.call, {}, true}, no_name};
  Due first_failure;
  CallbackTurn failed_at{};
  bool tied = false;  // whether the order of the failures of that turn is in doubt
  auto doubtful_since = std::numeric_limits<std::int32_t>::max();
  std::size_t settled_children = 0;
  for (const Name child : gathering.children) {
    std::optional<Due> nested;
    const Settlement* s = h.settlement(child);
    if (const auto* inner = s ? nullptr : h.gathering(child)) {
      nested = due(h, *inner);
      s = nested ? &nested->settlement : nullptr;
    }
    if (!s) continue;
    ++settled_children;
    const auto before = is_before(*s, gathering.call, h.trace());
    CallbackTurn at{s->turn + 1, s->event};
    if (before.value_or(false)) at = {inlined ? call.turn : call.turn + 1, gathering.call};
    const bool certain = s->certain && before.has_value();
    const auto time = std::max(s->time, call.time);
    last.settlement.certain = last.settlement.certain && certain;
    if (last.child == no_name || at.turn >= last.settlement.turn) {
      last.child = child;
      last.settlement.time = time;
      last.settlement.turn = at.turn;
      last.settlement.event = inlined && at.cause == gathering.call ? gathering.call : nowhere;
    }
    if (!certain) doubtful_since = std::min(doubtful_since, s->turn);
    if (gathering.return_exceptions || s->succeeded()) continue;
    const bool none_yet = first_failure.child == no_name;
    const bool same_turn = !none_yet && at.turn == failed_at.turn;
    const bool earlier =
        none_yet || at.turn < failed_at.turn || (same_turn && at.cause < failed_at.cause);
    tied = same_turn ? tied || at.cause == nowhere || failed_at.cause == nowhere : tied && !earlier;
    if (!earlier) continue;
    failed_at = at;
    first_failure.child = child;
    first_failure.settlement = {time, at.turn, nowhere, s->outcome, certain};
    if (inlined && at.cause == gathering.call) first_failure.settlement.event = gathering.call;
    if (s->cancelled())
      first_failure.settlement.outcome = Outcome::failure({"CancelledError", {}, 0});
  }
  if (first_failure.child != no_name) {
    // What is in doubt may have come a little earlier, and decided.
    if (tied || doubtful_since <= failed_at.turn + 1) first_failure.settlement.certain = false;
    return first_failure;
  }
  if (settled_children < gathering.children.size()) return std::nullopt;
  last.settlement.outcome = h.cancel_requested(gathering.outer) == nowhere
                                ? Outcome::result({})
                                : Outcome::failure({"CancelledError", {}, 0});
  last.settlement.certain = last.settlement.certain && h.facts(gathering.outer).cancel_certain;
  return last;
}

}  // namespace gathercheck::spec
