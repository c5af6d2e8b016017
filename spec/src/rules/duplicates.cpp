// SPDX-License-Identifier: MIT
#include "ending.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

template <typename Visit>
void each_with_duplicates(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings())
    if (g.has_duplicates() && is_natural(h, g)) visit(g);
}

std::size_t first_position(const Gathering& g, Name child) {
  return static_cast<std::size_t>(std::ranges::find(g.positions, child) - g.positions.begin());
}

/// Calls `visit(gathering, ending, child, first, again)` for every repetition of a child in a list
/// that was delivered, with the entries at the child's first position and at this one.
template <typename Visit>
void each_repetition(const History& h, Visit visit) {
  each_with_duplicates(h, [&](const Gathering& g) {
    each_ending(h, g.outer, [&](const Ending& ending) {
      for (std::size_t i = 0; i < g.positions.size(); ++i) {
        const auto first = first_position(g, g.positions[i]);
        if (first < i && ending.entry(i))
          visit(g, ending, g.positions[i], *ending.entry(first), *ending.entry(i));
      }
    });
  });
}

/// Demands that the entries of repeated children of the wanted kinds are equal.
template <typename Wanted>
void expect_equal_entries(const History& h, Judge& judge, Wanted is_wanted) {
  each_repetition(h, [&](const Gathering& g, const Ending& ending, Name child, const Value& first,
                         const Value& again) {
    if (!is_wanted(h.trace().kind(child))) return;
    judge.expect(same_content(first, again), ending.event, [&] {
      return who(h, child) + " stands several times in " + who(h, g.outer) +
             ", yet its entries are " + shown(h, first) + " and " + shown(h, again);
    });
  });
}

/// The number of cancel() calls that reached the task before the event, each of which went straight
/// to it or to a gather of which it is a child, and of those through a repeated position; nothing
/// if there were others.
struct Count {
  int calls = 0;
  bool repeated = false;
};

/// How often the cancel() of the event calls that of the task, if it is the task's own or that of
/// one of its gathers; 0 if it is neither.
std::ptrdiff_t calls_of(const History& h, const Request& request, Name task) {
  const Event& e = h.event(request.event);
  if (e.kind != EventKind::cancel) return 0;
  if (!request.handed_on) return 1;
  const auto* g = h.gathering(e.of);
  return g ? std::ranges::count(g->positions, task) : 0;
}

std::optional<Count> count_requests(const History& h, Name task, std::size_t before) {
  Count count;
  std::size_t last = nowhere;
  std::ptrdiff_t missing = 0;  // calls of the last event that are not seen yet
  for (const Request& request : h.requests()) {
    if (request.target != task || request.event >= before) continue;
    if (request.event != last) {
      const auto calls = calls_of(h, request, task);
      if (missing != 0 || calls == 0) return std::nullopt;
      count.calls += static_cast<int>(calls);
      count.repeated = count.repeated || calls > 1;
      missing = calls;
      last = request.event;
    }
    if (!request.certain || --missing < 0) return std::nullopt;
  }
  return missing == 0 ? std::optional(count) : std::nullopt;
}

bool is_shared(const History& h, const Gathering& g, Name child) {
  return std::ranges::any_of(h.gatherings(), [&](const Gathering& other) {
    return other.outer != g.outer && is_child(other, child);
  });
}

/// What a child means for a gathering that it has a say in: its entry, if the outer is due to
/// succeed, or the error of the outer, if it is the one that decides.
void expect_delivery(const History& h, Judge& judge, const Gathering& g, Name child,
                     const Outcome& outcome) {
  const auto* due = h.sure_settlement(g.outer);
  const bool decides = !g.return_exceptions && h.deciding_child(g) == child && outcome.is_error();
  if (!due || outcome.is_cancelled() || (!due->succeeded() && !decides)) return;
  const auto position = first_position(g, child);
  each_ending(h, g.outer, [&](const Ending& ending) {
    const auto* found = due->succeeded() ? ending.entry(position) : &ending.outcome.value;
    const bool delivered = found && (due->succeeded() || ending.outcome.is_error()) &&
                           same_content(*found, outcome.value) && ending.is_timely(h, due->time);
    judge.expect(delivered, ending.event, [&] {
      return who(h, child) + ", a child of several gathers, came to " + shown(h, outcome) +
             ", yet " + shown(h, g, ending);
    });
  });
}

}  // namespace

void dup_1(const History& h, Judge& judge) {
  expect_equal_entries(h, judge, [](Kind kind) { return kind == Kind::coroutine; });
  each_with_duplicates(h, [&](const Gathering& g) {
    for (const auto i : h.of_kind(EventKind::started)) {
      const Event& e = h.event(i);
      if (i < g.call || h.trace().kind(e.of) != Kind::coroutine) continue;
      if (std::ranges::count(g.positions, e.of) > 1)
        judge.expect(h.start_of(e.of) == i, i, [&] { return who(h, e.of) + " started twice"; });
    }
  });
}

void dup_2(const History& h, Judge& judge) {
  expect_equal_entries(h, judge, [](Kind kind) { return kind != Kind::coroutine; });
}

void dup_3(const History& h, Judge& judge) {
  each_repetition(h, [&](const Gathering& g, const Ending& ending, Name child, const Value& first,
                         const Value& again) {
    const auto* s = h.sure_settlement(child);
    if (!s || !s->failed() || !first.error() || !again.error()) return;
    judge.expect(same_object(*first.error(), *again.error()), ending.event, [&] {
      return who(h, child) + " failed once, yet " + who(h, g.outer) +
             " lists two distinct exception objects";
    });
  });
}

void dup_4(const History& h, Judge& judge) {
  each_repetition(h, [&](const Gathering& g, const Ending& ending, Name child, const Value& first,
                         const Value& again) {
    const auto* s = h.sure_settlement(child);
    if (!s || !s->cancelled() || !first.error() || !again.error()) return;
    judge.expect(first.error()->id == 0 || first.error()->id != again.error()->id, ending.event,
                 [&] {
                   return who(h, g.outer) +
                          " lists one CancelledError object at two positions of " + who(h, child);
                 });
  });
}

void dup_5(const History& h, Judge& judge) {
  if (h.requests().empty()) return;
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    if (h.trace().kind(e.of) != Kind::task) continue;
    const auto count = count_requests(h, e.of, i);
    if (!count || !count->repeated) continue;
    judge.expect(e.cancelling == count->calls, i, [&] {
      return who(h, e.of) + " was asked to cancel " + std::to_string(count->calls) +
             " times, once for each of its positions, yet " +
             (e.cancelling ? "cancelling() is " + std::to_string(*e.cancelling)
                           : "it has no cancelling()");
    });
  }
}

void dup_6(const History& h, Judge& judge) {
  if (h.gatherings().size() < 2) return;
  for (const Gathering& g : h.gatherings())
    for (const Name child : g.children) {
      const auto* outcome =
          is_natural(h, g) && is_shared(h, g, child) ? came_to(h, child) : nullptr;
      if (outcome) expect_delivery(h, judge, g, child, *outcome);
    }
}

void dup_7(const History& h, Judge& judge) {
  each_with_duplicates(h, [&](const Gathering& g) {
    const auto* due = h.settlement(g.outer);
    if (due && !(due->certain && due->succeeded())) return;
    each_ending(h, g.outer, [&](const Ending& ending) {
      const bool right = due ? ending.outcome.is_result() && ending.is_timely(h, due->time)
                             : ending.outcome.is_pending();
      judge.expect(right, ending.event, [&] {
        return "the children of " + who(h, g.outer) + " were " +
               (due ? "all done " + when(*due) : "never all done") + ", yet " + shown(h, g, ending);
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
