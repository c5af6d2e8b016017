// SPDX-License-Identifier: MIT
#include <algorithm>

#include "completion.hpp"
#include "evidence.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

/// The rules of the family interplay about limits in time: wait_for and asyncio.timeout around a
/// gather, and wait_for around one of its children.
namespace gathercheck::spec::rules {
namespace {

constexpr Edition raises_failures{9};      // of what wait_for cancelled
constexpr Edition waits_in_its_task{12};  // wait_for is an asyncio.timeout

enum class Fate { in_time, expired, unknown };

/// An await of a gather by main with a limit in time.
struct Bounded {
  const Await& await;
  const Gathering& gathering;
  bool within;  // by wait_for, else in asyncio.timeout
  std::int64_t limit;
  Completion completion;
  Fate fate = Fate::unknown;

  std::int64_t deadline(const History& h) const { return h.event(await.begin).time + limit; }
};

/// The accepted requests to cancel that were made before the event.
bool any_cancel(const History& h, std::size_t before) {
  return std::ranges::any_of(h.cancels(),
                             [&](auto i) { return i < before && h.event(i).accepted; });
}

bool any_noted(const History& h, std::string_view what) {
  return std::ranges::any_of(h.of_kind(EventKind::noted),
                             [&](auto i) { return is_noted(h, i, what); });
}

/// Whether CancelledError came to the script in the event.
bool is_interruption(const Event& e) {
  return e.kind == EventKind::interrupted ||
         (e.kind == EventKind::awaited && e.outcome.is_cancellation());
}

bool is_script_of(const History& h, const Gathering& g, Name n) {
  return is_script(h, n) && is_child(g, n);
}

/// Calls `visit(index)` for every CancelledError that came to a child between the two events.
template <typename Visit>
void each_interruption(const History& h, const Gathering& g, std::size_t from, std::size_t to,
                       Visit visit) {
  for (auto i = from; i < std::min(to, h.events().size()); ++i)
    if (is_interruption(h.event(i)) && is_script_of(h, g, h.event(i).of)) visit(i);
}

/// Whether nobody but limits in time asks anyone to cancel before the event.
bool is_quiet(const History& h, std::size_t before) {
  return !any_cancel(h, before) && !any_noted(h, "task_group") && h.of_kind(EventKind::escaped).empty();
}

/// Where the gather is done in the very instant of the deadline, a child that was interrupted then
/// gives away what came first.
Fate fate_of_tie(const History& h, const Bounded& b) {
  bool interrupted = false;
  each_interruption(h, b.gathering, b.await.begin, b.await.end, [&](std::size_t i) {
    interrupted = interrupted || h.event(i).time == b.deadline(h);
  });
  return interrupted && is_quiet(h, b.await.end) && !b.await.shield ? Fate::expired : Fate::unknown;
}

Fate fate(const History& h, const Bounded& b) {
  const auto& c = b.completion;
  const auto early = c.before(h, b.await.begin);
  if (!early) return Fate::unknown;
  if (*early) return Fate::in_time;
  if (b.within && b.limit <= 0) return Fate::expired;
  if (!c.is_done())
    return h.events().back().time >= b.deadline(h) ? Fate::expired : Fate::unknown;
  if (c.time == b.deadline(h)) return fate_of_tie(h, b);
  return c.time < b.deadline(h) ? Fate::in_time : Fate::expired;
}

template <typename Visit>
void each_bounded(const History& h, Visit visit) {
  if (!h.trace().python || h.gatherings().empty()) return;
  std::optional<Completions> completions;
  for (const Await& await : h.awaits()) {
    const auto* g = h.gathering(await.on);
    if (!g || await.awaiter != main_name || await.begin == 0) continue;
    const auto note = await.begin - 1;
    const bool within = is_noted(h, note, "within");
    const auto* limit = noted_number(h.event(note));
    if (!limit || h.event(note).by != main_name || !(within || is_noted(h, note, "timeout")))
      continue;
    if (!main_is_left_alone(h, await.end)) continue;
    if (!completions) completions.emplace(h);
    Bounded b{await, *g, within, *limit, completions->of(g->outer)};
    b.fate = fate(h, b);
    visit(b);
  }
}

/// The same with a fate that is known, and without a shield.
template <typename Visit>
void each_judged(const History& h, bool within, Fate fate, Visit visit) {
  each_bounded(h, [&](const Bounded& b) {
    if (b.within == within && b.fate == fate && !b.await.shield) visit(b);
  });
}

/// The turn in which main is woken. Up to 3.11 wait_for waits for a future of its own.
std::int32_t turn_of_waking(const History& h, const Bounded& b) {
  const auto begin = h.event(b.await.begin).turn;
  const bool roundabout = b.within && h.trace().edition < waits_in_its_task;
  if (b.completion.before(h, b.await.begin).value_or(false))
    return roundabout && b.limit > 0 ? begin + 2 : begin;
  const bool cancels_first = b.within && b.limit <= 0;
  return b.completion.turn + (roundabout || cancels_first ? 2 : 1);
}

std::string told(const History& h, const Bounded& b) {
  return who(h, b.await.awaiter) + " awaited " + who(h, b.await.on) + " for " +
         std::to_string(b.limit) + " " + when(h, b.await.begin);
}

/// Demands that a limit is noted just before an await, and of nothing else.
void expect_attached(const History& h, Judge& judge, std::string_view what) {
  each_noted(h, what, [&](std::size_t i) {
    const Event& e = h.event(i);
    if (h.trace().kind(e.of) == Kind::object) return;
    const auto* next = i + 1 < h.events().size() ? &h.event(i + 1) : nullptr;
    const bool attached =
        next && next->kind == EventKind::awaiting && next->of == e.by && next->on == e.of;
    if (attached) return;
    judge.expect(false, i, [&] {
      return who(h, e.by) + " noted a limit for " + who(h, e.of) + " " + when(h, i) +
             ", yet did not await it then";
    });
  });
}

/// Demands that main was woken when, and only when, the gather was done.
void expect_waking(const History& h, Judge& judge, const Bounded& b) {
  if (!b.completion.is_done()) {
    judge.expect(b.await.end == nowhere, b.await.begin, [&] {
      return told(h, b) + " and was woken, though " + who(h, b.await.on) + " was never done";
    });
    return;
  }
  const auto turn = turn_of_waking(h, b);
  if (b.await.end == nowhere && turn > h.events().back().turn) return;
  const bool woken = b.await.end != nowhere && h.event(b.await.end).turn == turn;
  judge.expect(woken, b.await.end == nowhere ? b.await.begin : b.await.end, [&] {
    return told(h, b) + ", which was done at " + std::to_string(b.completion.time) + " (turn " +
           std::to_string(b.completion.turn) + "), yet it was " +
           (b.await.end == nowhere ? "never woken" : "woken " + when(h, b.await.end)) +
           " and not in turn " + std::to_string(turn);
  });
}

/// Whether it is the error that says nothing but that time is over.
bool is_timeout(const History& h, const Outcome& outcome) {
  const auto* error = outcome.error();
  const auto* text = error ? h.trace().text_of(*error) : nullptr;
  return error && error->type == "TimeoutError" && text && text->empty();
}

void expect_timeout(const History& h, Judge& judge, const Bounded& b) {
  if (b.await.end == nowhere) return;
  const auto& outcome = h.event(b.await.end).outcome;
  judge.expect(is_timeout(h, outcome), b.await.end, [&] {
    return told(h, b) + ", and the time was over, yet it got " + shown(h, outcome);
  });
}

bool is_cancellation(const Outcome& state) {
  return state.is_cancelled() || state.is_cancellation();
}

/// Demands that main got what the gather came to.
void expect_delivery(const History& h, Judge& judge, const Bounded& b) {
  const auto* state = h.final_of(b.await.on);
  if (b.await.end == nowhere || !state || state->is_pending()) return;
  const auto& outcome = h.event(b.await.end).outcome;
  const bool same = is_cancellation(*state) ? outcome.is_cancellation()
                    : state->is_error()     ? outcome.is_error() &&
                                              same_object(*outcome.error(), *state->error())
                                            : outcome == *state;
  judge.expect(same, b.await.end, [&] {
    return told(h, b) + ", which came to " + shown(h, *state) + ", yet it got " +
           shown(h, outcome);
  });
}

/// Whether the gather that was cancelled ended so, and not with the failure of a child.
bool ended_cancelled(const History& h, const Bounded& b) {
  const auto* state = h.final_of(b.await.on);
  return state && (state->is_pending() || is_cancellation(*state));
}

bool ended_failed(const History& h, const Bounded& b) {
  const auto* state = h.final_of(b.await.on);
  return state && state->is_error() && !is_cancellation(*state);
}

/// Demands that the children which sleep beyond the deadline are interrupted then.
void expect_interruptions(const History& h, Judge& judge, const Bounded& b) {
  for (const Sleep& sleep : h.sleeps()) {
    const Event& begin = h.event(sleep.begin);
    const bool asleep = begin.time < b.deadline(h) || sleep.begin < b.await.begin;
    if (!is_script_of(h, b.gathering, sleep.script) || !asleep) continue;
    if (begin.time + sleep.delay <= b.deadline(h)) continue;
    if (sleep.end != nowhere && (sleep.end < b.await.begin || h.event(sleep.end).time < b.deadline(h)))
      continue;
    const bool interrupted = sleep.end != nowhere &&
                             h.event(sleep.end).kind == EventKind::interrupted &&
                             h.event(sleep.end).time == b.deadline(h);
    judge.expect(interrupted, sleep.end == nowhere ? sleep.begin : sleep.end, [&] {
      return told(h, b) + ", yet " + who(h, sleep.script) + ", which slept, was not interrupted at " +
             std::to_string(b.deadline(h));
    });
  }
}

/// Demands that no limit interrupted a child while main waited, but at `deadline`.
void expect_undisturbed(const History& h, Judge& judge, const Bounded& b, std::int64_t deadline) {
  if (!is_quiet(h, b.await.end)) return;
  each_interruption(h, b.gathering, b.await.begin, b.await.end, [&](std::size_t i) {
    judge.expect(h.event(i).time >= deadline, i, [&] {
      return told(h, b) + ", yet " + who(h, h.event(i).of) + " was interrupted " + when(h, i);
    });
  });
}

void judge_expired(const History& h, Judge& judge, const Bounded& b) {
  expect_waking(h, judge, b);
  expect_timeout(h, judge, b);
}

void judge_in_time(const History& h, Judge& judge, const Bounded& b) {
  expect_waking(h, judge, b);
  expect_delivery(h, judge, b);
  expect_undisturbed(h, judge, b, h.events().back().time + 1);
}

/// A wait_for that is an argument of a gather, around a task.
struct Limit {
  Name object = no_name;
  Name task = no_name;
  std::int64_t delay = 0;
  std::int64_t time = 0;  // of the deadline
  const Gathering* gathering = nullptr;
};

template <typename Noted>
void each_limit_part(const History& h, std::string_view what, Name object, Noted noted) {
  each_noted(h, what, [&](std::size_t i) {
    if (h.event(i).of == object) noted(h.event(i));
  });
}

/// The limit that the object is, if nothing else has a hand in its task.
std::optional<Limit> limit_of(const History& h, Name object) {
  Limit limit{object};
  each_limit_part(h, "inner", object, [&](const Event& e) {
    if (const auto* task = std::get_if<Value::Awaitable>(&e.outcome.value.data))
      limit.task = task->name;
  });
  const std::int64_t* time = nullptr;
  each_limit_part(h, "timeout", object, [&](const Event& e) { time = noted_number(e); });
  int calls = 0;
  for (const auto& g : h.gatherings()) {
    if (is_child(g, limit.task)) return std::nullopt;
    if (!is_child(g, object)) continue;
    limit.gathering = &g;
    ++calls;
  }
  if (limit.task == no_name || !time || calls != 1 || !is_script(h, limit.task)) return std::nullopt;
  limit.delay = *time;
  limit.time = h.event(limit.gathering->call).time + *time;
  return limit;
}

bool is_alone(const History& h, const Limit& limit) {
  int objects = 0;
  each_noted(h, "inner", [&](std::size_t i) {
    const auto* inner = std::get_if<Value::Awaitable>(&h.event(i).outcome.value.data);
    objects += inner && inner->name == limit.task;
  });
  return objects == 1 && !is_outside(h, h.event(limit.gathering->call).by);
}

template <typename Visit>
void each_limit(const History& h, Visit visit) {
  if (h.gatherings().empty() || any_noted(h, "within") || !h.raised_calls().empty()) return;
  if (!is_quiet(h, h.events().size())) return;
  each_noted(h, "is", [&](std::size_t i) {
    const auto* word = noted_text(h.event(i));
    if (!word || *word != "wait_for") return;
    const auto limit = limit_of(h, h.event(i).of);
    if (limit && is_alone(h, *limit)) visit(*limit);
  });
}

/// Whether main awaits something in asyncio.timeout.
bool has_timeouts(const History& h) {
  bool found = false;
  each_noted(h, "timeout", [&](std::size_t i) {
    found = found || h.trace().kind(h.event(i).of) != Kind::object;
  });
  return found;
}

/// Whether the limit was seen to interrupt its task.
bool was_interrupted(const History& h, const Limit& limit) {
  return std::ranges::any_of(h.sleeps(), [&](const Sleep& sleep) {
    return sleep.script == limit.task && sleep.end != nowhere &&
           h.event(sleep.end).kind == EventKind::interrupted &&
           h.event(sleep.end).time == limit.time;
  });
}

/// What the limit makes of the end of its task; nothing if the task was done in the instant of the
/// deadline, or its error is changed on the way.
std::optional<Outcome> expected_entry(const History& h, const Limit& limit) {
  const auto end = h.end_of(limit.task);
  if (end == nowhere) return std::nullopt;
  const bool late = h.event(end).time > limit.time || was_interrupted(h, limit);
  if (!late && h.event(end).time == limit.time) return std::nullopt;
  const auto& outcome = h.event(end).outcome;
  const bool hidden = h.trace().edition < raises_failures && (limit.delay > 0 || outcome.is_result());
  if (late && (outcome.is_cancellation() || hidden))
    return Outcome::failure({"TimeoutError", {}, 0});
  if (outcome.is_cancellation() || (outcome.is_error() && outcome.error()->type == "StopIteration"))
    return std::nullopt;
  return outcome;
}

bool is_entry(const History& h, const Value& entry, const Outcome& expected) {
  if (expected.is_result()) return entry == expected.value;
  const auto* error = entry.error();
  if (!error) return false;
  if (expected.error()->id == 0) return is_timeout(h, Outcome::failure(*error));
  return same_object(*error, *expected.error());
}

void expect_limited(const History& h, Judge& judge, const Limit& limit) {
  for (const Sleep& sleep : h.sleeps()) {
    const Event& begin = h.event(sleep.begin);
    if (sleep.script != limit.task || sleep.end == nowhere) continue;
    if (sleep.end > h.end_of(main_name) && any_noted(h, "runner")) continue;  // asyncio.run tidies up
    const Event& end = h.event(sleep.end);
    const bool beyond = begin.time < limit.time && begin.time + sleep.delay > limit.time;
    const bool interrupted = end.kind == EventKind::interrupted;
    if (beyond || interrupted)
      judge.expect(interrupted && end.time == limit.time, sleep.end, [&] {
        return who(h, limit.object) + " limits " + who(h, limit.task) + " until " +
               std::to_string(limit.time) + ", yet that " +
               (interrupted ? "was interrupted " : "woke ") + when(h, sleep.end);
      });
  }
}

void expect_entry(const History& h, Judge& judge, const Limit& limit) {
  const auto& g = *limit.gathering;
  const auto* state = h.final_of(g.outer);
  const auto* list = state && state->is_result() ? state->value.list() : nullptr;
  const auto expected = expected_entry(h, limit);
  if (!list || !expected) return;
  for (std::size_t i = 0; i < std::min(g.positions.size(), list->items.size()); ++i)
    if (g.positions[i] == limit.object)
      judge.expect(is_entry(h, list->items[i], *expected), h.final_event(g.outer), [&] {
        return who(h, limit.task) + " in " + who(h, limit.object) + " came to " +
               shown(h, h.event(h.end_of(limit.task)).outcome) + ", yet " + who(h, g.outer) +
               " lists " + shown(h, list->items[i]);
      });
}

}  // namespace

void play_1(const History& h, Judge& judge) {
  expect_attached(h, judge, "within");
  each_judged(h, true, Fate::expired, [&](const Bounded& b) {
    expect_interruptions(h, judge, b);
    expect_undisturbed(h, judge, b, b.deadline(h));
  });
}

void play_2(const History& h, Judge& judge) {
  each_judged(h, true, Fate::expired, [&](const Bounded& b) {
    if (!b.gathering.return_exceptions && ended_cancelled(h, b)) judge_expired(h, judge, b);
  });
}

void play_3(const History& h, Judge& judge) {
  each_judged(h, true, Fate::expired, [&](const Bounded& b) {
    if (b.gathering.return_exceptions && ended_cancelled(h, b)) judge_expired(h, judge, b);
  });
}

void play_4(const History& h, Judge& judge) {
  each_judged(h, true, Fate::expired, [&](const Bounded& b) {
    if (!ended_failed(h, b)) return;
    expect_waking(h, judge, b);
    expect_delivery(h, judge, b);
  });
}

void play_5(const History& h, Judge& judge) {
  each_judged(h, true, Fate::expired, [&](const Bounded& b) {
    if (!ended_failed(h, b)) return;
    if (b.limit > 0) return judge_expired(h, judge, b);
    expect_waking(h, judge, b);
    expect_delivery(h, judge, b);
  });
}

void play_6(const History& h, Judge& judge) {
  each_judged(h, true, Fate::in_time, [&](const Bounded& b) { judge_in_time(h, judge, b); });
}

void play_7(const History& h, Judge& judge) {
  expect_attached(h, judge, "timeout");
  each_judged(h, false, Fate::expired, [&](const Bounded& b) {
    expect_interruptions(h, judge, b);
    expect_undisturbed(h, judge, b, b.deadline(h));
    expect_waking(h, judge, b);
    if (ended_failed(h, b))
      expect_delivery(h, judge, b);
    else if (ended_cancelled(h, b))
      expect_timeout(h, judge, b);
  });
}

void play_8(const History& h, Judge& judge) {
  each_judged(h, false, Fate::in_time, [&](const Bounded& b) { judge_in_time(h, judge, b); });
}

void play_9(const History& h, Judge& judge) {
  each_bounded(h, [&](const Bounded& b) {
    if (!b.await.shield || b.fate == Fate::unknown) return;
    expect_undisturbed(h, judge, b, h.events().back().time + 1);
    if (b.fate == Fate::in_time) return expect_delivery(h, judge, b);
    const bool woken = b.await.end != nowhere && h.event(b.await.end).time == b.deadline(h);
    judge.expect(woken, b.await.begin, [&] {
      return told(h, b) + " through a shield, yet it was not woken at " +
             std::to_string(b.deadline(h));
    });
    expect_timeout(h, judge, b);
  });
}

void play_10(const History& h, Judge& judge) {
  if (has_timeouts(h)) return;
  each_limit(h, [&](const Limit& limit) {
    expect_limited(h, judge, limit);
    expect_entry(h, judge, limit);
    each_interruption(h, *limit.gathering, limit.gathering->call, h.end_of(main_name), [&](auto i) {
      judge.expect(false, i, [&] {
        return who(h, limit.object) + " limits " + who(h, limit.task) + " alone, yet " +
               who(h, h.event(i).of) + " was interrupted " + when(h, i);
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
