// SPDX-License-Identifier: MIT
#include <algorithm>

#include "cancelling.hpp"
#include "escapes.hpp"
#include "retrieval.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

constexpr std::string_view destroyed = "Task was destroyed but it is pending!";

/// What asyncio says of an exception of `n` that nobody retrieved.
std::string never_retrieved(const History& h, Name n) {
  const auto kind = h.trace().kind(n);
  const auto* type = kind == Kind::gather   ? "_GatheringFuture"
                     : kind == Kind::future ? "Future"
                                            : "Task";
  return std::string(type) + " exception was never retrieved";
}

/// Where a report that is missing should have been: at the end.
std::size_t last_event(const History& h) {
  return h.events().size() - 1;
}

/// Demands that `n` is reported once, with its error.
void expect_reported(const History& h, Judge& judge, Name n, const Error& error) {
  const auto reports = reports_of(h, n);
  const auto event = reports.empty() ? last_event(h) : reports.front();
  const auto* told = h.event(event).outcome.error();
  const bool right = reports.size() == 1 && h.event(event).message == never_retrieved(h, n) &&
                     told && same_object(*told, error);
  judge.expect(right, event, [&] {
    return who(h, n) + " failed with " + shown(h, Value{error}) +
           " and nobody retrieved that, yet it was reported " + std::to_string(reports.size()) +
           " times" + (reports.empty() ? "" : ", first with " + shown(h, h.event(event).outcome));
  });
}

/// Demands that `n` is not reported.
void expect_silence(const History& h, Judge& judge, Name n, std::string_view why) {
  const auto reports = reports_of(h, n);
  judge.expect(reports.empty(), reports.empty() ? 0 : reports.front(), [&] {
    return who(h, n) + " " + std::string(why) + ", yet there was the report \"" +
           h.event(reports.front()).message.value_or("") + "\"";
  });
}

/// Calls `visit(gathering, error)` for every outer that has failed and was not asked why.
template <typename Visit>
void each_unretrieved(const History& h, Visit visit) {
  if (!h.trace().python) return;
  for (const Gathering& g : h.gatherings()) {
    const auto* error = failure_of(h, g.outer);
    if (error && retrieved(h, g.outer) == Retrieved::no) visit(g, *error);
  }
}

bool was_cancelled(const History& h, const Gathering& g, bool accepted) {
  return std::ranges::any_of(h.cancels(), [&](std::size_t i) {
    return h.event(i).of == g.outer && h.event(i).accepted == accepted;
  });
}

/// Calls `visit(gathering, child)` for every child of every gather of the dialect.
template <typename Visit>
void each_child(const History& h, Visit visit) {
  if (!h.trace().python) return;
  for (const Gathering& g : h.gatherings())
    for (const Name child : g.children) visit(g, child);
}

/// The error that the child failed with, by its state after the run or by the end of its body; null
/// if there is none, or a body cannot tell.
const Error* child_failure(const History& h, Name child) {
  if (const auto* state = h.final_of(child)) return state->error();
  const auto end = h.end_of(child);
  const auto* error = end == nowhere ? nullptr : h.event(end).outcome.error();
  const bool changes = error && (error->is_cancellation() || error->type == "StopIteration");
  return changes ? nullptr : error;
}

/// The awaitables that the note names, separated by blanks.
std::vector<Name> names_in(const History& h, std::size_t note) {
  std::vector<Name> names;
  if (note >= h.events().size()) return names;
  const auto* text = std::get_if<std::string>(&h.event(note).outcome.value.data);
  for (Name n = main_name; text && h.trace().is_awaitable(n); ++n)
    if ((" " + *text + " ").find(" " + h.name(n) + " ") != std::string::npos) names.push_back(n);
  return names;
}

/// Whether the error may be the failure of the gather, which was forgotten: that of a child, or the
/// CancelledError that it made of a cancelled one.
bool may_have_failed_with(const History& h, const Gathering& g, const Error& error) {
  if (error.is_cancellation() || h.settled_by_hand(g.outer) != nowhere) return true;
  return std::ranges::any_of(g.children, [&](Name child) {
    const auto at = settled_at(h, child);
    const auto* own = at == nowhere ? child_failure(h, child) : h.event(at).outcome.error();
    const bool hidden = h.gathering(child) && !h.final_of(child);
    if (h.trace().kind(child) == Kind::object || hidden) return true;
    return own && (same_object(*own, error) || own->type == "StopIteration");
  });
}

/// Whether asyncio.wait was called for `n`.
bool is_waited_for(const History& h, Name n) {
  return std::ranges::any_of(notes(h, "among"), [&](std::size_t note) {
    return std::ranges::count(names_in(h, note), n) > 0;
  });
}

bool has_gather(const History& h, Name n) {
  return std::ranges::any_of(h.gatherings(), [&](const Gathering& g) { return is_child(g, n); });
}

/// Calls `visit(n, error)` for every body and every future that has failed and that nobody asked.
template <typename Visit>
void each_unasked(const History& h, Visit visit) {
  if (!h.trace().python) return;
  const bool eager = !notes(h, "eager").empty();
  for (Name n = main_name; h.trace().is_awaitable(n); ++n) {
    const auto kind = h.trace().kind(n);
    if (!has_body(h, n) && kind != Kind::future) continue;
    const auto* error = child_failure(h, n);
    // The run does not know the task of an eager child, nor any that ends the run in its first
    // step.
    if (eager && error && (kind == Kind::coroutine || (n != main_name && is_exit(*error))))
      continue;
    if (error && retrieved(h, n) == Retrieved::no) visit(n, *error);
  }
}

/// Calls `visit(await, gathering)` for every await of an outer that a timeout ended, if the outer
/// has failed with a CancelledError. Only those through wait_for if `within`.
template <typename Visit>
void each_timeout(const History& h, bool within, Visit visit) {
  if (!h.trace().python) return;
  for (const Await& await : h.awaits()) {
    const auto* g = h.gathering(await.on);
    const auto* state = g ? h.final_of(await.on) : nullptr;
    const auto note = wrapping(h, await);
    if (!state || !state->is_cancellation() || await.end == nowhere || note == nowhere ||
        await.shield)
      continue;
    const auto* error = h.event(await.end).outcome.error();
    const auto* limit = std::get_if<std::int64_t>(&h.event(note).outcome.value.data);
    const bool counts = !within || (h.name(h.event(note).label) == "within" && limit && *limit > 0);
    if (error && error->type == "TimeoutError" && counts) visit(await, *g);
  }
}

/// Whether a wait() for an exception came upon the failed gather: it returned when that was done
/// and another argument was pending, and nothing had failed but the gather and its children. These
/// tell the gather before they tell wait(), so that it looks at the gather as well.
bool is_ending_wait(const History& h, const Await& await, const Gathering& g) {
  const auto note = wrapping(h, await);
  if (note == nowhere || await.end == nowhere || h.name(h.event(note).label) != "until" ||
      h.event(note).outcome.value != Value{std::string("FIRST_EXCEPTION")})
    return false;
  const auto asked = names_in(h, note - 1);
  const auto done = names_in(h, await.end + 1);
  const auto fails = [&](Name n) {
    const auto* state = h.final_of(n);
    return n != g.outer && !is_child(g, n) && (!state || state->is_error());
  };
  return done.size() < asked.size() && std::ranges::count(done, g.outer) == 1 &&
         std::ranges::none_of(done, fails);
}

}  // namespace

void log_1(const History& h, Judge& judge) {
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    if (!error.is_cancellation()) expect_reported(h, judge, g.outer, error);
  });
}

void log_2(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (const Gathering& g : h.gatherings())
    if (failure_of(h, g.outer) && retrieved(h, g.outer) == Retrieved::yes)
      expect_silence(h, judge, g.outer, "was asked for its exception");
}

void log_3(const History& h, Judge& judge) {
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    if (error.is_cancellation() && !was_cancelled(h, g, true))
      expect_reported(h, judge, g.outer, error);
  });
}

void log_4(const History& h, Judge& judge) {
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    if (error.is_cancellation() && was_cancelled(h, g, true))
      expect_reported(h, judge, g.outer, error);
  });
}

void log_5(const History& h, Judge& judge) {
  each_child(h, [&](const Gathering&, Name child) {
    if (h.trace().kind(child) == Kind::coroutine && h.end_of(child) == nowhere)
      expect_silence(h, judge, child, "was a coroutine that never ended");
  });
}

void log_6(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (Name n = main_name; h.trace().is_awaitable(n); ++n) {
    const auto* state = h.final_of(n);
    if (h.trace().kind(n) != Kind::task || !state || !state->is_pending()) continue;
    if (n == main_name && run_options(h).runner == Runner::run) continue;
    const auto reports = reports_of(h, n);
    const auto says_so = [&](std::size_t i) { return h.event(i).message == destroyed; };
    const bool right = std::ranges::count_if(reports, says_so) == 1;
    judge.expect(right, reports.empty() ? last_event(h) : reports.front(), [&] {
      return who(h, n) + " was pending in the end, yet it was not reported once as destroyed";
    });
  }
}

void log_7(const History& h, Judge& judge) {
  if (!h.trace().python || !is_quiet(h)) return;
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    const auto fails = [&](Name child) { return child_failure(h, child) != nullptr; };
    const auto is_foreign = [&](Name child) { return !notes(h, "loop", child).empty(); };
    if (std::ranges::any_of(g.children, is_foreign)) return;
    if (g.return_exceptions || std::ranges::count_if(g.children, fails) < 2) return;
    expect_reported(h, judge, g.outer, error);
    for (const Name child : g.children)
      if (fails(child)) expect_silence(h, judge, child, "is a child of a failed gather");
  });
}

void log_8(const History& h, Judge& judge) {
  each_child(h, [&](const Gathering&, Name child) {
    if (child_failure(h, child) && retrieved(h, child) == Retrieved::yes)
      expect_silence(h, judge, child, "gave its failure to someone");
  });
}

void log_9(const History& h, Judge& judge) {
  each_timeout(h, false, [&](const Await&, const Gathering& g) {
    expect_silence(h, judge, g.outer, "was ended by a timeout");
  });
}

void log_10(const History& h, Judge& judge) {
  each_timeout(h, true, [&](const Await&, const Gathering& g) {
    if (retrieved_otherwise(h, g.outer) == Retrieved::no)
      expect_reported(h, judge, g.outer, *h.final_of(g.outer)->error());
  });
}

void log_11(const History& h, Judge& judge) {
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    if (was_cancelled(h, g, false)) expect_reported(h, judge, g.outer, error);
  });
}

void log_12(const History& h, Judge& judge) {
  each_unretrieved(h, [&](const Gathering& g, const Error& error) {
    if (is_waited_for(h, g.outer)) expect_reported(h, judge, g.outer, error);
  });
}

void log_13(const History& h, Judge& judge) {
  each_child(h, [&](const Gathering& g, Name child) {
    const auto* state = h.final_of(g.outer);
    const auto* error = child_failure(h, child);
    if (!g.return_exceptions || !state || !state->is_pending() || !error) return;
    // The run does not know the task of an eager child when that ends the run.
    if (h.trace().kind(child) == Kind::coroutine && !notes(h, "eager").empty()) return;
    if (retrieved(h, child) == Retrieved::no) expect_reported(h, judge, child, *error);
  });
}

void log_14(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (Name n = main_name; h.trace().is_awaitable(n); ++n) {
    const auto reports = reports_of(h, n);
    if (reports.empty() || is_taken_out(h, n)) continue;
    const Event& e = h.event(reports.front());
    const auto* error = e.outcome.error();
    const auto* failure = child_failure(h, n);
    const auto* g = h.gathering(n);
    const bool right = e.message == destroyed
                           ? !error && h.trace().kind(n) == Kind::task && h.end_of(n) == nowhere
                           : error && e.message == never_retrieved(h, n) &&
                                 (!failure || same_object(*failure, *error)) &&
                                 (!g || h.final_of(n) || may_have_failed_with(h, *g, *error));
    // Each gather makes another task of an object.
    const bool once = reports.size() == 1 || h.trace().kind(n) == Kind::object;
    judge.expect(right && once, reports.back(), [&] {
      return "of " + who(h, n) + " it was reported \"" + e.message.value_or("") + "\" with " +
             (error ? shown(h, e.outcome) : "no error") + ", in " + std::to_string(reports.size()) +
             " reports";
    });
  }
}

void log_15(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (const Gathering& g : h.gatherings()) {
    const auto* state = h.final_of(g.outer);
    if (state && !state->is_error()) expect_silence(h, judge, g.outer, "did not fail");
  }
}

void log_16(const History& h, Judge& judge) {
  each_unasked(h, [&](Name n, const Error& error) {
    if (!has_gather(h, n)) expect_reported(h, judge, n, error);
  });
}

void log_25(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (const Gathering& g : h.gatherings()) {
    const auto* state = h.final_of(g.outer);
    const auto ends = [&](const Await& await) { return is_ending_wait(h, await, g); };
    if (state && state->is_error() && !state->is_cancellation() &&
        std::ranges::any_of(h.awaits(), ends))
      expect_silence(h, judge, g.outer, "was asked by wait() whether it had failed");
  }
}

void log_26(const History& h, Judge& judge) {
  if (!h.trace().python) return;
  for (const auto i : h.cancels()) {
    const Event& e = h.event(i);
    const auto* state = h.gathering(e.of) ? nullptr : h.final_of(e.of);
    if (!e.accepted && state && state->is_error() && !is_taken_out(h, e.of))
      expect_silence(h, judge, e.of, "had failed when it was asked to cancel");
  }
}

void log_32(const History& h, Judge& judge) {
  each_unasked(h, [&](Name n, const Error& error) {
    if (has_gather(h, n)) expect_reported(h, judge, n, error);
  });
}

}  // namespace gathercheck::spec::rules
