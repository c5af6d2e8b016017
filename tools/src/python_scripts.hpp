// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files.hpp"
#include "python_values.hpp"

namespace gathercheck::tools {

/// How deep reactions to cancellations of reactions can be: Python nests 20 blocks at most.
inline constexpr int most_handlers = 6;

/// What scripts in Python wait for, end with and handle.
class PythonScripts : public PythonValues {
 protected:
  using PythonValues::PythonValues;

  // --- where a script waits

  void suspend(const Suspension& it) override {
    for (const auto& each : it.noted) say(each);
    if (!it.begins.empty()) say(it.begins);
    if (it.errors.empty()) return await(it);
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      await(it);
    }
    auto others = it.errors;
    const bool apart = it.catches || it.guard == Guard::around;
    if (apart && others.erase("CancelledError") > 0) except(it, {"CancelledError"});
    if (!others.empty()) except(it, others);
  }

  void await(const Suspension& it) {
    const auto await = "await " + it.expression;
    if (!it.waits_for.empty()) return wait(it);
    if (it.group) return open(it);
    code_.line(it.has_result ? "result = " + await : await);
    if (it.has_result)
      say_shown(it.script + " gets ", "result", it.source);
    else
      say(it.ends);
  }

  void wait(const Suspension& it) {
    code_.line("done, pending = await " + it.expression);
    say(it.script + " gets None" + it.source);
    std::vector<std::string> pairs;
    for (const auto& each : it.waits_for)
      pairs.push_back("(" + quoted(each) + ", " + object(each) + ")");
    code_.line("done = [name for name, each in [" + joined(pairs, ", ") + "] if each in done]");
    say_shown(it.script + " notes done: ", "' '.join(done)", "");
  }

  /// A task group, which ends when its tasks have.
  void open(const Suspension& it) {
    code_.line("async with asyncio.TaskGroup() as group:");
    {
      const auto deeper = code_.deeper();
      if (goes_by_order(*it.group)) {
        define(python_helpers::ordered);
        code_.line("group._tasks = Ordered()");
      }
      for (const auto& each : it.group->actions) {
        const std::string task(name(each.target));
        for_whom(it.script, object(task) + " = group.create_task(" + function(task) + "())");
        say(it.script + " creates the task " + task);
      }
      say(it.script + " awaits " + std::string(name(it.group->actions.front().target)));
    }
    say(it.script + " gets None" + it.source);
  }
  /// Whether several tasks of the group may be cancelled at once.
  bool goes_by_order(const Step& group) const {
    const auto is_cancelled = [&](const Step& each) {
      return run_.is_cancelled(name(each.target));
    };
    return group.actions.size() > 2 || std::ranges::count_if(group.actions, is_cancelled) > 1;
  }
  /// A line that makes a task; the task factory wants to know for whom.
  void for_whom(const std::string& by, const std::string& line) {
    if (!scenario_.python || !scenario_.python->factory) return code_.line(line);
    define(python_helpers::acting);
    code_.line("with acting(" + quoted(by) + "):");
    const auto deeper = code_.deeper();
    code_.line(line);
  }

  void except(const Suspension& it, const std::set<std::string>& errors) {
    code_.line("except " + tuple_of(errors) + " as error:");
    const auto deeper = code_.deeper();
    say_shown(it.script + " gets ", "error", it.source);
    const bool cancelled = errors.contains("CancelledError");
    if (it.catches && !cancelled) return;
    if (!cancelled || it.guard == Guard::none) say_shown(it.script + " raises ", "error", "");
    code_.line("raise");
  }

  void guard(const Guarded& it) override {
    if (++handlers_ > most_handlers)
      throw UsageError("more than " + std::to_string(most_handlers) +
                           " blocks of on_cancel, each while the one before is at work",
                       "Python does not nest so many");
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      it.steps();
      if (it.end && !it.end_is_apart) it.end();
    }
    code_.line("except asyncio.CancelledError as cancelled:");
    {
      const auto deeper = code_.deeper();
      if (it.tells) say_shown(it.tells->script + " gets ", "cancelled", it.tells->source);
      it.handler();
    }
    if (it.end && it.end_is_apart) {
      code_.line("else:");
      const auto deeper = code_.deeper();
      it.end();
    }
    --handlers_;
  }

  void finish(const conformance::ValueSpec& value) override {
    code_.line("return " + expression(value));
  }
  void finish_at_end() override {}
  void raise(const conformance::ErrorSpec& error, bool) override {
    const auto what = expression(error);
    code_.line("raise " + (what.ends_with("()") ? what.substr(0, what.size() - 2) : what));
  }
  void raise_again(const std::string& script, bool) override {
    say_shown(script + " raises ", "cancelled", "");
    code_.line("raise");
  }
  void raise_into_loop(const std::string& by, const conformance::ErrorSpec& error) override {
    reports_ = true;
    code_.line("loop.raising = " + quoted(by));
    raise(error, false);
  }

  void count(std::size_t cancellations) override {
    code_.line("cancellations = " + std::to_string(cancellations));
  }
  std::string counted(std::size_t cancellations) const override {
    return "cancellations == " + std::to_string(cancellations);
  }

  std::string either(const std::vector<std::string>& conditions) const override {
    return joined(conditions, " or ");
  }
  void branch(const std::string& condition, const Write& yes, const Write& no) override {
    code_.line("if " + condition + ":");
    {
      const auto deeper = code_.deeper();
      yes();
    }
    code_.line("else:");
    const auto deeper = code_.deeper();
    no();
  }

  // --- what is awaited

  std::string sleep(std::int64_t delay) const override {
    return "asyncio.sleep(" + std::to_string(delay) + ")";
  }
  std::string shield(const std::string& object) const override {
    return "asyncio.shield(" + object + ")";
  }

  std::string bounded(const std::string& awaited, const Step& step) override {
    const auto arguments = "(" + awaited + ", " + std::to_string(step.delay) + ")";
    if (step.bound() == conformance::Bound::within) return "asyncio.wait_for" + arguments;
    define(python_helpers::with_timeout);
    return "with_timeout" + arguments;
  }

  std::string wait(const Step& step) override {
    std::vector<std::string> objects;
    for (const auto& each : step.actions) objects.push_back(object(each.target));
    const std::string until(conformance::until_words[step.word]);
    return "asyncio.wait([" + joined(objects, ", ") + "], return_when=asyncio." + until + ")";
  }

  std::string acquire(const Step& step) override { return semaphore(step.label) + ".acquire()"; }
  /// The variable of a semaphore. Other things may have its name too.
  const std::string& semaphore(const std::string& label) {
    auto& variable = semaphores_[label];
    if (variable.empty()) variable = names_.fresh(label);
    return variable;
  }

  std::map<std::string, std::string> semaphores_;  // variables
  bool reports_ = false;                           // whether somebody raises into the loop
  int handlers_ = 0;
};

}  // namespace gathercheck::tools
