// SPDX-License-Identifier: MIT
#include <algorithm>
#include <vector>

#include "eager_call.hpp"
#include "evidence.hpp"
#include "gather_call.hpp"
#include "rules.generated.hpp"
#include "task_numbers.hpp"

/// The rules of the family eager about who makes tasks, in which order, and which is the current
/// one.
namespace gathercheck::spec::rules {
namespace {

constexpr Edition factories_lose_names{13};

/// The calls of the factory, and not the note that there is one.
std::vector<std::size_t> factory_calls(const History& h) {
  std::vector<std::size_t> calls;
  each_noted(h, "factory", [&](std::size_t i) {
    if (!noted_number(h.event(i))) calls.push_back(i);
  });
  return calls;
}

/// Whether the name is also that of a coroutine that gather was given out of a task.
bool is_taken_out(const History& h, Name script) {
  bool found = false;
  each_noted(h, "inner", [&](std::size_t i) {
    const auto* inner = std::get_if<Value::Awaitable>(&h.event(i).outcome.value.data);
    found = found || (inner && inner->name == script);
  });
  return found;
}

bool has_objects(const History& h) {
  return std::ranges::find(h.trace().kinds, Kind::object) != h.trace().kinds.end();
}

/// The calls of the factory for this script by this actor before the event, in its turn.
std::vector<std::size_t> calls_for(const History& h, const std::vector<std::size_t>& calls,
                                   Name script, std::size_t event) {
  std::vector<std::size_t> found;
  for (const auto i : calls) {
    const Event& e = h.event(i);
    if (e.of == script && e.by == h.event(event).by && i < event && e.turn == h.event(event).turn &&
        noted_text(e) && *noted_text(e) == h.name(script))
      found.push_back(i);
  }
  return found;
}

/// Whether only calls of the factory, objects that come into being and warnings lie between.
bool is_one_call(const History& h, std::size_t from, std::size_t to) {
  for (auto i = from; i < to; ++i)
    if (!is_noted(h, i, "factory") && h.event(i).kind != EventKind::warned) return false;
  return true;
}

/// Whether the call of the factory belongs to something that makes a task later in its turn.
bool is_accounted_for(const History& h, std::size_t call) {
  const Event& made = h.event(call);
  for (auto i = call + 1; i < h.events().size() && h.event(i).turn == made.turn; ++i) {
    const Event& e = h.event(i);
    if (e.by != made.by) continue;
    if (e.kind == EventKind::created && e.of == made.of) return true;
    if (e.kind == EventKind::gather && std::ranges::find(e.children, made.of) != e.children.end())
      return true;
  }
  // An exit in an eager step leaves no task behind.
  const auto start = h.start_of(made.of);
  return start == call + 1 && h.trace().kind(made.of) == Kind::task;
}

bool ends_before(const History& h, Name script, std::size_t event) {
  return h.end_of(script) < event;
}

/// Whether the note of a number is as it should be, or nobody can tell.
bool is_right(const Event& e, const std::optional<std::int64_t>& number, bool nameless) {
  if (noted_none(e)) return nameless;
  return number && noted_number(e) && *noted_number(e) == *number;
}

std::string told_number(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "no number";
}

}  // namespace

void eager_8(const History& h, Judge& judge) {
  if (!has_option(h, "factory")) return;
  const auto calls = factory_calls(h);
  const GatherCalls all(h);
  for (const Gathering& g : h.gatherings()) {
    if (all.is_foreign(g.outer)) continue;
    const Event& call = h.event(g.call);
    if (belongs_elsewhere(h, g.positions, g.call)) continue;
    std::size_t last = 0;
    for (const Name child : coroutines(h, call)) {
      const auto found = calls_for(h, calls, child, g.call);
      judge.expect(found.size() == 1 && found.front() >= last, g.call, [&] {
        return who(h, call.by) + " called " + who(h, g.outer) +
               ", yet the task factory was called " + std::to_string(found.size()) + " times for " +
               who(h, child) + ", or out of turn";
      });
      if (found.size() != 1) return;
      judge.expect(has_option(h, "eager") || is_one_call(h, found.front(), g.call), found.front(),
                   [&] {
                     return "the task factory was called for " + who(h, child) + " before " +
                            who(h, call.by) + " called " + who(h, g.outer);
                   });
      last = found.front();
    }
  }
}

void eager_9(const History& h, Judge& judge) {
  if (!has_option(h, "factory")) return;
  for (const auto i : factory_calls(h)) {
    const Event& e = h.event(i);
    const bool named = noted_text(e) && *noted_text(e) == h.name(e.of);
    if (is_outside(h, e.by) && h.name(e.by) == "loop") {
      const bool own = noted_none(e) && is_outside(h, e.of) && ends_before(h, main_name, i);
      judge.expect(own || (named && e.of == main_name && h.start_of(main_name) > i), i, [&] {
        return "the loop made a task by itself, of " + shown(h, e.outcome.value);
      });
    } else if (is_outside(h, e.of)) {
      judge.expect(has_objects(h), i,
                   [&] { return "the task factory was called for nothing that has a name"; });
    } else if (!is_taken_out(h, e.of)) {
      judge.expect(named && is_accounted_for(h, i), i, [&] {
        return "the task factory was called for " + who(h, e.of) + ", yet " + who(h, e.by) +
               " made no task of it";
      });
    }
  }
}

void eager_10(const History& h, Judge& judge) {
  const TaskNumbers numbers(h);
  const bool factory = has_option(h, "eager") || has_option(h, "factory");
  const bool nameless = factory && h.trace().edition == factories_lose_names;
  each_noted(h, "number", [&](std::size_t i) {
    const Event& e = h.event(i);
    if (!is_script(h, e.of) || is_outside(h, e.by)) return;
    const auto number = numbers.of(e.of);
    if (!number && !noted_none(e)) return;
    judge.expect(is_right(e, number, nameless), i, [&] {
      return who(h, e.of) + " is the task with " + told_number(number) +
             " after main's, yet it has the name of " + shown(h, e.outcome.value);
    });
  });
}

void eager_11(const History& h, Judge& judge) {
  each_noted(h, "current_task", [&](std::size_t i) {
    const Event& e = h.event(i);
    if (!is_script(h, e.by)) return;
    judge.expect(noted_text(e) && *noted_text(e) == h.name(e.by), i, [&] {
      return "in " + who(h, e.by) + " the current task was " + shown(h, e.outcome.value);
    });
  });
}

void eager_12(const History& h, Judge& judge) {
  const auto expect_none = [&](std::size_t i) {
    judge.expect(noted_none(h.event(i)), i, [&] {
      return who(h, h.event(i).by) + " is no task, yet it noted " +
             shown(h, h.event(i).outcome.value);
    });
  };
  each_noted(h, "current_task", [&](std::size_t i) {
    if (!is_script(h, h.event(i).by)) expect_none(i);
  });
  each_noted(h, "number", [&](std::size_t i) {
    if (!is_script(h, h.event(i).of) || is_outside(h, h.event(i).by)) expect_none(i);
  });
}

}  // namespace gathercheck::spec::rules
