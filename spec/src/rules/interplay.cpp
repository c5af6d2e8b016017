// SPDX-License-Identifier: MIT
#include <algorithm>

#include "completion.hpp"
#include "evidence.hpp"
#include "name_list.hpp"
#include "noted.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// A call of asyncio.wait by main.
struct Waiting {
  const Await& await;
  std::vector<Name> among;
  std::string until;
};

/// One of those that a wait is about: when the wait hears of its end.
struct Heard {
  Name name;
  std::int32_t turn;  // the turn in which its callback runs
  bool exception;     // not cancelled
};

const Await* await_from(const History& h, std::size_t begin) {
  const auto found = std::ranges::find(h.awaits(), begin, &Await::begin);
  return found == h.awaits().end() ? nullptr : &*found;
}

/// The wait that is noted here; null if what is noted beside it is amiss.
const Await* wait_noted_at(const History& h, std::size_t among) {
  const Event& e = h.event(among);
  if (among + 2 >= h.events().size() || !is_noted(h, among + 1, "until")) return nullptr;
  const auto* await = await_from(h, among + 2);
  const bool fits = await && await->awaiter == e.by && await->on == e.of && !await->shield &&
                    h.event(among + 1).of == e.of && h.event(among + 1).by == e.by;
  return fits ? await : nullptr;
}

template <typename Visit>
void each_wait(const History& h, Visit visit) {
  each_noted(h, "among", [&](std::size_t i) {
    const auto* await = wait_noted_at(h, i);
    const auto* among = noted_text(h.event(i));
    const auto* until = await ? noted_text(h.event(i + 1)) : nullptr;
    if (!among || !until || h.event(i).by != main_name || !main_is_left_alone(h, await->end))
      return;
    visit(Waiting{*await, distinct(names_in(h, *among)), *until});
  });
}

/// Those that were ever done; nothing if the trace leaves one of them in doubt.
std::optional<std::vector<Heard>> all_heard(const History& h, Completions& completions,
                                            const Waiting& w) {
  std::vector<Heard> heard;
  for (const Name n : w.among) {
    const auto& c = completions.of(n);
    const auto* state = h.final_of(n);
    if (!c.is_known() || !state || state->is_pending() == c.is_done()) return std::nullopt;
    if (c.is_done())
      heard.push_back({n, std::max(c.turn, h.event(w.await.begin).turn) + 1, state->is_error()});
  }
  return heard;
}

/// The turn in which the wait has what it waits for; nothing if that never comes.
std::optional<std::int32_t> turn_of_end(const Waiting& w, const std::vector<Heard>& heard) {
  std::optional<std::int32_t> first;
  std::int32_t last = 0;
  for (const Heard& one : heard) {
    last = std::max(last, one.turn);
    if (w.until == "FIRST_COMPLETED" || (w.until == "FIRST_EXCEPTION" && one.exception))
      first = std::min(first.value_or(one.turn), one.turn);
  }
  if (first) return first;
  return heard.size() == w.among.size() ? std::optional(last) : std::nullopt;
}

std::string told(const History& h, const Waiting& w) {
  return who(h, w.await.awaiter) + " waited for " + w.until + " of " + listed(h, w.among) + " " +
         when(h, w.await.begin);
}

/// Demands that the wait ended when, and only when, it had what it waited for.
void expect_end(const History& h, Judge& judge, const Waiting& w, const std::vector<Heard>& heard) {
  const auto turn = turn_of_end(w, heard);
  const auto end = w.await.end;
  if (turn && end == nowhere && *turn + 1 > h.events().back().turn) return;
  const bool right = turn ? end != nowhere && h.event(end).turn == *turn + 1 : end == nowhere;
  judge.expect(right, end == nowhere ? w.await.begin : end, [&] {
    return told(h, w) + " and should have " +
           (turn ? "gone on in turn " + std::to_string(*turn + 1) : "waited for ever") +
           ", yet it " + (end == nowhere ? "never went on" : "went on " + when(h, end));
  });
}

/// The names of those that the trace shows to be done when the wait ended; nothing if one is in
/// doubt.
std::optional<std::vector<Name>> done_at_end(const History& h, Completions& completions,
                                             const Waiting& w) {
  std::vector<Name> done;
  for (const Name n : w.among) {
    const auto before = completions.of(n).before(h, w.await.end);
    if (!before) return std::nullopt;
    if (*before) done.push_back(n);
  }
  return done;
}

std::vector<Name> sorted(std::vector<Name> names) {
  std::ranges::sort(names);
  return names;
}

/// Whether the text names awaitables, and all of them are among these.
bool are_among(const History& h, const std::string& text, const std::vector<Name>& among) {
  const auto names = names_in(h, text);
  return listed(h, names) == text && std::ranges::all_of(names, [&](Name n) {
           return std::ranges::find(among, n) != among.end();
         });
}

/// What the wait gave, in the order in which it was asked for.
const Event* done_note(const History& h, const Waiting& w) {
  const auto i = w.await.end + 1;
  if (w.await.end == nowhere || i >= h.events().size() || !is_noted(h, i, "done")) return nullptr;
  return &h.event(i);
}

bool is_plain_wait(const History& h, const Await& await) {
  return await.begin == 0 || h.event(await.begin - 1).kind != EventKind::noted ||
         !(is_noted(h, await.begin - 1, "within") || is_noted(h, await.begin - 1, "timeout") ||
           is_noted(h, await.begin - 1, "until"));
}

/// Whether the gather failed while some child was not done.
bool failed_early(const Gathering& g, Completions& completions) {
  const auto& c = completions.of(g.outer);
  return c.is_done() && c.failed && !g.return_exceptions &&
         std::ranges::any_of(g.children, [&](Name child) {
           const auto& its = completions.of(child);
           return !its.is_done() || its.turn >= c.turn;
         });
}

/// Whether the event ends a wait of whoever noted it.
bool ends_wait(const History& h, std::size_t event, Name by) {
  const auto await = std::ranges::find(h.awaits(), event, &Await::end);
  return await != h.awaits().end() && await->awaiter == by && await->begin > 0 &&
         is_noted(h, await->begin - 1, "until");
}

/// Demands that nothing is noted of a wait but just before it and just after it.
void expect_whole(const History& h, Judge& judge) {
  const auto expect = [&](bool holds, std::size_t i) {
    if (holds) return;
    judge.expect(false, i, [&] {
      return who(h, h.event(i).by) + " noted \"" + h.name(h.event(i).label) +
             "\" of a wait that it did not do then";
    });
  };
  each_noted(h, "among", [&](std::size_t i) {
    const auto* text = noted_text(h.event(i));
    const auto names = text ? names_in(h, *text) : std::vector<Name>{};
    expect(wait_noted_at(h, i) && !names.empty() && names.front() == h.event(i).of, i);
  });
  each_noted(h, "until", [&](std::size_t i) { expect(i > 0 && is_noted(h, i - 1, "among"), i); });
  each_noted(h, "done",
             [&](std::size_t i) { expect(i > 0 && ends_wait(h, i - 1, h.event(i).by), i); });
}

}  // namespace

void play_11(const History& h, Judge& judge) {
  Completions completions(h);
  each_wait(h, [&](const Waiting& w) {
    const auto heard = all_heard(h, completions, w);
    if (!heard) return;
    for (const Name n : w.among) {
      const auto* g = h.gathering(n);
      if (!g || !failed_early(*g, completions)) continue;
      expect_end(h, judge, w, *heard);
      const auto* note = done_note(h, w);
      if (!note || !noted_text(*note) || !completions.of(n).before(h, w.await.end).value_or(false))
        continue;
      const auto done = names_in(h, *noted_text(*note));
      judge.expect(std::ranges::find(done, n) != done.end(), w.await.end, [&] {
        return told(h, w) + " and " + who(h, n) + " had failed, yet it was not among those done";
      });
    }
  });
}

void play_12(const History& h, Judge& judge) {
  if (any_cancel(h, nowhere)) return;
  Completions completions(h);
  each_wait(h, [&](const Waiting& w) {
    if (w.until != "FIRST_EXCEPTION" || w.await.end == nowhere) return;
    for (const Await& other : h.awaits()) {
      const auto* g = h.gathering(other.on);
      if (!g || g->return_exceptions || other.awaiter == main_name || other.shield) continue;
      if (!is_plain_wait(h, other) || other.end == nowhere) continue;
      if (sorted(g->children) != sorted(w.among)) continue;
      const auto& outer = completions.of(g->outer);
      if (h.event(other.begin).turn >= outer.turn) continue;
      if (!outer.is_done() || !outer.failed || outer.before(h, w.await.begin).value_or(true))
        continue;
      const auto heard = all_heard(h, completions, w);
      if (!heard || turn_of_end(w, *heard) != outer.turn) continue;
      judge.expect(h.event(other.end).turn == h.event(w.await.end).turn, w.await.end, [&] {
        return told(h, w) + " and went on " + when(h, w.await.end) + ", yet " +
               who(h, other.awaiter) + " had the failure from " + who(h, g->outer) + " " +
               when(h, other.end);
      });
    }
  });
}

void play_13(const History& h, Judge& judge) {
  Completions completions(h);
  each_wait(h, [&](const Waiting& w) {
    if (w.until != "ALL_COMPLETED" || w.among.size() < 2) return;
    if (const auto heard = all_heard(h, completions, w)) expect_end(h, judge, w, *heard);
  });
}

void play_14(const History& h, Judge& judge) {
  Completions completions(h);
  expect_whole(h, judge);
  each_wait(h, [&](const Waiting& w) {
    if (const auto heard = all_heard(h, completions, w)) expect_end(h, judge, w, *heard);
    if (w.await.end == nowhere) return;
    const auto* note = done_note(h, w);
    const bool given = note && noted_text(*note) && note->by == w.await.awaiter;
    judge.expect(given, w.await.end,
                 [&] { return told(h, w) + ", and nobody learnt what was done"; });
    if (!given) return;
    const bool among = are_among(h, *noted_text(*note), w.among);
    judge.expect(among, w.await.end, [&] {
      return told(h, w) + ", and got \"" + *noted_text(*note) + "\", which is not among them";
    });
    const auto done = done_at_end(h, completions, w);
    if (!done) return;
    judge.expect(listed(h, *done) == *noted_text(*note), w.await.end, [&] {
      return told(h, w) + ", and \"" + listed(h, *done) + "\" was done, yet it got \"" +
             *noted_text(*note) + "\"";
    });
  });
}

}  // namespace gathercheck::spec::rules
