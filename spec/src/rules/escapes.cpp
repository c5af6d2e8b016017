// SPDX-License-Identifier: MIT
#include "escapes.hpp"

namespace gathercheck::spec::rules {
namespace {

/// The last start of the script before the event.
std::size_t start_before(const History& h, Name script, std::size_t event) {
  std::size_t start = nowhere;
  for (const auto i : h.of_kind(EventKind::started))
    if (i < event && h.event(i).of == script) start = i;
  return start;
}

/// Whether a call that made a task of the script was over when the event happened. An eager task
/// begins before that, unless no loop runs.
bool was_made_before(const History& h, Name script, std::size_t event) {
  return std::ranges::any_of(h.events().first(event), [&](const Event& e) {
    const bool created = e.kind == EventKind::created && e.of == script;
    return created || (e.kind == EventKind::gather &&
                       std::ranges::find(e.children, script) != e.children.end());
  });
}

/// A step that is not the eager one, which belongs to the call.
bool is_step_of_loop(const History& h, const RunOptions& options, std::size_t end) {
  const Name script = h.event(end).of;
  if (!options.eager || script == main_name) return true;
  const auto start = start_before(h, script, end);
  return start == nowhere || was_made_before(h, script, start) ||
         h.event(start).turn < h.event(end).turn;
}

bool has_unfinished(const History& h) {
  const auto& trace = h.trace();
  for (Name n = 0; trace.is_awaitable(n); ++n) {
    if (trace.kind(n) == Kind::object) return true;
    if (h.start_of(n) != nowhere && h.end_of(n) == nowhere) return true;
  }
  return false;
}

}  // namespace

bool is_cut_short(const History& h, const Error& error) {
  const auto* text = h.trace().text_of(error);
  return error.type == "RuntimeError" && text &&
         *text == "Event loop stopped before Future completed.";
}

bool is_settled_by_hand(const History& h, Name n) {
  return std::ranges::any_of(h.of_kind(EventKind::settle), [&](std::size_t i) {
    return h.event(i).of == n && h.event(i).accepted;
  });
}

bool was_interrupted(const History& h, Name script) {
  const auto by = [&](EventKind kind) {
    return std::ranges::any_of(h.of_kind(kind), [&](std::size_t i) {
      return h.event(i).of == script && h.event(i).outcome.is_cancellation();
    });
  };
  return by(EventKind::interrupted) || by(EventKind::awaited);
}

std::vector<std::size_t> exits(const History& h, const RunOptions& options) {
  std::vector<std::size_t> found;
  for (const auto i : h.of_kind(EventKind::ended)) {
    const auto* error = h.event(i).outcome.error();
    if (error && is_exit(*error) && is_step_of_loop(h, options, i)) found.push_back(i);
  }
  return found;
}

std::optional<std::int32_t> last_turn_for_main(const History& h) {
  if (h.end_of(main_name) == nowhere) return std::nullopt;
  return h.event(h.end_of(main_name)).turn + 1;
}

bool is_stop_left_over(const History& h, const RunOptions& options) {
  const auto last = last_turn_for_main(h);
  return last && std::ranges::any_of(exits(h, options), [&](std::size_t i) {
           return has_main_ended(h, i) && h.event(i).turn <= *last;
         });
}

const Error& escaped_error(const History& h, std::size_t escape) {
  static const Error none;
  const auto* error = escape == nowhere ? nullptr : h.event(escape).outcome.error();
  return error ? *error : none;
}

bool may_be_cut_short(const History& h, const RunOptions& options) {
  if (options.interrupted || h.end_of(main_name) == nowhere) return true;
  const bool cancelled = h.event(h.end_of(main_name)).outcome.is_cancellation();
  return options.runner == Runner::run && (cancelled || was_interrupted(h, main_name) ||
                                           has_unfinished(h) || is_stop_left_over(h, options));
}

std::size_t exit_of_main_run(const History& h, const RunOptions& options) {
  if (options.runner != Runner::run || options.interrupted) return nowhere;
  const auto all = exits(h, options);
  if (all.empty()) return nowhere;
  const auto first = all.front();
  const auto last = last_turn_for_main(h);
  if (has_main_ended(h, first) && h.event(first).turn > *last) return nowhere;
  for (std::size_t i = 0; i < first; ++i) {
    const Event& e = h.event(i);
    const bool woke = e.kind == EventKind::interrupted || e.kind == EventKind::awaited;
    if (woke && e.outcome.is_cancellation()) return nowhere;
  }
  return first;
}

void expect_sleepers_interrupted(const History& h, Judge& judge, std::size_t last,
                                 std::int32_t turn) {
  for (const Sleep& sleep : h.sleeps()) {
    if (sleep.begin > last || (sleep.end != nowhere && sleep.end <= last)) continue;
    const bool due = sleep.end != nowhere && h.event(sleep.end).kind == EventKind::interrupted &&
                     h.event(sleep.end).outcome.is_cancellation() &&
                     h.event(sleep.end).turn == turn;
    judge.expect(due, sleep.end == nowhere ? sleep.begin : sleep.end, [&] {
      return who(h, sleep.script) +
             " slept when the run of main was over, and was not interrupted " + "in turn " +
             std::to_string(turn);
    });
  }
}

void expect_no_late_starts(const History& h, Judge& judge, std::size_t last) {
  for (const auto i : h.of_kind(EventKind::started)) {
    const auto birth = h.birth_of(h.event(i).of);
    if (i <= last || birth == nowhere || birth > last) continue;
    judge.expect(false, i, [&] {
      return who(h, h.event(i).of) + " started " + when(h, i) +
             ", although the run of main was over " + when(h, last);
    });
  }
}

}  // namespace gathercheck::spec::rules
