// SPDX-License-Identifier: MIT
//
// The second half of the family: what is kept alive, and what becomes of tracebacks.
#include <algorithm>

#include "cancelling.hpp"
#include "completion.hpp"
#include "life.hpp"
#include "retrieval.hpp"
#include "rules.generated.hpp"

namespace gathercheck::spec::rules {
namespace {

/// What `alive` told: 1 or 0; nothing if it was something else.
std::optional<std::int64_t> number_of(const History& h, std::size_t note) {
  const auto* number = std::get_if<std::int64_t>(&h.event(note).outcome.value.data);
  return number ? std::optional(*number) : std::nullopt;
}

/// Calls `visit(note, n)` for every note of whether `n` is alive.
template <typename Visit>
void each_life_sign(const History& h, Visit visit) {
  if (!h.trace().python) return;
  for (const auto i : notes(h, "alive")) visit(i, h.event(i).of);
}

void expect_alive(const History& h, Judge& judge, std::size_t note, bool alive,
                  std::string_view why) {
  judge.expect(number_of(h, note) == (alive ? 1 : 0), note, [&] {
    return who(h, h.event(note).of) + " is " + (alive ? "not alive " : "alive ") + when(h, note) +
           ", though " + std::string(why);
  });
}

/// Whether nobody can have been asked to cancel, and the run came to its end by itself.
bool is_undisturbed_run(const History& h) {
  return is_quiet(h) && h.cancels().empty() && notes(h, "within").empty() &&
         notes(h, "timeout").empty() && notes(h, "task_group").empty() &&
         notes(h, "cancel_takes_message").empty();
}

/// Whether a task had got the failure of `n` before the event.
bool has_failed_before(const History& h, Name n, std::size_t event) {
  return std::ranges::any_of(h.awaits(), [&](const Await& await) {
    return await.on == n && await.end < event && wrapping(h, await) == nowhere && !await.shield;
  });
}

/// Calls `visit(earlier, later)` for every two notes of the traceback of one failed outer between
/// which there is no other.
template <typename Visit>
void each_pair_of_tracebacks(const History& h, Visit visit) {
  for (const Gathering& g : h.gatherings()) {
    const auto* state = h.final_of(g.outer);
    if (!state || !state->is_error()) continue;
    std::size_t earlier = nowhere;
    for (const auto later : notes(h, "traceback", g.outer)) {
      if (earlier != nowhere) visit(earlier, later);
      earlier = has_failed_before(h, g.outer, later) ? later : nowhere;
    }
  }
}

/// Whether garbage was collected between two events, which takes tracebacks away.
bool is_collected_between(const History& h, std::size_t from, std::size_t to) {
  return std::ranges::any_of(h.of_kind(EventKind::noted), [&](std::size_t i) {
    const auto& word = h.name(h.event(i).label);
    return from < i && i < to && (word == "alive" || word == "forgotten");
  });
}

/// Calls `visit(note, n)` for every note about something forgotten that must be alive, or gone.
template <typename Visit>
void each_forgotten(const History& h, bool alive, Visit visit) {
  each_life_sign(h, [&](std::size_t note, Name n) {
    if (is_forgotten_before(h, n, note) && is_alive(h, n, note) == alive) visit(note, n);
  });
}

}  // namespace

void log_17(const History& h, Judge& judge) {
  if (!h.trace().python || !is_undisturbed_run(h)) return;
  for (const Sleep& sleep : h.sleeps()) {
    const auto orphaned = [&](const Gathering& g) {
      return is_child(g, sleep.script) && is_forgotten(h, g.outer);
    };
    const auto due = h.event(sleep.begin).time + sleep.delay;
    if (!std::ranges::any_of(h.gatherings(), orphaned)) continue;
    if (sleep.end == nowhere && due >= h.events().back().time) continue;  // the loop was stopped
    judge.expect(sleep.end != nowhere && slept_out(h, sleep), sleep.begin, [&] {
      return who(h, sleep.script) + " did not sleep out after its gather was forgotten";
    });
  }
}

void log_18(const History& h, Judge& judge) {
  each_forgotten(h, false, [&](std::size_t note, Name n) {
    if (h.gathering(n)) expect_alive(h, judge, note, false, "nobody refers to it any more");
  });
}

void log_19(const History& h, Judge& judge) {
  each_forgotten(h, true, [&](std::size_t note, Name n) {
    if (h.gathering(n)) expect_alive(h, judge, note, true, "one of its children is pending");
  });
}

void log_20(const History& h, Judge& judge) {
  each_life_sign(h, [&](std::size_t note, Name n) {
    if (!is_forgotten_before(h, n, note)) return;
    const auto holds = [&](const Gathering& g) {
      return g.call < note && is_child(g, n) && !is_forgotten_before(h, g.outer, note);
    };
    if (std::ranges::any_of(h.gatherings(), holds))
      expect_alive(h, judge, note, true, "a gather has it that was not forgotten");
  });
}

void log_21(const History& h, Judge& judge) {
  each_pair_of_tracebacks(h, [&](std::size_t earlier, std::size_t later) {
    judge.expect(number_of(h, earlier) == number_of(h, later), later, [&] {
      return "the traceback of " + who(h, h.event(later).of) + " has changed " + when(h, later);
    });
  });
}

void log_22(const History& h, Judge& judge) {
  each_pair_of_tracebacks(h, [&](std::size_t earlier, std::size_t later) {
    if (is_collected_between(h, earlier, later)) return;
    judge.expect(number_of(h, earlier) < number_of(h, later), later, [&] {
      return "the traceback of " + who(h, h.event(later).of) + " has not grown " + when(h, later);
    });
  });
}

void log_23(const History& h, Judge& judge) {
  std::optional<Completions> completions;
  for (const auto i : notes(h, "traceback")) {
    const auto* state = h.gathering(h.event(i).of) ? h.final_of(h.event(i).of) : nullptr;
    if (!state) continue;
    if (!completions) completions.emplace(h);
    const bool raised = number_of(h, i).value_or(0) > 0;
    const bool returned = h.event(i).outcome.value.is_none();
    const auto succeeded =
        state->is_result() ? completions->of(h.event(i).of).before(h, i) : std::optional(false);
    const bool right = succeeded ? (*succeeded ? returned : raised) : raised || returned;
    judge.expect(right, i, [&] {
      return who(h, h.event(i).of) + " was in the end " + shown(h, *state) +
             ", yet its traceback was noted as " + shown(h, h.event(i).outcome);
    });
  }
}

void log_24(const History& h, Judge& judge) {
  each_life_sign(h, [&](std::size_t note, Name n) {
    if (!is_forgotten_before(h, n, note))
      return expect_alive(h, judge, note, true, "nobody has forgotten it");
    const auto told = number_of(h, note);
    judge.expect(told == 0 || told == 1, note, [&] {
      return who(h, n) + " was neither alive nor gone, but " +
             shown(h, h.event(note).outcome.value) + " " + when(h, note);
    });
  });
}

void log_27(const History& h, Judge& judge) {
  each_forgotten(h, false, [&](std::size_t note, Name n) {
    if (!h.gathering(n)) expect_alive(h, judge, note, false, "nobody refers to it any more");
  });
}

}  // namespace gathercheck::spec::rules
