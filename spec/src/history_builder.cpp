// SPDX-License-Identifier: MIT
#include "history_builder.hpp"

#include <algorithm>
#include <utility>

#include "history_due.hpp"

namespace gathercheck::spec {

void History::Builder::build() {
  sort_by_kind();
  for (std::size_t i = 0; i < h_.trace_.events.size(); ++i) join(i);
  for (auto& facts : h_.facts_) facts.await = facts.sleep = nowhere;
  if (h_.trace_.python) return;  // what follows from a plain program need not follow there
  replay();
  for (auto& gathering : h_.gatherings_) {
    auto due = Due::of(h_, gathering);
    if (!due) continue;
    if (due->settlement.certain && due->sure_child) gathering.decider = due->decider;
    settle(gathering.outer, std::move(due->settlement));
  }
}

/// Counts the events of each kind, then puts each in its place.
void History::Builder::sort_by_kind() {
  const auto kind_of = [](const Event& e) { return static_cast<std::size_t>(e.kind); };
  for (const Event& e : h_.events()) ++h_.kind_begin_[kind_of(e) + 1];
  for (std::size_t k = 0; k < event_kind_count; ++k) h_.kind_begin_[k + 1] += h_.kind_begin_[k];
  reserve();
  auto next = h_.kind_begin_;
  h_.by_kind_.resize(h_.events().size());
  for (std::size_t i = 0; i < h_.events().size(); ++i) {
    const Event& e = h_.event(i);
    h_.by_kind_[next[kind_of(e)]++] = i;
    if (e.kind == EventKind::callback || e.kind == EventKind::observed ||
        e.kind == EventKind::final)
      h_.readings_.push_back(i);
  }
}

/// Makes room for what each kind of event is one part of.
void History::Builder::reserve() {
  const auto count = [&](EventKind kind) {
    const auto k = static_cast<std::size_t>(kind);
    return h_.kind_begin_[k + 1] - h_.kind_begin_[k];
  };
  h_.gatherings_.reserve(count(EventKind::gather));
  h_.awaits_.reserve(count(EventKind::awaiting));
  h_.sleeps_.reserve(count(EventKind::sleeping));
  h_.wakes_.reserve(count(EventKind::resumed));
  h_.callbacks_.reserve(count(EventKind::registered));
  h_.readings_.reserve(count(EventKind::callback) + count(EventKind::observed) +
                       count(EventKind::final));
}

void History::Builder::join(std::size_t index) {
  const Event& e = h_.event(index);
  Facts& f = e.of == no_name ? nobody_ : h_.facts(e.of);
  switch (e.kind) {
    case EventKind::created:
      f.birth = index;
      break;
    case EventKind::gather:
      call(index);
      break;
    case EventKind::started:
      if (f.start == nowhere)
        f.start = index;
      else
        h_.restarts_.push_back(index);
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
    case EventKind::final:
      f.final_event = index;
      break;
    default:
      break;
  }
}

void History::Builder::call(std::size_t index) {
  const Event& e = h_.event(index);
  if (e.outcome.is_error()) return h_.raised_calls_.push_back(index);
  Gathering gathering{e.of, index, e.children, {}, e.return_exceptions, no_name};
  gathering.children.reserve(e.children.size());
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
  std::size_t next_await = 0;
  std::size_t next_sleep = 0;
  for (std::size_t i = 0; i < h_.trace_.events.size(); ++i) {
    const auto kind = h_.event(i).kind;
    if (kind == EventKind::awaiting)
      suspended(i, next_await++);
    else if (kind == EventKind::sleeping)
      asleep(i, h_.sleeps_[next_sleep++]);
    else
      replay(i);
  }
}

void History::Builder::replay(std::size_t index) {
  const Event& e = h_.event(index);
  if (e.of == no_name) return;
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
      if (h_.trace_.kind(e.of) != Kind::gather)
        settle(e.of, {e.time, e.turn, index, e.outcome, true});
      else if (f.settled_by_hand == nowhere)
        f.settled_by_hand = index;
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
  const bool replaced = e.outcome.is_result() && f.request_pending;
  const bool cancelled = e.outcome.is_cancellation() || replaced;
  settle(e.of, {e.time, e.turn, index, cancelled ? Outcome::cancelled() : e.outcome,
                !replaced || f.pending_certain});
  f.request_pending = false;
}

void History::Builder::asleep(std::size_t index, Sleep& sleep) {
  sleep.doomed = std::exchange(h_.facts(h_.event(index).of).request_pending, false);
}

void History::Builder::suspended(std::size_t index, std::size_t await) {
  Facts& f = h_.facts(h_.event(index).of);
  if (!is_suspended(h_.awaits_[await])) return;
  f.await = await;
  if (!std::exchange(f.request_pending, false)) return;
  h_.awaits_[await].disturbed = true;
  h_.awaits_[await].overruled = !ask_awaited(await, index, f.pending_certain).value_or(false);
}

bool History::Builder::is_suspended(const Await& await) const {
  return await.end == nowhere || h_.event(await.end).turn > h_.event(await.begin).turn;
}

bool History::Builder::is_sleeping(Name script, std::size_t event) const {
  return std::ranges::any_of(h_.sleeps_, [&](const Sleep& sleep) {
    return sleep.script == script && sleep.begin < event &&
           (sleep.end == nowhere || sleep.end > event);
  });
}

History::Builder::Answer History::Builder::ask(Name n, std::size_t event, bool handed_on,
                                               bool certain) {
  // In a cycle of awaits CPython recurses without bound (gh-80637).
  if (h_.facts(n).asking) return false;
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
  // What was asked straight, and accepted, was asked, whatever ought to have become of it by then.
  if (!handed_on || answer.value_or(true))
    h_.requests_.push_back({event, n, handed_on, certain && answer.value_or(false)});
  return answer;
}

History::Builder::Answer History::Builder::refusal(const Settlement& settlement,
                                                   std::size_t event) const {
  if (!settlement.certain) return std::nullopt;
  if (settlement.event != nowhere) return false;  // all that has a place is replayed in order
  const auto before = Due::is_before(settlement, event, h_.trace_);
  if (!before) return std::nullopt;
  return !*before;
}

History::Builder::Answer History::Builder::ask_future(Name n, std::size_t event, bool certain) {
  if (const auto* found = h_.settlement(n)) return refusal(*found, event);
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
  auto answer = ask_children(*gathering, event, certain && settled.has_value());
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

History::Builder::Answer History::Builder::ask_children(const Gathering& gathering,
                                                        std::size_t event, bool certain) {
  Answer answer = false;
  for (const Name child : gathering.positions) {
    const auto reply = ask(child, event, true, certain);
    if (reply.value_or(true) && !answer.value_or(false)) answer = reply;
  }
  return answer;
}

History::Builder::Answer History::Builder::ask_task(Name n, std::size_t event, bool certain) {
  Facts& f = h_.facts(n);
  if (f.settled) return refusal(f.settlement, event);
  if (n != main_name && (f.birth == nowhere || f.birth > event)) return false;
  if (f.start == nowhere || f.start > event) {
    const Event& born = h_.event(f.birth == nowhere ? 0 : f.birth);
    settle(n, {born.time, born.turn + 1, nowhere, Outcome::cancelled(), certain});
    return true;
  }
  if (f.await != nowhere) {
    const auto await = f.await;
    h_.awaits_[await].disturbed = true;
    if (!ask_awaited(await, event, certain).value_or(false)) h_.awaits_[await].overruled = true;
    return true;
  }
  if (is_sleeping(n, event)) return true;
  f.pending_certain = certain || (f.request_pending && f.pending_certain);
  f.request_pending = true;
  return true;
}

History::Builder::Answer History::Builder::ask_awaited(std::size_t await, std::size_t event,
                                                       bool certain) {
  if (h_.awaits_[await].shield) return false;
  return ask(h_.awaits_[await].on, event, true, certain);
}

std::optional<bool> History::Builder::is_settled(const Gathering& gathering,
                                                 std::size_t event) const {
  const auto due = Due::of(h_, gathering);
  if (!due) return false;
  if (!due->settlement.certain) return std::nullopt;
  return Due::is_before(due->settlement, event, h_.trace_);
}

void History::Builder::settle(Name n, Settlement settlement) {
  Facts& f = h_.facts(n);
  if (f.settled && (f.settlement.certain || !settlement.certain)) return;
  f.settled = true;
  f.settlement = std::move(settlement);
}

}  // namespace gathercheck::spec
