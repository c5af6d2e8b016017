// SPDX-License-Identifier: MIT
#include <algorithm>

#include "eager_call.hpp"
#include "evidence.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// How the arguments of an eager call stood, taken together.
struct Tally {
  int pending = 0;
  int failed = 0;
  int unknown = 0;
  Name first_failure = no_name;
};

Tally tally(const History& h, const Gathering& g) {
  Tally tally;
  for (const Name child : g.children) {
    const auto how = standing(h, g.call, child);
    tally.pending += how == Standing::pending;
    tally.unknown += how == Standing::unknown;
    tally.failed += how == Standing::failed;
    if (how == Standing::failed && tally.first_failure == no_name) tally.first_failure = child;
  }
  return tally;
}

/// Calls `visit(gathering, event, tally)` for every call with arguments that returned.
template <typename Visit>
void each_eager_gathering(const History& h, Visit visit) {
  each_eager_call(h, [&](std::size_t i, const Event& call) {
    const auto* g = h.gathering(call.of);
    if (g && g->call == i && !g->positions.empty()) visit(*g, call, tally(h, *g));
  });
}

bool is_exit(const Outcome& outcome) {
  return outcome.is_error() &&
         (outcome.error()->type == "KeyboardInterrupt" || outcome.error()->type == "SystemExit");
}

/// Whether the error goes through a task as it is.
bool is_kept(const Outcome& outcome) {
  return outcome.is_error() && !outcome.is_cancellation() &&
         outcome.error()->type != "StopIteration";
}

/// What the body or the future came to; null if the trace does not tell.
const Outcome* outcome_of(const History& h, Name child) {
  if (is_script(h, child))
    return h.end_of(child) == nowhere ? nullptr : &h.event(h.end_of(child)).outcome;
  return h.final_of(child);
}

bool same_outcome(const Outcome& one, const Outcome& other) {
  return one.is_error() && other.is_error() ? same_object(*one.error(), *other.error())
                                            : one == other;
}

std::string call_of(const History& h, const Event& call) {
  return who(h, call.by) + " called " + who(h, call.of);
}

/// The first event after `event` in which the script is suspended or over.
bool suspends_before(const History& h, Name script, std::size_t event) {
  for (std::size_t i = h.start_of(script); i < event; ++i) {
    const Event& e = h.event(i);
    if (e.of == script && (e.kind == EventKind::sleeping || e.kind == EventKind::awaiting ||
                           e.kind == EventKind::ended || is_noted(h, i, "acquire")))
      return true;
  }
  return false;
}

/// What the list must have for the child; nothing if the trace does not tell.
std::optional<Value> entry_for(const History& h, const Gathering& g, Name child) {
  const auto* outcome = outcome_of(h, child);
  if (!outcome || outcome->is_cancelled() || outcome->is_cancellation()) return std::nullopt;
  if (outcome->is_result() || (g.return_exceptions && is_kept(*outcome))) return outcome->value;
  return std::nullopt;
}

bool is_wait(const History& h, const Await& await) {
  return await.begin > 0 && is_noted(h, await.begin - 1, "until");
}

}  // namespace

void eager_1(const History& h, Judge& judge) {
  each_eager_call(h, [&](std::size_t i, const Event& call) {
    if (call.outcome.is_error()) return;
    std::size_t last = 0;
    for (const Name child : coroutines(h, call)) {
      const auto start = h.start_of(child);
      const bool inside = start != nowhere && start >= last && start < i &&
                          h.event(start).turn == call.turn && h.event(start).time == call.time;
      judge.expect(inside, start == nowhere ? i : start, [&] {
        return call_of(h, call) + " " + when(h, i) + ", yet " + who(h, child) +
               (start == nowhere ? " never started" : " did not start in it and in its place");
      });
      last = start;
    }
  });
}

void eager_2(const History& h, Judge& judge) {
  each_eager_gathering(h, [&](const Gathering& g, const Event& call, const Tally& tally) {
    for (const Name child : coroutines(h, call)) {
      if (standing(h, g.call, child) != Standing::pending) continue;
      judge.expect(suspends_before(h, child, g.call), g.call, [&] {
        return call_of(h, call) + ", yet " + who(h, child) + " had not come to its first pause";
      });
    }
    if (tally.pending == 0 || tally.unknown > 0) return;
    if (tally.failed > 0 && !g.return_exceptions) return;
    judge.expect(!call.done, g.call, [&] {
      return who(h, call.of) + " was done when it was called, though not all its children were";
    });
  });
}

void eager_3(const History& h, Judge& judge) {
  each_eager_gathering(h, [&](const Gathering& g, const Event& call, const Tally& tally) {
    if (tally.pending + tally.unknown > 0 || (tally.failed > 0 && !g.return_exceptions)) return;
    judge.expect(call.done, g.call, [&] {
      return "all children of " + who(h, call.of) + " were done in the call, yet it was not";
    });
    const auto* state = h.final_of(g.outer);
    if (!state) return;
    const auto* list = state->is_result() ? state->value.list() : nullptr;
    judge.expect(list && list->items.size() == g.positions.size(), h.final_event(g.outer), [&] {
      return "all children of " + who(h, call.of) + " were done in the call, yet it ended " +
             shown(h, *state);
    });
    for (std::size_t i = 0; list && i < std::min(g.positions.size(), list->items.size()); ++i) {
      const auto entry = entry_for(h, g, g.positions[i]);
      if (!entry) continue;
      judge.expect(list->items[i] == *entry, h.final_event(g.outer), [&] {
        return who(h, g.positions[i]) + " came to " + shown(h, *entry) + ", yet " +
               who(h, g.outer) + " ended " + shown(h, *state);
      });
    }
  });
}

void eager_4(const History& h, Judge& judge) {
  each_eager_gathering(h, [&](const Gathering& g, const Event& call, const Tally& tally) {
    if (g.return_exceptions || tally.failed == 0) return;
    judge.expect(call.done, g.call, [&] {
      return who(h, tally.first_failure) + " failed in the call of " + who(h, call.of) +
             ", yet that was not done when it returned";
    });
    const auto* error = outcome_of(h, tally.first_failure);
    const auto* state = h.final_of(g.outer);
    if (tally.unknown > 0 || !error || !is_kept(*error) || !state) return;
    judge.expect(same_outcome(*state, *error), h.final_event(g.outer), [&] {
      return who(h, tally.first_failure) + " was the first argument that failed in the call, yet " +
             who(h, g.outer) + " ended " + shown(h, *state);
    });
  });
}

void eager_5(const History& h, Judge& judge) {
  if (!has_option(h, "eager")) return;
  for (const Await& await : h.awaits()) {
    const auto* g = h.gathering(await.on);
    if (!g || !h.event(g->call).done || g->positions.empty() || is_wait(h, await)) continue;
    judge.expect(
        await.end == await.begin + 1 && h.event(await.end).turn == h.event(await.begin).turn,
        await.begin, [&] {
          return who(h, await.on) + " was done when gather returned, yet " + who(h, await.awaiter) +
                 " had to wait for it";
        });
  }
}

void eager_6(const History& h, Judge& judge) {
  each_eager_call(h, [&](std::size_t i, const Event& call) {
    const auto children = coroutines(h, call);
    const auto exits = std::ranges::find_if(children, [&](Name child) {
      return h.end_of(child) < i && is_exit(h.event(h.end_of(child)).outcome) &&
             h.event(h.end_of(child)).turn == call.turn;
    });
    if (exits == children.end() && !is_exit(call.outcome)) return;
    const auto* error =
        exits == children.end() ? nullptr : h.event(h.end_of(*exits)).outcome.error();
    judge.expect(
        error && call.outcome.is_error() && same_object(*call.outcome.error(), *error), i, [&] {
          return call_of(h, call) + " and " +
                 (error ? error->type + " came out of " + who(h, *exits) : "no child exited") +
                 ", yet the call " +
                 (call.outcome.is_error() ? "raised " + shown(h, call.outcome) : "returned");
        });
    if (!error) return;
    for (auto later = exits + 1; later != children.end(); ++later)
      judge.expect(h.start_of(*later) == nowhere, i, [&] {
        return error->type + " came out of " + who(h, *exits) + ", yet " + who(h, *later) +
               " started";
      });
  });
}

void eager_7(const History& h, Judge& judge) {
  if (!has_option(h, "eager")) return;
  for (const Gathering& g : h.gatherings()) {
    if (!g.has_duplicates() || is_outside(h, h.event(g.call).by)) continue;
    for (const auto restart : h.restarts())
      judge.expect(!is_child(g, h.event(restart).of), restart,
                   [&] { return who(h, h.event(restart).of) + " started a second time"; });
    const auto* state = h.final_of(g.outer);
    const auto* list = state && state->is_result() ? state->value.list() : nullptr;
    if (!list) continue;
    for (std::size_t i = 0; i < g.positions.size(); ++i) {
      if (std::ranges::count(g.positions, g.positions[i]) < 2) continue;
      const auto entry = entry_for(h, g, g.positions[i]);
      if (!entry) continue;
      judge.expect(i < list->items.size() && list->items[i] == *entry, h.final_event(g.outer), [&] {
        return who(h, g.positions[i]) + " came to " + shown(h, *entry) +
               ", yet not every place of it in " + who(h, g.outer) + " has that";
      });
    }
  }
}

}  // namespace gathercheck::spec::rules
