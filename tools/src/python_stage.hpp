// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "python_actions.hpp"

namespace gathercheck::tools {

/// What stands around the scripts in Python: what is there before main, how the loop is run, and
/// what is said and dropped in the end.
class PythonStage : public PythonActions {
 protected:
  using PythonActions::PythonActions;
  using Runner = conformance::Runner;

  // --- before the loop runs

  std::string stage() {
    Code code(4);
    if (!scenario_.python) {
      futures(code);
      code.line(main_task_ + " = loop.create_task(main())");
      timeline(code);
      return code.text();
    }
    note_options(code);
    if (has_other_loop()) other_loop(code);
    make_tasks(code);
    semaphores(code);
    futures(code);
    timeline(code);
    before(code);
    return code.text();
  }

  void futures(Code& code) {
    for (const auto& each : scenario_.awaitables)
      if (each.kind == Kind::future)
        code.line(object(each.name) + " = " + (each.other_loop ? "other_loop" : "loop") +
                  ".create_future()");
  }

  void timeline(Code& code) {
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) {
      const auto& at = scenario_.timeline[i];
      const auto when = "loop.call_at(" + std::to_string(at.at) + ", ";
      const auto chain = at.turn > 0 ? "loop.after, " + std::to_string(at.turn) + ", " : "";
      code.line(when + chain + moment(i) + ")");
    }
  }

  /// Says what is special about the run.
  void note_options(Code& code) {
    const auto note = [&](const std::string& what) {
      code.line("say(" + quoted("loop notes " + what) + ")");
    };
    const auto& python = *scenario_.python;
    const std::string runner(conformance::runner_words[static_cast<std::size_t>(python.runner)]);
    if (python.eager) note("eager: 1");
    if (python.factory) note("factory: 1");
    if (python.runner != Runner::plain) note("runner: '" + runner + "'");
    if (python.current) note("current: 1");
    for (const auto& each : scenario_.awaitables)
      if (each.other_loop) note("loop of " + each.name + ": 'other'");
  }

  bool has_other_loop() const {
    const auto is_other = [](const auto& each) { return each.other_loop; };
    return std::ranges::any_of(scenario_.awaitables, is_other);
  }
  void other_loop(Code& code) {
    code.line("other_loop = Loop()  # which never runs");
    code.line("other_loop.set_exception_handler(" +
              std::string(garbage_ ? "report)" : "lambda loop, context: None)"));
  }

  void make_tasks(Code& code) {
    if (scenario_.python->factory) {
      code.line("actor = \"loop\"");
      code.line("loop.set_task_factory(factory)");
    } else if (scenario_.python->eager) {
      code.line("loop.set_task_factory(asyncio.eager_task_factory)");
    }
  }

  /// Up to 3.9 a semaphore belongs to a loop.
  void semaphores(Code& code) {
    const std::string argument = subject_.edition.minor < 10 ? ", loop=loop" : "";
    for (const auto& [label, variable] : semaphores_)
      code.line(variable + " = asyncio.Semaphore(1" + argument + ")");
  }

  void before(Code& code) {
    const auto& python = *scenario_.python;
    if (python.current)
      code.line("asyncio.set_event_loop(loop)");
    else if (!python.before.empty())
      code.line("asyncio.set_event_loop(None)  # so that nobody gets one by asking for it");
    if (!python.before.empty()) code.line("before()");
    if (python.thread.empty()) return;
    code.line("worker = threading.Thread(target=thread, name=\"thread\")");
    code.line("worker.start()");
    code.line("worker.join()");
  }

  // --- the run

  std::string run() {
    Code code(4);
    const auto runner = scenario_.python ? scenario_.python->runner : Runner::plain;
    if (scenario_.python && runner != Runner::run)
      code.line(main_task_ + " = loop.create_task(main())");
    if (runner == Runner::plain) attempt(code, "loop.run_forever()", 0);
    if (runner == Runner::run) run_asyncio(code);
    if (runner == Runner::run_until_complete || runner == Runner::again)
      attempt(code, "loop.run_until_complete(" + main_task_ + ")", 0);
    if (runner == Runner::again && !run_.escapes().empty()) attempt(code, "loop.run_forever()", 1);
    return code.text();
  }

  void run_asyncio(Code& code) {
    if (leaves_several())
      code.line("asyncio.tasks.all_tasks = tasks_in_order  # which asyncio.run cancels");
    if (subject_.edition.minor >= 12)
      return attempt(code, "asyncio.run(main(), loop_factory=lambda: loop)", 0);
    code.line("asyncio.set_event_loop_policy(Policy())");
    attempt(code, "asyncio.run(main())", 0);
  }
  /// Whether several tasks may be left when main is done.
  bool leaves_several() const {
    const auto is_task = [](const auto& each) {
      return each.kind == Kind::task || each.kind == Kind::coroutine || each.kind == Kind::object;
    };
    return std::ranges::count_if(scenario_.awaitables, is_task) > 1;
  }

  /// Runs the loop, and tells what comes out of it, if something does in that run.
  void attempt(Code& code, const std::string& run, std::size_t number) {
    if (run_.escapes().size() <= number) return code.line(run);
    code.line("try:");
    code.line("    " + run);
    code.line("except " + tuple_of({run_.escapes()[number]}) + " as error:");
    if (run_.raises_out()) {
      code.line("    if loop.raising:");
      code.line("        say(f\"{loop.raising} notes raised: None\")");
      code.line("        loop.raising = None");
    }
    code.line("    say(f\"{shown(error)} escapes from the run\")");
  }

  // --- the end

  std::string final_lines() {
    Code code(4);
    for (const auto& each : finals()) {
      const auto line = "say(f\"finally " + each + ": {state(" + object(each) + ")}\")";
      if (each == "main" || foresight_.exists(each) == Foresight::Exists::always) {
        code.line(line);
        continue;
      }
      code.line("if " + present(object(each)) + ":");
      code.line("    " + line);
    }
    if (garbage_) drop(code);
    return code.text();
  }

  void drop(Code& code) {
    code.line("loop.close()");
    if (has_other_loop()) code.line("other_loop.close()");
    for (const auto& [label, variable] : semaphores_) code.line(variable + " = None");
    code.line("collect()");
    code.line("for name in order:");
    code.line("    forget(name)");
  }
};

}  // namespace gathercheck::tools
