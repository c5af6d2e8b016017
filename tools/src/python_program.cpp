// SPDX-License-Identifier: MIT
#include "python_program.hpp"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "program_text.hpp"
#include "programs.generated.hpp"
#include "python_actions.hpp"

namespace gathercheck::tools {
namespace {

class PythonWriter final : public PythonActions {
 public:
  PythonWriter(const conformance::Scenario& scenario, const Foresight& foresight,
               const Subject& subject)
      : PythonActions(scenario, foresight, subject) {}

  std::string write() {
    functions_["main"] = "main";
    for (const auto* each : scripted()) {
      begin("async def " + function(each->name) + "():");
      script(each->name, each->script);
    }
    begin("async def main():");
    script("main", scenario_.main);
    for (const auto* each : callbacks()) callback(*each);
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) timeline(i);
    const std::string scripts = code_.text();
    return frame(scripts);
  }

 private:
  // --- functions

  void begin(const std::string& head) {
    code_.blank(), code_.blank();
    code_.line(head);
  }

  void script(const std::string& name, const conformance::Script& script) {
    const auto deeper = code_.deeper();
    auto made = made_by(script.steps);
    for (const auto& block : script.on_cancel)
      for (const auto& each : made_by(block)) made.insert(each);
    declare(made);
    body(name, script);
  }

  void callback(const Step& step) {
    begin("def " + names_.of(step.label) + "(future):");
    const auto deeper = code_.deeper();
    declare(made_by(step.actions));
    code_.line("say(f\"" +
               fstring("callback " + step.label + "(" + std::string(name(step.target)) + "), ") +
               "{state(future)}\")");
    actions(step.label, step.actions);
  }

  void timeline(std::size_t index) {
    begin("def " + moment(index) + "():");
    const auto& steps = scenario_.timeline[index].actions;
    const auto deeper = code_.deeper();
    declare(made_by(steps));
    actions("timeline", steps);
    if (steps.empty()) code_.line("pass");
  }

  /// The variables that steps set: tasks and gathers, made on the way.
  std::set<std::string> made_by(const Steps& steps) {
    std::set<std::string> made;
    for (const auto& each : steps)
      if (each.op == Op::create || each.op == Op::gather) made.insert(object(each.target));
    return made;
  }
  void declare(const std::set<std::string>& made) {
    if (!made.empty()) code_.line("global " + joined(made, ", "));
  }

  // --- the frame

  std::string frame(const std::string& scripts) {
    using kainjow::mustache::data;
    data page;
    page.set("header", commented(header(subject_), "#"));
    page.set("scripts", scripts);
    page.set("stage", stage());
    page.set("finals", final_lines());
    page.set("preface", preface());
    page.set("expected", expected());
    const bool speechless = foresight_.sees("InvalidStateError") ||
                            foresight_.sees("RuntimeError") || foresight_.sees("RecursionError");
    page.set("speechless", speechless && !scenario_.python);
    put_dialect(page);
    page.set("observes", observes_);
    page.set("reports", reports_ || logs_);
    page.set("every_error", tuple_of(every_error()));
    const auto waits = [](const auto& moment) { return moment.turn > 0; };
    page.set("waits", std::ranges::any_of(scenario_.timeline, waits));
    if (named_.empty())
      page.set("named", false);
    else
      page.set("named", named());
    kainjow::mustache::mustache text{std::string(programs::python_mustache)};
    return text.render(page);
  }

  void put_dialect(kainjow::mustache::data& page) {
    std::string types;
    for (const auto& each : foreign_) types += "\"" + each + "\", ";
    page.set("has_foreign", !foreign_.empty());
    page.set("foreign", types);
    page.set("current_task", current_task_);
    page.set("logs", logs_);
    page.set("order", order());
    std::string names;
    for (const auto* each : scripted())
      if (function(each->name) != each->name)
        names += quoted(function(each->name)) + ": " + quoted(each->name) + ", ";
    page.set("names", "{" + names + "}");
  }

  /// The variables of all that may be dropped, by their names, in order.
  std::string order() {
    std::string all = "{\"main\": " + quoted(main_task_);
    for (const auto& each : scenario_.awaitables)
      if (each.kind != Kind::coroutine)
        all += ", " + quoted(each.name) + ": " + quoted(object(each.name));
    return all + "}";
  }

  /// What stands before the functions.
  std::string preface() {
    std::string objects;
    if (!named_.empty()) objects += "Absent = namedtuple(\"Absent\", \"name\")\n";
    for (const auto& error : shared_errors_) objects += shared(error) + " = " + make(error) + "\n";
    if (!tested_.empty()) objects += joined(tested_, " = ") + " = None\n";
    if (variable_) objects += "variable = contextvars.ContextVar(\"variable\", default=None)\n";
    std::string text = logs_ ? "import gc\n" : "";
    text += variable_ ? "import contextvars\n" : "";
    const auto is_typed = [](const auto& each) { return each.starts_with("@types"); };
    if (std::ranges::any_of(definitions_, is_typed)) text += "import types\n";
    if (logs_) text += "import weakref\n";
    if (futures_) text += "import concurrent.futures\n";
    if (!named_.empty()) text += "from collections import namedtuple\n";
    for (const auto& each : definitions_) text += "\n\n" + each;
    if (!definitions_.empty() && !objects.empty()) objects = "\n" + objects;
    if (uses_base_error()) text += "\n\nclass BaseError(BaseException):\n    pass\n\n";
    return text + (objects.empty() ? "" : "\n") + objects;
  }

  std::string named() {
    std::string list;
    for (const auto& each : named_)
      list += (list.empty() ? "(" : ", (") + quoted(each) + ", " + object(each) + ")";
    return list;
  }

  std::string stage() {
    Code code(4);
    for (const auto& each : scenario_.awaitables)
      if (each.kind == Kind::future) code.line(object(each.name) + " = loop.create_future()");
    if (scenario_.python && scenario_.python->eager) {
      code.line("print(\"   0    0  loop notes eager: 1\")");
      code.line("loop.set_task_factory(asyncio.eager_task_factory)");
    }
    code.line(main_task_ + " = loop.create_task(main())");
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) {
      const auto& at = scenario_.timeline[i];
      const auto when = "loop.call_at(" + std::to_string(at.at) + ", ";
      const auto chain = at.turn > 0 ? "loop.after, " + std::to_string(at.turn) + ", " : "";
      code.line(when + chain + moment(i) + ")");
    }
    return code.text();
  }

  std::string final_lines() {
    Code code(4);
    for (const auto& each : finals()) {
      const auto line = "say(f\"finally " + each + ": {state(" + object(each) + ")}\")";
      if (foresight_.exists(each) == Foresight::Exists::always) {
        code.line(line);
        continue;
      }
      code.line("if " + present(object(each)) + ":");
      code.line("    " + line);
    }
    if (logs_) {
      code.line("loop.close()");
      code.line("collect()");
      code.line("for name in order:");
      code.line("    forget(name)");
    }
    return code.text();
  }

  std::string expected() {
    const auto title = "\nWhat CPython " + to_string(subject_.edition) + " prints:\n\n";
    return "\n" + commented(title.substr(1) + told(foresight_, subject_), "#");
  }
};

}  // namespace

std::string python_program(const conformance::Scenario& scenario, const Foresight& foresight,
                           const Subject& subject) {
  return PythonWriter(scenario, foresight, subject).write();
}

}  // namespace gathercheck::tools
