// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "python_scripts.hpp"

namespace gathercheck::tools {

/// The actions in Python that belong to no awaitable alone: what is noted, set, forgotten,
/// released.
class PythonNotes : public PythonScripts {
 protected:
  PythonNotes(const conformance::Scenario& scenario, const Foresight& foresight,
              const Subject& subject)
      : PythonScripts(scenario, foresight, subject), garbage_(run_.reports()) {
    for (const auto& each : scenario.awaitables) look(each.script);
    look(scenario.main);
    for (const auto& each : scenario.timeline) look(each.actions);
    if (!scenario.python) return;
    look(scenario.python->before);
    look(scenario.python->thread);
  }

  void act_in_dialect(const std::string& by, const Step& step) override {
    if (step.op == Op::note) return note(by, step);
    if (step.op == Op::forget) return forget(by, step);
    if (step.op == Op::release) return release(by, step);
    if (step.op == Op::stop) return stop(by);
    variable_ = true;
    code_.line("variable.set(" + expression(step.value) + ")");
    say(by + " notes set_variable: " + text(step.value));
  }

  void forget(const std::string& by, const Step& step) {
    const std::string of(name(step.target));
    code_.line("forget(" + quoted(of) + ")");
    say(by + " notes forgotten of " + of + ": None");
  }

  void release(const std::string& by, const Step& step) {
    code_.line(semaphore(step.label) + ".release()");
    say(by + " notes released: '" + step.label + "'");
  }

  void stop(const std::string& by) {
    code_.line("loop.stop()");
    say(by + " notes stop of loop: None");
  }

  void note(const std::string& by, const Step& step) {
    auto words = by + " notes " + std::string(conformance::note_words[step.word]);
    if (step.target != spec::no_name && name(step.target) != by)
      words += " of " + std::string(name(step.target));
    if (step.to != spec::no_name) words += " and " + std::string(name(step.to));
    say_shown(words + ": ", answer_to(by, step), "");
  }

  std::string answer_to(const std::string& by, const Step& step) {
    const auto of = step.target == spec::no_name ? current_task(by) : object(step.target);
    switch (step.note()) {
      case Note::variable:
        variable_ = true;
        return "variable.get()";
      case Note::current_task:
        if (of == "None") return of;
        names_scripts_ = true;
        define(helper_of(Note::current_task));
        return "current_task()";
      case Note::pending:
        return "len(asyncio.all_tasks(loop))";
      case Note::type_name:
        return "type(" + of + ").__name__";
      case Note::alive:
        return "is_alive('" + std::string(name(step.target)) + "')";
      case Note::same:
        return "int(" + of + " is " + object(step.to) + ")";
      case Note::equal:
        return "int(" + of + " == " + object(step.to) + ")";
      default:
        return helped(step, of);
    }
  }
  /// The expression of the current task; there is none while no loop runs.
  std::string current_task(const std::string& by) {
    return by == "before" || by == "thread" ? "None" : "asyncio.current_task()";
  }
  /// A call of a function that answers the note.
  std::string helped(const Step& step, const std::string& of) {
    define(helper_of(step.note()));
    if (step.note() == Note::awaited_by) garbage_ = true;
    const auto other = step.to == spec::no_name ? "" : ", " + object(step.to);
    return std::string(conformance::note_words[step.word]) + "(" + of + other + ")";
  }

  std::string existed(spec::Name of) override {
    const auto there = present(object(of));
    if (!forgotten_.contains(of)) return there;
    return there + " or " + quoted(name(of)) + " in references";
  }

  std::vector<std::string> gone(spec::Name of) override {
    if (!forgotten_.contains(of)) return {};
    return {absent(object(of)) + " and " + quoted(name(of)) + " in references"};
  }

  std::set<spec::Name> forgotten_;  // what is let go of before the end
  bool garbage_ = false;            // whether it matters what is dropped, and when
  bool refers_ = false;             // whether it is asked for after it was dropped
  bool variable_ = false;           // whether there is a context variable
  bool names_scripts_ = false;      // whether somebody asks what a task runs

 private:
  void look(const conformance::Script& script) {
    look(script.steps);
    for (const auto& block : script.on_cancel) look(block);
  }
  void look(const Steps& steps) {
    for (const auto& each : steps) {
      if (each.op == Op::forget) forgotten_.insert(each.target);
      if (each.op == Op::forget || (each.op == Op::note && each.note() == Note::alive))
        garbage_ = refers_ = true;
      if (each.op == Op::add_done_callback) look(each.actions);
    }
  }
};

}  // namespace gathercheck::tools
