// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "program_text.hpp"
#include "program_writer.hpp"

namespace gathercheck::tools {

using conformance::Op;
using conformance::op_words;
using spec::Kind;

bool ProgramWriter::suspends(const Step& step) {
  static constexpr std::array ops{Op::sleep, Op::await, Op::wait, Op::task_group, Op::acquire};
  return std::ranges::find(ops, step.op) != ops.end();
}

void ProgramWriter::actions(const std::string& by, const Steps& steps) {
  for (const auto& each : steps) {
    if (each.op == Op::raise) return raise_into_loop(by, each.error());
    step(by, each, Guard::none);
  }
}

void ProgramWriter::step(const std::string& by, const Step& step, Guard guard) {
  const auto action = op_words[static_cast<std::size_t>(step.op)];
  auto foreseen = obstacles(step);
  std::erase_if(foreseen, [&](const auto& each) { return !foresight_.skips(by, action, each.of); });
  unless(by, step, foreseen, guard);
}

/// Applies a step, unless an obstacle is in its way: then it is skipped, for the first of them.
void ProgramWriter::unless(const std::string& by, const Step& step,
                           std::span<const Obstacle> obstacles, Guard guard) {
  if (obstacles.empty()) return apply(by, step, guard);
  const auto action = op_words[static_cast<std::size_t>(step.op)];
  const auto& first = obstacles.front();
  branch(
      either(first.conditions()),
      [&] { say(by + " skips " + std::string(action) + " " + first.of); },
      [&] { unless(by, step, obstacles.subspan(1), guard); });
}

/// What may be in the way of a step, in the order in which it is looked at.
std::vector<ProgramWriter::Obstacle> ProgramWriter::obstacles(const Step& step) {
  using Conditions = std::vector<std::string>;
  std::vector<Obstacle> found;
  const auto add = [&](spec::Name of, std::function<Conditions()> conditions) {
    if (of != spec::no_name) found.push_back({std::string(name(of)), std::move(conditions)});
  };
  const auto unless_there = [&](spec::Name of) {
    add(of, [this, of] { return Conditions{absent(object(of))}; });
  };
  const auto if_existed = [&](spec::Name of) {
    add(of, [this, of] { return Conditions{existed(of)}; });
  };
  if (step.op == Op::gather) {
    add(step.target, [this, &step] { return what_prevents_gather(step); });
  } else if (step.op == Op::create) {
    if_existed(step.target);
  } else if (step.op == Op::task_group) {
    for (const auto& each : step.actions) if_existed(each.target);
  } else if (step.op == Op::wait) {
    for (const auto& each : step.actions) unless_there(each.target);
  } else if (step.op == Op::note && step.note() == conformance::Note::alive) {
    const auto of = step.target;
    add(of, [this, of] { return Conditions{"not (" + existed(of) + ")"}; });
  } else {
    unless_there(step.target);
    unless_there(step.to);
  }
  return found;
}

std::vector<std::string> ProgramWriter::what_prevents_gather(const Step& step) {
  std::vector<std::string> conditions{existed(step.target)};
  const auto add = [&](const std::string& condition) {
    if (std::ranges::find(conditions, condition) == conditions.end())
      conditions.push_back(condition);
  };
  for (const auto n : scenario_.awaitable(step.target).of) {
    const auto& each = scenario_.awaitable(n);
    if (each.kind == Kind::task || each.kind == Kind::gather)
      add(absent(object(n)));
    else
      for (const auto& condition : gone(n)) add(condition);
    if (each.kind == Kind::object && !each.of.empty()) add(absent(object(each.of.front())));
  }
  return conditions;
}

void ProgramWriter::apply(const std::string& by, const Step& step, Guard guard) {
  if (suspends(step)) return suspend(described(by, step, guard));
  if (is_of_python(step.op)) return act_in_dialect(by, step);
  switch (step.op) {
    case Op::create:
      return create(by, scenario_.awaitable(step.target));
    case Op::gather:
      return gather(by, scenario_.awaitable(step.target));
    case Op::cancel:
      return cancel(by, step);
    case Op::observe:
      return observe(by, step);
    case Op::add_done_callback:
      return add_done_callback(by, step);
    default:
      return settle(by, step);
  }
}

ProgramWriter::Suspension ProgramWriter::described(const std::string& script, const Step& step,
                                                   Guard guard) {
  Suspension it;
  it.script = script;
  it.guard = guard;
  if (step.op == Op::sleep) describe_sleep(it, step);
  if (step.op == Op::wait) describe_wait(it, step);
  if (step.op == Op::task_group) describe_group(it, step);
  if (step.op == Op::acquire) describe_acquire(it, step);
  if (step.op == Op::await) describe_await(it, step);
  if (guard != Guard::none) it.errors.insert("CancelledError");
  if (guard == Guard::tells) it.errors.erase("CancelledError");
  return it;
}

void ProgramWriter::describe_sleep(Suspension& it, const Step& step) {
  it.begins = it.script + " sleeps " + std::to_string(step.delay);
  it.ends = it.script + " wakes";
  it.expression = sleep(step.delay);
  it.source = " out of its sleep";
  if (foresight_.interrupts(it.script)) it.errors.insert("CancelledError");
}

void ProgramWriter::describe_wait(Suspension& it, const Step& step) {
  const std::string first(name(step.actions.front().target));
  for (const auto& each : step.actions) it.waits_for.emplace_back(name(each.target));
  it.noted = {it.script + " notes among of " + first + ": '" + joined(it.waits_for, " ") + "'",
              it.script + " notes until of " + first + ": '" +
                  std::string(conformance::until_words[step.word]) + "'"};
  it.begins = it.script + " awaits " + first;
  it.expression = wait(step);
  it.source = " from " + first;
  it.errors = foresight_.errors(it.script, first);
}

void ProgramWriter::describe_group(Suspension& it, const Step& step) {
  const std::string first(name(step.actions.front().target));
  std::vector<std::string> tasks;
  for (const auto& each : step.actions) tasks.emplace_back(name(each.target));
  it.noted = {it.script + " notes task_group of " + first + ": '" + joined(tasks, " ") + "'"};
  it.group = &step;
  it.source = " from " + first;
  it.errors = foresight_.errors(it.script, first);
}

void ProgramWriter::describe_acquire(Suspension& it, const Step& step) {
  it.begins = it.script + " notes acquire: '" + step.label + "'";
  it.ends = it.script + " notes acquired: '" + step.label + "'";
  it.expression = acquire(step);
  it.source = " out of its sleep";
  if (foresight_.interrupts(it.script)) it.errors.insert("CancelledError");
}

void ProgramWriter::describe_await(Suspension& it, const Step& step) {
  const std::string on(name(step.target));
  it.begins = it.script + " awaits " + (step.shield ? "shield of " : "") + on;
  it.expression = step.shield ? shield(object(step.target)) : object(step.target);
  if (step.bound() != conformance::Bound::none) {
    const std::string bound(conformance::bound_words[step.word]);
    it.noted = {it.script + " notes " + bound + " of " + on + ": " + std::to_string(step.delay)};
    it.expression = bounded(it.expression, step);
  }
  it.source = " from " + on;
  it.has_result = true;
  it.catches = step.catch_errors;
  it.errors = foresight_.errors(it.script, on);
}

}  // namespace gathercheck::tools
