// SPDX-License-Identifier: MIT
//
// The third part of the family: in which words asyncio reports, and when.
#include <algorithm>
#include <array>

#include "cancelled_error.hpp"
#include "evidence.hpp"
#include "life.hpp"
#include "retrieval.hpp"
#include "rules.generated.hpp"
#include "run_options.hpp"

namespace gathercheck::spec::rules {
namespace {

constexpr std::string_view never_retrieved = " exception was never retrieved";
constexpr std::string_view shielded = " exception in shielded future";

/// Whether the exception that comes with the report is one that was seen before, or that Python may
/// have made.
bool has_known_error(const History& h, std::size_t report) {
  const auto* error = h.event(report).outcome.error();
  if (!error || error->is_cancellation() || h.trace().text_of(*error)) return error;
  return first_sight(h, *error) < report;
}

bool is_class(std::string_view text) {
  static constexpr std::array classes{"Task", "Future", "_GatheringFuture"};
  return std::ranges::find(classes, text) != classes.end();
}

/// Whether the report is in words that asyncio has for what it is about.
bool is_worded(const History& h, std::size_t report) {
  const Event& e = h.event(report);
  const std::string_view text = e.message ? std::string_view(*e.message) : "";
  const auto* error = e.outcome.error();
  if (text == "Task was destroyed but it is pending!")
    return h.trace().is_awaitable(e.of) && h.trace().kind(e.of) == Kind::task;
  if (text == "Exception in callback") return h.name(e.of) == "loop";
  if (text == "unhandled exception during asyncio.run() shutdown")
    return run_options(h).runner == Runner::run;
  if (text.ends_with(shielded))
    return error && text.substr(0, text.size() - shielded.size()) == error->type;
  return text.ends_with(never_retrieved) &&
         is_class(text.substr(0, text.size() - never_retrieved.size()));
}

/// Whether the two reports say the same of one object.
bool is_same_report(const History& h, std::size_t one, std::size_t other) {
  const auto* error = h.event(one).outcome.error();
  const auto* again = h.event(other).outcome.error();
  const bool same = error && again ? same_object(*error, *again) : !error && !again;
  return same && h.event(one).of == h.event(other).of &&
         h.event(one).message == h.event(other).message;
}

/// Where what was reported with this event has gone: a collection that a script asked for is noted
/// after all that it brought up.
std::size_t occasion(const History& h, std::size_t report) {
  auto next = report;
  while (next + 1 < h.events().size() && h.event(next).kind == EventKind::logged) ++next;
  return is_note(h, next, "forgotten") ? next : report;
}

/// Calls `visit(report, n)` for every report about the end of an awaitable that the run has a name
/// for.
template <typename Visit>
void each_last_word(const History& h, Visit visit) {
  for (const auto i : h.of_kind(EventKind::logged)) {
    const Name n = h.event(i).of;
    if (!h.trace().is_awaitable(n) || h.trace().kind(n) == Kind::object || is_taken_out(h, n))
      continue;
    const auto reports = reports_of(h, n);
    if (std::ranges::count(reports, i) > 0) visit(i, n);
  }
}

/// The end of the run: the last event that tells how everything stands.
std::size_t end_of_run(const History& h) {
  const auto finals = h.of_kind(EventKind::final);
  return finals.empty() ? nowhere : finals.back();
}

/// Whether all children of all gathers were done: a pending one and its gather refer to each other,
/// and go when garbage is collected.
bool is_without_cycles(const History& h, std::size_t event) {
  const auto is_done = [&](Name child) {
    const auto at = settled_at(h, child);
    return h.gathering(child) || (at != nowhere && at < event);
  };
  return std::ranges::all_of(h.gatherings(), [&](const Gathering& g) {
    return g.call > event || std::ranges::all_of(g.children, is_done);
  });
}

/// The first event before the report at which `n` was gone for certain and garbage was collected;
/// if what nothing refers to goes at once, the first at which it was gone in an earlier turn.
/// Nowhere if there is none.
std::size_t gone_before(const History& h, Name n, std::size_t report, bool at_once) {
  const auto end = std::min(report, h.of_kind(EventKind::final).front());
  for (auto i = notes(h, "forgotten", n).front(); i < end; ++i) {
    const bool collected = is_note(h, i, "forgotten") || is_note(h, i, "alive");
    const bool earlier =
        at_once && h.event(i).turn < h.event(report).turn && is_without_cycles(h, i);
    if ((collected || earlier) && is_alive(h, n, i) == false) return i;
  }
  return nowhere;
}

void expect_in_time(const History& h, Judge& judge, bool at_once) {
  if (h.of_kind(EventKind::logged).empty() || h.of_kind(EventKind::final).empty()) return;
  each_last_word(h, [&](std::size_t report, Name n) {
    if (!is_forgotten(h, n)) return;
    const auto gone = gone_before(h, n, report, at_once);
    judge.expect(gone == nowhere, report, [&] {
      return who(h, n) + " was reported " + when(h, report) + ", though it was gone " +
             when(h, gone);
    });
  });
}

}  // namespace

void log_28(const History& h, Judge& judge) {
  for (const auto i : h.of_kind(EventKind::logged)) {
    const Event& e = h.event(i);
    const bool silent = e.message == "Task was destroyed but it is pending!";
    judge.expect(is_worded(h, i) && (silent || has_known_error(h, i)), i, [&] {
      return "asyncio does not say \"" + e.message.value_or("") + "\" of " + who(h, e.of) +
             (e.outcome.error() ? ", with " + shown(h, e.outcome) : "");
    });
  }
}

void log_29(const History& h, Judge& judge) {
  each_last_word(h, [&](std::size_t report, Name n) {
    const auto settled = settled_at(h, n);
    const bool done = h.event(report).message == "Task was destroyed but it is pending!" ||
                      settled == nowhere || settled < report;
    const bool over = end_of_run(h) < report;
    judge.expect(done && (over || is_alive(h, n, occasion(h, report)) != true), report, [&] {
      return who(h, n) + " was reported " + when(h, report) + ", though it was alive";
    });
  });
}

void log_30(const History& h, Judge& judge) {
  expect_in_time(h, judge, false);
}

void log_31(const History& h, Judge& judge) {
  expect_in_time(h, judge, true);
}

void log_33(const History& h, Judge& judge) {
  const auto& reports = h.of_kind(EventKind::logged);
  for (auto later = reports.begin(); later != reports.end(); ++later) {
    const auto earlier = std::find_if(reports.begin(), later,
                                      [&](std::size_t i) { return is_same_report(h, i, *later); });
    judge.expect(earlier == later, *later, [&] {
      return who(h, h.event(*later).of) + " was reported " + when(h, *earlier) +
             ", and again, with the same words and exception, " + when(h, *later);
    });
  }
}

}  // namespace gathercheck::spec::rules
