// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "rules.generated.hpp"
#include "time_limit.hpp"

/// The rule of the family interplay about wait_for around one child.
namespace gathercheck::spec::rules {
namespace {

constexpr Edition raises_failures{9};  // of what wait_for cancelled

/// A wait_for that is an argument of a gather, around a task.
struct Limit {
  Name object = no_name;
  Name task = no_name;
  std::int64_t delay = 0;
  std::int64_t time = 0;  // of the deadline
  const Gathering* gathering = nullptr;
};

template <typename Noted>
void each_limit_part(const History& h, std::string_view what, Name object, Noted noted) {
  each_noted(h, what, [&](std::size_t i) {
    if (h.event(i).of == object) noted(h.event(i));
  });
}

/// The limit that the object is, if nothing else has a hand in its task.
std::optional<Limit> limit_of(const History& h, Name object) {
  Limit limit{object};
  each_limit_part(h, "inner", object, [&](const Event& e) {
    if (const auto* task = std::get_if<Value::Awaitable>(&e.outcome.value.data))
      limit.task = task->name;
  });
  const std::int64_t* time = nullptr;
  each_limit_part(h, "timeout", object, [&](const Event& e) { time = noted_number(e); });
  int calls = 0;
  for (const auto& g : h.gatherings()) {
    if (is_child(g, limit.task)) return std::nullopt;
    if (!is_child(g, object)) continue;
    limit.gathering = &g;
    ++calls;
  }
  if (limit.task == no_name || !time || calls != 1 || !is_script(h, limit.task))
    return std::nullopt;
  limit.delay = *time;
  limit.time = h.event(limit.gathering->call).time + *time;
  return limit;
}

bool is_alone(const History& h, const Limit& limit) {
  int objects = 0;
  each_noted(h, "inner", [&](std::size_t i) {
    const auto* inner = std::get_if<Value::Awaitable>(&h.event(i).outcome.value.data);
    objects += inner && inner->name == limit.task;
  });
  return objects == 1 && !is_outside(h, h.event(limit.gathering->call).by);
}

template <typename Visit>
void each_limit(const History& h, Visit visit) {
  if (h.gatherings().empty() || any_noted(h, "within") || !h.raised_calls().empty()) return;
  if (!is_quiet(h, h.events().size())) return;
  each_noted(h, "is", [&](std::size_t i) {
    const auto* word = noted_text(h.event(i));
    if (!word || *word != "wait_for") return;
    const auto limit = limit_of(h, h.event(i).of);
    if (limit && is_alone(h, *limit)) visit(*limit);
  });
}

/// Whether main awaits something in asyncio.timeout.
bool has_timeouts(const History& h) {
  bool found = false;
  each_noted(h, "timeout", [&](std::size_t i) {
    found = found || h.trace().kind(h.event(i).of) != Kind::object;
  });
  return found;
}

/// Whether the limit was seen to interrupt its task.
bool was_interrupted(const History& h, const Limit& limit) {
  return std::ranges::any_of(h.sleeps(), [&](const Sleep& sleep) {
    return sleep.script == limit.task && sleep.end != nowhere &&
           h.event(sleep.end).kind == EventKind::interrupted &&
           h.event(sleep.end).time == limit.time;
  });
}

/// What the limit makes of the end of its task; nothing if the task was done in the instant of the
/// deadline, or its error is changed on the way.
std::optional<Outcome> expected_entry(const History& h, const Limit& limit) {
  const auto end = h.end_of(limit.task);
  if (end == nowhere) return std::nullopt;
  const bool late = h.event(end).time > limit.time || was_interrupted(h, limit);
  if (!late && h.event(end).time == limit.time) return std::nullopt;
  const auto& outcome = h.event(end).outcome;
  const bool hidden =
      h.trace().edition < raises_failures && (limit.delay > 0 || outcome.is_result());
  if (late && (outcome.is_cancellation() || hidden))
    return Outcome::failure({"TimeoutError", {}, 0});
  if (outcome.is_cancellation() || (outcome.is_error() && outcome.error()->type == "StopIteration"))
    return std::nullopt;
  return outcome;
}

bool is_entry(const History& h, const Value& entry, const Outcome& expected) {
  if (expected.is_result()) return entry == expected.value;
  const auto* error = entry.error();
  if (!error) return false;
  if (expected.error()->id == 0) return is_timeout(h, Outcome::failure(*error));
  return same_object(*error, *expected.error());
}

void expect_limited(const History& h, Judge& judge, const Limit& limit) {
  for (const Sleep& sleep : h.sleeps()) {
    const Event& begin = h.event(sleep.begin);
    if (sleep.script != limit.task || sleep.end == nowhere) continue;
    if (sleep.end > h.end_of(main_name) && any_noted(h, "runner"))
      continue;  // asyncio.run tidies up
    const Event& end = h.event(sleep.end);
    const bool beyond = begin.time < limit.time && begin.time + sleep.delay > limit.time;
    const bool interrupted = end.kind == EventKind::interrupted;
    if (beyond || interrupted)
      judge.expect(interrupted && end.time == limit.time, sleep.end, [&] {
        return who(h, limit.object) + " limits " + who(h, limit.task) + " until " +
               std::to_string(limit.time) + ", yet that " +
               (interrupted ? "was interrupted " : "woke ") + when(h, sleep.end);
      });
  }
}

void expect_entry(const History& h, Judge& judge, const Limit& limit) {
  const auto& g = *limit.gathering;
  const auto* state = h.final_of(g.outer);
  const auto* list = state && state->is_result() ? state->value.list() : nullptr;
  const auto expected = expected_entry(h, limit);
  if (!list || !expected) return;
  for (std::size_t i = 0; i < std::min(g.positions.size(), list->items.size()); ++i)
    if (g.positions[i] == limit.object)
      judge.expect(is_entry(h, list->items[i], *expected), h.final_event(g.outer), [&] {
        return who(h, limit.task) + " in " + who(h, limit.object) + " came to " +
               shown(h, h.event(h.end_of(limit.task)).outcome) + ", yet " + who(h, g.outer) +
               " lists " + shown(h, list->items[i]);
      });
}

}  // namespace

void play_10(const History& h, Judge& judge) {
  if (has_timeouts(h)) return;
  each_limit(h, [&](const Limit& limit) {
    expect_limited(h, judge, limit);
    expect_entry(h, judge, limit);
    each_interruption(h, *limit.gathering, limit.gathering->call, h.end_of(main_name), [&](auto i) {
      judge.expect(false, i, [&] {
        return who(h, limit.object) + " limits " + who(h, limit.task) + " alone, yet " +
               who(h, h.event(i).of) + " was interrupted " + when(h, i);
      });
    });
  });
}

}  // namespace gathercheck::spec::rules
