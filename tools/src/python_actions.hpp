// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "python_calls.hpp"

namespace gathercheck::tools {

/// What is done in Python to tasks, futures and gathers.
class PythonActions : public PythonCalls {
 protected:
  using PythonCalls::PythonCalls;

  void create(const std::string& by, const conformance::Awaitable& task) override {
    const bool runs = by != "before" && by != "thread";
    const std::string make = runs ? "asyncio.create_task(" : "loop.create_task(";
    for_whom(by, object(task.name) + " = " + make + function(task.name) + "())");
    say(by + " creates the task " + task.name);
  }

  void cancel(const std::string& by, const Step& step) override {
    const std::string of(name(step.target));
    const bool speaks = step.message && subject_.edition.minor >= 9;
    code_.line("accepted = " + object(step.target) + ".cancel(" +
               (speaks ? quoted(*step.message) : "") + ")");
    const auto message = step.message ? "'" + *step.message + "'" : "";
    code_.line("say(f\"" + fstring(of + ".cancel(" + message + ") by " + by + " -> ") +
               "{accepted}\")");
  }

  void settle(const std::string& by, const Step& step) override {
    const std::string of(name(step.target));
    const bool result = step.op == Op::set_result;
    const auto value = result ? expression(step.value) : expression(step.error());
    const auto words =
        by + " settles " + of + " with " + (result ? text(step.value) : text(step.error()));
    const auto call =
        object(step.target) + (result ? ".set_result(" : ".set_exception(") + value + ")";
    if (!foresight_.refuses(by, of)) return code_.line(call), say(words);
    code_.line("try:");
    {
      const auto deeper = code_.deeper();
      code_.line(call);
      say(words);
    }
    // In the dialect the error may be a StopIteration, which no future takes.
    code_.line(scenario_.python ? "except (TypeError, asyncio.InvalidStateError):"
                                : "except asyncio.InvalidStateError:");
    const auto deeper = code_.deeper();
    say(words + ": InvalidStateError");
  }

  void observe(const std::string&, const Step& step) override {
    observes_ = true;
    code_.line("say(\"" + std::string(name(step.target)) + ": \" + observed(" +
               object(step.target) + "))");
  }

  void add_done_callback(const std::string& by, const Step& step) override {
    code_.line(object(step.target) + ".add_done_callback(" + names_.of(step.label) + ")");
    say(by + " adds the callback " + step.label + " to " + std::string(name(step.target)));
  }

  bool observes_ = false;
};

}  // namespace gathercheck::tools
