// SPDX-License-Identifier: MIT
#include <algorithm>

#include "completion.hpp"
#include "rules.generated.hpp"
#include "time_limit.hpp"

/// The rules of the family interplay about limits in time around a gather: wait_for and
/// asyncio.timeout.
namespace gathercheck::spec::rules {
namespace {

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
  if (!c.is_done()) return h.events().back().time >= b.deadline(h) ? Fate::expired : Fate::unknown;
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
                    : state->is_error()
                        ? outcome.is_error() && same_object(*outcome.error(), *state->error())
                        : outcome == *state;
  judge.expect(same, b.await.end, [&] {
    return told(h, b) + ", which came to " + shown(h, *state) + ", yet it got " + shown(h, outcome);
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
    if (sleep.end != nowhere &&
        (sleep.end < b.await.begin || h.event(sleep.end).time < b.deadline(h)))
      continue;
    const bool interrupted = sleep.end != nowhere &&
                             h.event(sleep.end).kind == EventKind::interrupted &&
                             h.event(sleep.end).time == b.deadline(h);
    judge.expect(interrupted, sleep.end == nowhere ? sleep.begin : sleep.end, [&] {
      return told(h, b) + ", yet " + who(h, sleep.script) +
             ", which slept, was not interrupted at " + std::to_string(b.deadline(h));
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

}  // namespace gathercheck::spec::rules
