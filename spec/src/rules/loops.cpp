// SPDX-License-Identifier: MIT
#include <algorithm>

#include "decisive_failure.hpp"
#include "loop_call.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

const Event& event_of(const History& h, const LoopCall& call) {
  return h.event(call.event);
}

Name outer_of(const History& h, const LoopCall& call) {
  return event_of(h, call).of;
}

bool raised(const History& h, const LoopCall& call) {
  return event_of(h, call).outcome.is_error();
}

/// Whether something else than the loops explains how the call ended: a child that ran eagerly in
/// it, or a keyword loop that is none (a trace does not tell what it is).
bool is_explained_otherwise(const LoopCalls& calls, const LoopCall& call, const Error& error) {
  if (calls.options().eager && is_exit(error)) return true;
  return call.keyword_loop && (error.type == "AttributeError" || error.type == "ValueError");
}

/// Demands that the call ended as its loops demand, with the very words.
void expect_fate(const History& h, Judge& judge, const LoopCalls& calls, const LoopCall& call) {
  if (call.fate == Fate::unknown) return;
  const auto* error = event_of(h, call).outcome.error();
  if (error && is_explained_otherwise(calls, call, *error)) return;
  const auto* text = error ? h.trace().text_of(*error) : nullptr;
  const auto due = text_of(call);
  const bool as_due =
      error ? error->type == type_of(call.fate) && text && (due.empty() || *text == due)
            : type_of(call.fate).empty();
  judge.expect(as_due, call.event, [&] {
    return "the call of " + who(h, outer_of(h, call)) + " should have come to " + told(call) +
           ", yet it came to " +
           (error ? error->type + "('" + (text ? *text : "") + "')" : "no error");
  });
}

template <typename Which>
void expect_fates(const History& h, Judge& judge, const LoopCalls& calls, Which which) {
  for (const auto& call : calls.all())
    if (which(calls, call)) expect_fate(h, judge, calls, call);
}
template <typename Which>
void expect_fates(const History& h, Judge& judge, Which which) {
  expect_fates(h, judge, LoopCalls(h), which);
}

/// The calls as the last edition decides that has the rule, if the trace is of a later one.
LoopCalls calls_until(const History& h, Edition last) {
  return {h, std::min(h.trace().edition, last)};
}
/// As the first edition does that has it, if the trace is of an earlier one.
LoopCalls calls_since(const History& h, Edition first) {
  return {h, std::max(h.trace().edition, first)};
}

bool has_arguments(const History& h, const LoopCall& call) {
  return !event_of(h, call).children.empty() || call.positional;
}

/// The kind of the first argument; nothing without one.
std::optional<Kind> first_kind(const History& h, const LoopCall& call) {
  const auto& arguments = event_of(h, call).children;
  if (arguments.empty()) return std::nullopt;
  return h.trace().kind(arguments.front());
}

/// Whether the first argument is one of the second loop.
bool begins_elsewhere(const History& h, const LoopCalls& calls, const LoopCall& call) {
  const auto kind = first_kind(h, call);
  return kind && (*kind == Kind::future || *kind == Kind::gather) &&
         calls.loop_of(event_of(h, call).children.front()) == Loop::other;
}

/// Demands that an outer that belongs to the second loop is never completed by its children, unless
/// that happened in the call.
void expect_never_completed(const History& h, Judge& judge, const LoopCall& call) {
  const Name outer = outer_of(h, call);
  if (raised(h, call) || event_of(h, call).done || is_settled_by_hand(h, outer)) return;
  each_state(h, outer, [&](std::size_t event, const Outcome& state) {
    judge.expect(state.is_pending(), event, [&] {
      return who(h, outer) + " belongs to a loop that never runs, yet it was " + shown(h, state);
    });
  });
}

void expect_never_started(const History& h, Judge& judge, const LoopCall& call) {
  for (const Name child : call.scheduled) {
    const auto start = h.start_of(child);
    judge.expect(start == nowhere, start == nowhere ? call.event : start, [&] {
      return who(h, child) + " became a task of a loop that never runs, yet it started " +
             when(h, start);
    });
  }
}

/// How many deprecations the call reports: those are the events just before it.
std::size_t warnings_before(const History& h, const LoopCall& call) {
  std::size_t count = 0;
  while (count < call.event) {
    const Event& e = h.event(call.event - count - 1);
    if (e.kind != EventKind::warned || e.of != outer_of(h, call)) break;
    ++count;
  }
  return count;
}

/// Demands that a call gives at most, or exactly, one warning if `may` says so, and that whatever
/// is given belongs to a call and is a DeprecationWarning.
template <typename May>
void expect_warnings(const History& h, Judge& judge, bool surely, May may) {
  const LoopCalls calls(h);
  std::size_t told = 0;
  for (const auto& call : calls.all()) {
    const auto count = warnings_before(h, call);
    const bool due = may(call);
    told += count;
    judge.expect(count <= (due ? 1 : 0) && (!surely || count == (due ? 1 : 0)), call.event, [&] {
      return "the call of " + who(h, outer_of(h, call)) + " gave " + std::to_string(count) +
             " warnings, and not " + (due ? "one" : "none");
    });
  }
  const auto all = h.of_kind(EventKind::warned);
  if (all.empty()) return;
  judge.expect(told == all.size(), all.front(),
               [&] { return "a warning was given that belongs to no call of gather"; });
  for (const auto i : all) {
    judge.expect(h.event(i).message == "DeprecationWarning", i, [&] {
      return "the warning about " + who(h, h.event(i).of) + " was no DeprecationWarning";
    });
  }
}

/// Whether nobody can have cancelled the awaiter in between.
bool is_undisturbed(const History& h, const RunOptions& options, const Await& await) {
  return options.runner != Runner::run &&
         std::ranges::none_of(h.cancels(), [&](std::size_t i) { return i < await.end; });
}

/// Whether nothing can have settled what is awaited.
bool is_pending_elsewhere(const History& h, const LoopCalls& calls, const Await& await) {
  if (calls.loop_of(await.on) != Loop::other || is_settled_by_hand(h, await.on)) return false;
  const auto* g = h.gathering(await.on);
  return !g || !h.event(g->call).done;
}

std::string attached_elsewhere(const History& h, const Await& await) {
  const bool gather = h.trace().kind(await.on) == Kind::gather && !await.shield;
  return std::string("Task <Task> got Future <") + (gather ? "_GatheringFuture" : "Future") +
         "> attached to a different loop";
}

/// Demands that there is a task factory if and only if one makes main.
void expect_factory_called(const History& h, Judge& judge) {
  std::size_t option = nowhere;
  std::size_t call = nowhere;
  for (const auto i : h.of_kind(EventKind::noted)) {
    if (!is_note(h, i, "factory")) continue;
    if (is_description(h, i))
      option = i;
    else if (h.event(i).of == main_name)
      call = i;
  }
  if (option == nowhere && call == nowhere) return;
  judge.expect(option != nowhere && call != nowhere, option == nowhere ? call : option, [&] {
    return std::string("a task factory was ") +
           (call == nowhere ? "set, yet it did not make main" : "called that was never set");
  });
}

}  // namespace

void loop_1(const History& h, Judge& judge) {
  expect_fates(h, judge, [&](const LoopCalls&, const LoopCall& call) {
    return call.asks_for_current && !has_arguments(h, call);
  });
}

void loop_2(const History& h, Judge& judge) {
  expect_fates(h, judge, [&](const LoopCalls&, const LoopCall& call) {
    return call.asks_for_current && first_kind(h, call) == Kind::coroutine;
  });
}

void loop_3(const History& h, Judge& judge) {
  expect_fates(h, judge, [&](const LoopCalls&, const LoopCall& call) {
    return call.outside() && call.fate == Fate::accepted && !call.keyword_loop &&
           !call.asks_for_current;
  });
}

void loop_4(const History& h, Judge& judge) {
  expect_fates(h, judge, [&](const LoopCalls&, const LoopCall& call) {
    return !call.outside() && call.fate == Fate::accepted && call.loop == Loop::own &&
           has_arguments(h, call);
  });
}

void loop_5(const History& h, Judge& judge) {
  expect_fates(h, judge, [&](const LoopCalls& calls, const LoopCall& call) {
    return call.fate == Fate::two_loops &&
           (call.outside() || !begins_elsewhere(h, calls, call) || h.trace().edition < Edition{14});
  });
}

void loop_6(const History& h, Judge& judge) {
  expect_fates(h, judge, calls_until(h, Edition{13}),
               [&](const LoopCalls& calls, const LoopCall& call) {
                 const bool here = !call.outside() && begins_elsewhere(h, calls, call) &&
                                   call.scheduled.empty() && call.fate == Fate::accepted;
                 if (here) expect_never_completed(h, judge, call);
                 return here;
               });
}

void loop_7(const History& h, Judge& judge) {
  expect_fates(h, judge, calls_until(h, Edition{13}),
               [&](const LoopCalls& calls, const LoopCall& call) {
                 const bool here = !call.outside() && begins_elsewhere(h, calls, call) &&
                                   !call.scheduled.empty() && call.fate == Fate::accepted;
                 if (here) expect_never_started(h, judge, call);
                 if (here) expect_never_completed(h, judge, call);
                 return here;
               });
}

void loop_8(const History& h, Judge& judge) {
  expect_fates(h, judge, calls_since(h, Edition{14}),
               [&](const LoopCalls& calls, const LoopCall& call) {
                 return !call.outside() && begins_elsewhere(h, calls, call);
               });
}

void loop_9(const History& h, Judge& judge) {
  const LoopCalls calls(h);
  for (const auto i : h.of_kind(EventKind::observed)) {
    const Event& e = h.event(i);
    const Loop loop = calls.loop_of(e.of);
    if (loop == Loop::unknown || h.trace().kind(e.of) == Kind::object) continue;
    judge.expect(e.loop == (loop == Loop::own), i, [&] {
      return who(h, e.of) + " belongs to the loop of the run " +
             (e.loop ? "by its get_loop()" : "by its arguments") + " only";
    });
  }
}

void loop_10(const History& h, Judge& judge) {
  const LoopCalls calls(h);
  for (const Await& a : h.awaits()) {
    if (a.end == nowhere || is_limited(h, a) || !is_pending_elsewhere(h, calls, a)) continue;
    if (!is_undisturbed(h, calls.options(), a)) continue;
    const auto* error = h.event(a.end).outcome.error();
    const auto* text = error ? h.trace().text_of(*error) : nullptr;
    const bool refused = error && error->type == "RuntimeError" && text &&
                         *text == attached_elsewhere(h, a) &&
                         h.event(a.end).time == h.event(a.begin).time;
    judge.expect(refused, a.end, [&] {
      return who(h, a.awaiter) + " awaited " + who(h, a.on) +
             ", which belongs to another loop, and got " + shown(h, h.event(a.end).outcome) + " " +
             when(h, a.end);
    });
  }
}

void loop_11(const History& h, Judge& judge) {
  expect_fates(h, judge, calls_until(h, Edition{9}), [&](const LoopCalls&, const LoopCall& call) {
    return call.outside() && call.keyword_loop && call.fate != Fate::bad_arguments;
  });
}

void loop_12(const History& h, Judge& judge) {
  expect_warnings(h, judge, true,
                  [](const LoopCall& call) { return call.keyword_loop && !call.other_keywords; });
}

void loop_13(const History& h, Judge& judge) {
  expect_warnings(h, judge, true, [&](const LoopCall& call) {
    return call.keyword_loop && !call.other_keywords && !has_arguments(h, call);
  });
}

void loop_14(const History& h, Judge& judge) {
  expect_warnings(h, judge, false, [](const LoopCall& call) { return call.asks_for_current; });
}

void loop_15(const History& h, Judge& judge) {
  expect_warnings(h, judge, true, [](const LoopCall&) { return false; });
}

void loop_16(const History& h, Judge& judge) {
  expect_factory_called(h, judge);
  std::size_t head = 0;
  while (head < h.events().size() && is_description(h, head)) ++head;
  for (const auto i : h.of_kind(EventKind::noted)) {
    if (!is_description(h, i)) continue;
    const Event& e = h.event(i);
    const bool again =
        std::ranges::any_of(h.events().first(std::min(i, head)),
                            [&](const Event& f) { return f.of == e.of && f.label == e.label; });
    judge.expect(i < head && !again && is_possible_description(h, i), i, [&] {
      return "\"" + h.name(e.label) + "\" of " + who(h, e.of) + " was told " + when(h, i) +
             (again      ? " for a second time"
              : i < head ? ", with an impossible value"
                         : ", when the run had begun");
    });
  }
}

}  // namespace gathercheck::spec::rules
