// SPDX-License-Identifier: MIT
#include "python_program.hpp"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "program_text.hpp"
#include "programs.generated.hpp"
#include "python_stage.hpp"

namespace gathercheck::tools {
namespace {

class PythonWriter final : public PythonStage {
 public:
  PythonWriter(const conformance::Scenario& scenario, const Foresight& foresight,
               const Subject& subject)
      : PythonStage(scenario, foresight, subject) {}

  std::string write() {
    functions_["main"] = "main";
    for (const auto* each : scripted()) {
      begin("async def " + function(each->name) + "():");
      script(each->name, each->script);
    }
    begin("async def main():");
    script("main", scenario_.main);
    for (const auto* each : callbacks()) callback(*each);
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i)
      plain("timeline", moment(i), scenario_.timeline[i].actions);
    if (scenario_.python) {
      if (!scenario_.python->before.empty()) plain("before", "before", scenario_.python->before);
      if (!scenario_.python->thread.empty()) plain("thread", "thread", scenario_.python->thread);
    }
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
    auto made = made_by(name, script.steps);
    for (const auto& block : script.on_cancel)
      for (const auto& each : made_by(name, block)) made.insert(each);
    const bool makes_itself = name == "main" && is_run_by_asyncio();
    if (makes_itself) made.insert(main_task_);
    declare(made);
    if (makes_itself) code_.line(main_task_ + " = asyncio.current_task()");
    body(name, script);
  }

  /// Whether asyncio.run makes the task main.
  bool is_run_by_asyncio() const {
    return scenario_.python && scenario_.python->runner == Runner::run;
  }

  void callback(const Step& step) {
    begin("def " + names_.of(step.label) + "(future):");
    const auto deeper = code_.deeper();
    declare(made_by(step.label, step.actions));
    code_.line("say(f\"" +
               fstring("callback " + step.label + "(" + std::string(name(step.target)) + "), ") +
               "{state(future)}\")");
    actions(step.label, step.actions);
  }

  /// Actions that nobody calls but the loop or the program itself.
  void plain(const std::string& by, const std::string& name, const Steps& steps) {
    begin("def " + name + "():");
    const auto deeper = code_.deeper();
    declare(made_by(by, steps));
    actions(by, steps);
    if (steps.empty()) code_.line("pass");
  }

  /// The variables that steps set: tasks and gathers, made on the way, and objects.
  std::set<std::string> made_by(const std::string& by, const Steps& steps) {
    std::set<std::string> made;
    for (const auto& each : steps) {
      if (each.op == Op::create || each.op == Op::gather) made.insert(object(each.target));
      if (each.op == Op::task_group)
        for (const auto& task : each.actions) made.insert(object(task.target));
      if (each.op == Op::gather)
        for (const auto of : objects_made_by(by, scenario_.awaitable(each.target)))
          made.insert(object(of));
    }
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
    put_names(page);
    put_dialect(page);
    page.set("stage", stage());
    page.set("run", run());
    page.set("finals", final_lines());
    page.set("preface", preface());
    page.set("expected", expected());
    const bool speechless = foresight_.sees("InvalidStateError") ||
                            foresight_.sees("RuntimeError") || foresight_.sees("RecursionError");
    page.set("speechless", speechless && !scenario_.python);
    page.set("observes", observes_);
    page.set("reports", reports_ && !garbage_);
    page.set("handles", reports_ || garbage_);
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
    std::vector<std::string> types;
    for (const auto& each : run_.foreign()) types.push_back(quoted(each));
    const auto is_shared = [&](const auto& each) { return run_.is_shared(each); };
    page.set("has_foreign", !types.empty());
    page.set("foreign", joined(types, ", "));
    page.set("shares", std::ranges::any_of(run_.foreign(), is_shared));
    if (run_.describes()) define(python_helpers::steady);
    page.set("describes", run_.describes());
    const bool has_options = scenario_.python && *scenario_.python != conformance::Python{};
    page.set("early", has_options || has_other_loop());
    const bool factory = scenario_.python && scenario_.python->factory;
    page.set("factory", factory);
    page.set("places", is_run_by_asyncio() && leaves_several());
    page.set("eager", scenario_.python && scenario_.python->eager);
    page.set("keeps_raising", garbage_ || run_.raises_out());
    page.set("garbage", garbage_);
    page.set("logs", garbage_ ? garbage(page) : "");
    if (!is_run_by_asyncio()) return;
    if (leaves_several())
      define(factory ? python_helpers::tasks_by_place : python_helpers::tasks_in_order);
    if (subject_.edition.minor < 12) define(python_helpers::policy);
  }

  /// What tells the names of tasks by what they run.
  void put_names(kainjow::mustache::data& page) {
    const bool factory = scenario_.python && scenario_.python->factory;
    page.set("names_scripts", names_scripts_ || garbage_ || factory);
    std::vector<std::string> scripts{"\"main\": \"main\""};
    for (const auto* each : scripted())
      scripts.push_back(quoted(function(each->name)) + ": " + quoted(each->name));
    page.set("scripts_by_function", "{" + joined(scripts, ", ") + "}");
    std::vector<std::string> objects;
    for (const auto& each : scenario_.awaitables)
      if (each.kind == Kind::object && makes_a_task(each.is))
        objects.push_back("(" + quoted(each.name) + ", " + quoted(object(each.name)) + ")");
    page.set("has_objects", !objects.empty());
    page.set("objects", "[" + joined(objects, ", ") + "]");
  }

  /// What keeps account of what is dropped.
  std::string garbage(kainjow::mustache::data& page) {
    page.set("order", order());
    page.set("references", refers_);
    kainjow::mustache::mustache text{std::string(programs::python_garbage_mustache)};
    return text.render(page);
  }

  /// The variables of all that may be dropped, by their names, in order. What a coroutine is
  /// wrapped in has a name and no variable.
  std::string order() {
    std::string all = "{\"main\": " + quoted(main_task_);
    for (const auto& each : scenario_.awaitables)
      all += ", " + quoted(each.name) + ": " +
             (each.kind == Kind::coroutine ? "None" : quoted(object(each.name)));
    return all + "}";
  }

  // --- what stands before the functions

  std::string preface() {
    std::string objects;
    if (!named_.empty()) objects += "Absent = namedtuple(\"Absent\", \"name\")\n";
    for (const auto& error : shared_errors_) objects += shared(error) + " = " + make(error) + "\n";
    if (!tested_.empty()) objects += joined(tested_, " = ") + " = None\n";
    if (variable_) objects += "variable = contextvars.ContextVar(\"variable\", default=None)\n";
    std::string text = imports();
    for (const auto& each : definitions_) text += "\n\n" + each;
    if (!definitions_.empty() && !objects.empty()) objects = "\n" + objects;
    if (uses_base_error()) text += "\n\nclass BaseError(BaseException):\n    pass\n\n";
    return text + (objects.empty() ? "" : "\n") + objects;
  }

  /// The modules beside asyncio.
  std::string imports() const {
    const auto uses = [&](std::string_view word) {
      const auto has_it = [&](const auto& each) { return each.find(word) != std::string::npos; };
      return std::ranges::any_of(definitions_, has_it) ||
             code_.text().find(word) != std::string::npos;
    };
    const std::vector<std::pair<std::string, bool>> modules{
        {"concurrent.futures", uses("concurrent.futures.")},
        {"contextlib", uses("@contextlib.")},
        {"contextvars", variable_},
        {"gc", garbage_},
        {"itertools", uses("itertools.")},
        {"re", run_.describes()},
        {"sys", garbage_ && scenario_.python->eager},
        {"threading", scenario_.python && !scenario_.python->thread.empty()},
        {"types", uses("@types.")},
        {"warnings", uses(" warnings.catch_warnings(")},
        {"weakref", refers_}};
    std::string text;
    for (const auto& [module, used] : modules)
      if (used) text += "import " + module + "\n";
    return text + (named_.empty() ? "" : "from collections import namedtuple\n");
  }

  std::string named() {
    std::string list;
    for (const auto& each : named_)
      list += (list.empty() ? "(" : ", (") + quoted(each) + ", " + object(each) + ")";
    return list;
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
