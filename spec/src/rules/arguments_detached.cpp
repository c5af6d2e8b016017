// SPDX-License-Identifier: MIT
#include <map>

#include "gathercheck/spec/verdict.hpp"
#include "gathering_view.hpp"
#include "rules.generated.hpp"

/// Arguments of a call that was refused, and those that are one with another.
namespace gathercheck::spec::rules {
namespace {

using Reason = Refusal::Reason;

constexpr EditionRange all_editions;
constexpr EditionRange until_8{{8}, {8}};
constexpr EditionRange since_9{{9}, {14}};

bool is_for_an_argument(const Refusal& refusal) {
  return refusal.reason == Reason::unhashable || refusal.reason == Reason::not_awaitable;
}

/// Calls `visit(call, refusal)` for every call inside of the loop that had to be refused, and was.
template <typename Visit>
void each_refused(const GatheringView& view, EditionRange law, Visit visit) {
  for (const GatherCall& call : view.calls.all()) {
    const auto refusal = view.calls.refusal(call, law);
    const bool due = is_for_an_argument(refusal) || refusal.reason == Reason::keyword;
    if (due && call.in_loop && call.only && raised(view.h, call)) visit(call, refusal);
  }
}

/// Whether the coroutine, an argument before the refused one, runs in a task of its own as if the
/// call had been accepted.
bool runs_on(const GatheringView& view, const GatherCall& call, Name coroutine) {
  const History& h = view.h;
  const auto start = h.start_of(coroutine);
  const auto turn = h.event(call.event).turn;
  if (view.calls.eager()) return start < call.event;
  if (start == nowhere) return !view.run.whole || view.run.last_turn < turn + 2;
  if (view.run.whole ? h.event(start).turn != turn + 1 : h.event(start).turn <= turn) return false;
  return !view.run.no_runner ||
         std::ranges::none_of(h.of_kind(EventKind::interrupted),
                              [&](auto i) { return h.event(i).of == coroutine; });
}

/// The turns in which a future of asyncio calls back, if nobody cancels it.
class CallbackTurns {
 public:
  explicit CallbackTurns(const GatheringView& view) : view_(view) {}

  /// Counts the children of a call before the refused argument.
  void count(const GatherCall& call, const Refusal& refusal) {
    for (std::size_t i = 0; i < std::min(refusal.position, call.positions.size()); ++i)
      if (view_.calls.first_equal(call, i) == i) count(call, call.positions[i]);
  }
  void doubt() { certain_ = false; }

  bool certain() const { return certain_; }
  std::size_t due(std::int32_t turn) const {
    const auto found = counts_.find(turn);
    return found == counts_.end() ? 0 : found->second;
  }
  const std::map<std::int32_t, std::size_t>& counts() const { return counts_; }

 private:
  void count(const GatherCall& call, Name child) {
    const auto turn = done_in(call, child);
    const auto from = view_.h.event(call.event).turn;
    if (turn >= 0) ++counts_[std::max(turn, from) + 1];
  }

  /// The turn in which the child was done; -1 if that never happened, or is not known.
  std::int32_t done_in(const GatherCall& call, Name child) {
    const History& h = view_.h;
    const auto kind = h.trace().kind(child);
    if (kind == Kind::task || kind == Kind::coroutine)
      return h.end_of(child) == nowhere ? -1 : h.event(h.end_of(child)).turn;
    if (kind == Kind::future || view_.calls.word(child) == "duck_future") return settled_in(child);
    const auto turn = h.event(call.event).turn;
    if (view_.is_one_of(
            {"raising_awaitable", "bad_awaitable", "finished_coroutine", "closed_coroutine"},
            child))
      return turn + 1;
    if (view_.is_one_of({"awaitable", "equal"}, child)) return turn + 2;
    doubt();
    return -1;
  }

  std::int32_t settled_in(Name future) const {
    for (const auto i : view_.h.of_kind(EventKind::settle))
      if (view_.h.event(i).of == future && view_.h.event(i).accepted) return view_.h.event(i).turn;
    return -1;
  }

  const GatheringView& view_;
  std::map<std::int32_t, std::size_t> counts_;
  bool certain_ = true;
};

bool is_name_error(const History& h, std::size_t log) {
  const auto* error = h.event(log).outcome.error();
  return error && error->type == "NameError";
}

/// Whether it is said that gather called back before it had made the outer.
bool is_of_no_outer(const History& h, std::size_t log) {
  const auto* said = h.trace().text_of(*h.event(log).outcome.error());
  return h.name(h.event(log).of) == "loop" && h.event(log).message == "Exception in callback" &&
         said && *said == "free variable 'outer' referenced before assignment in enclosing scope";
}

/// The calls in which an `equal` argument stands for all that are equal to it, and is awaited.
std::vector<const GatherCall*> awaiting_calls(const GatheringView& view, Name equal) {
  std::vector<const GatherCall*> calls;
  for (const GatherCall& call : view.calls.all()) {
    const auto found = std::ranges::find(call.positions, equal);
    if (found == call.positions.end()) continue;
    const auto position = static_cast<std::size_t>(found - call.positions.begin());
    if (view.calls.first_equal(call, position) == position) calls.push_back(&call);
  }
  return calls;
}

std::vector<std::size_t> awaits_of(const History& h, Name equal) {
  std::vector<std::size_t> awaits;
  for (const auto i : h.of_kind(EventKind::noted))
    if (h.event(i).of == equal && noted(h, h.event(i)) == "await") awaits.push_back(i);
  return awaits;
}

/// Whether the await fits the call: it comes in the first step of the task that was made there.
bool is_first_step(const GatheringView& view, const GatherCall& call, std::size_t await) {
  const auto turn = view.h.event(call.event).turn;
  if (!view.h.event(await).outcome.value.is_none()) return false;
  if (view.calls.eager())
    return await < call.event && view.h.event(await).turn == turn &&
           (call.notes.empty() || await > call.notes.back());
  const auto in = view.h.event(await).turn;
  return await > call.event && (view.run.whole && call.in_loop ? in == turn + 1 : in >= turn);
}

/// Whether the wrapper of the argument was bound to make its first step.
bool is_sure_to_run(const GatheringView& view, const GatherCall& call, Name argument) {
  const auto refusal = view.calls.refusal(call, all_editions);
  if (refusal.reason == Reason::unknown || refusal.reason == Reason::keyword) return false;
  const auto at = std::ranges::find(call.positions, argument) - call.positions.begin();
  if (is_for_an_argument(refusal) && refusal.position <= static_cast<std::size_t>(at)) return false;
  if (view.calls.eager()) return call.in_loop;
  return call.in_loop && view.run.whole && view.run.uncancelled &&
         view.run.last_turn >= view.h.event(call.event).turn + 2;
}

}  // namespace

void arg_33(const History& h, Judge& judge) {
  const GatheringView view(h);
  each_refused(view, all_editions, [&](const GatherCall& call, const Refusal& refusal) {
    for (std::size_t i = 0; i < std::min(refusal.position, call.positions.size()); ++i) {
      const Name child = call.positions[i];
      if (h.trace().kind(child) != Kind::coroutine) continue;
      judge.expect(runs_on(view, call, child), call.event, [&] {
        return who(h, child) + " stands before the argument that was refused, yet did not run on";
      });
    }
  });
}

void arg_34(const History& h, Judge& judge) {
  const GatheringView view(h);
  each_refused(view, all_editions, [&](const GatherCall& call, const Refusal& refusal) {
    for (std::size_t i = refusal.position; i < call.positions.size(); ++i) {
      const Name child = call.positions[i];
      if (h.trace().kind(child) != Kind::coroutine) continue;
      if (std::ranges::find(call.positions, child) - call.positions.begin() <
          static_cast<std::ptrdiff_t>(refusal.position))
        continue;
      judge.expect(h.start_of(child) == nowhere, call.event, [&] {
        return who(h, child) + " started, though gather had refused the call before it came to it";
      });
    }
  });
}

void arg_35(const History& h, Judge& judge) {
  const GatheringView view(h);
  if (!view.run.whole || !view.run.uncancelled) return;
  CallbackTurns turns(view);
  std::size_t refused = 0;
  each_refused(view, until_8, [&](const GatherCall& call, const Refusal& refusal) {
    turns.count(call, refusal);
    ++refused;
  });
  if (refused == 0 || refused != h.raised_calls().size() || !turns.certain()) return;
  std::map<std::int32_t, std::size_t> seen;
  for (const auto i : h.of_kind(EventKind::logged)) {
    if (!is_name_error(h, i)) continue;
    ++seen[h.event(i).turn];
    judge.expect(is_of_no_outer(h, i), i, [] { return "a NameError with another text"; });
  }
  for (std::int32_t turn = 0; turn <= view.run.last_turn; ++turn) {
    if (turns.due(turn) == 0 && !seen.contains(turn)) continue;
    judge.expect(turns.due(turn) == seen[turn], h.raised_calls().front(), [&] {
      return std::to_string(turns.due(turn)) + " detached children called back in turn " +
             std::to_string(turn) + ", and " + std::to_string(seen[turn]) +
             " were reported with a NameError";
    });
  }
}

void arg_36(const History& h, Judge& judge) {
  const GatheringView view(h);
  bool detached = false;
  each_refused(view, since_9, [&](const GatherCall&, const Refusal& refusal) {
    if (refusal.position > 0) detached = true;
  });
  if (!detached) return;
  judge.expect(true, h.raised_calls().front(), [] { return std::string(); });
  for (const auto i : h.of_kind(EventKind::logged))
    judge.expect(!is_name_error(h, i), i, [&] {
      return "a callback of a call that was refused came to a NameError " + when(h, i);
    });
}

void arg_37(const History& h, Judge& judge) {
  const GatheringView view(h);
  for (std::size_t n = 0; n < h.trace().kinds.size(); ++n) {
    const Name argument = static_cast<Name>(n);
    if (view.calls.word(argument) != "equal") continue;
    const auto calls = awaiting_calls(view, argument);
    const auto awaits = awaits_of(h, argument);
    for (const auto await : awaits)
      judge.expect(
          std::ranges::any_of(
              calls, [&](const GatherCall* call) { return is_first_step(view, *call, await); }),
          await, [&] { return who(h, argument) + " was awaited without need"; });
    const auto sure = std::ranges::count_if(
        calls, [&](const GatherCall* call) { return is_sure_to_run(view, *call, argument); });
    const auto count = static_cast<std::ptrdiff_t>(awaits.size());
    judge.expect(sure <= count && count <= std::ssize(calls), view.calls.all().front().event, [&] {
      return who(h, argument) + " had to be awaited " + std::to_string(calls.size()) +
             " times, and was " + std::to_string(count) + " times";
    });
  }
}

}  // namespace gathercheck::spec::rules
