// SPDX-License-Identifier: MIT
#include "cpp_program.hpp"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "cpp_scripts.hpp"
#include "programs.generated.hpp"

namespace gathercheck::tools {
namespace {

class CppWriter final : public CppScripts {
 public:
  CppWriter(const conformance::Scenario& scenario, const Foresight& foresight,
            const Subject& subject)
      : CppScripts(scenario, foresight, subject) {}

  std::string write() {
    functions_["main"] = "amain";
    for (const auto* each : scripted()) script(each->name, each->script);
    script("main", scenario_.main);
    for (const auto* each : callbacks()) callback(*each);
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) timeline(i);
    return frame();
  }

 private:
  // --- functions

  void begin(const std::string& head) {
    code_.line(head + " {");
    declared_ += head + ";\n";
  }
  void end_function() {
    code_.line("}");
    code_.blank();
  }

  void script(const std::string& name, const conformance::Script& script) {
    begin("Coroutine<Value> " + function(name) + "()");
    is_coroutine_ = handled_ = false;
    results_ = 0;
    {
      const auto deeper = code_.deeper();
      if (!script.on_cancel.empty()) code_.line("std::exception_ptr cancelled;");
      body(name, script);
    }
    end_function();
  }

  void callback(const Step& step) {
    begin("void " + names_.of(step.label) + "(const Future<Value>& future)");
    {
      const auto deeper = code_.deeper();
      const auto words = "callback " + step.label + "(" + std::string(name(step.target)) + "), ";
      code_.line("say(" + quoted(words) + " + state(future));");
      actions(step.label, step.actions);
    }
    end_function();
  }

  void timeline(std::size_t index) {
    begin("void " + moment(index) + "()");
    {
      const auto deeper = code_.deeper();
      actions("timeline", scenario_.timeline[index].actions);
    }
    end_function();
  }

  // --- the frame

  std::string frame() {
    using kainjow::mustache::data;
    data page;
    page.set("header", commented(header(subject_), "//"));
    page.set("scripts", code_.text());
    page.set("preface", preface());
    page.set("stage", stage());
    page.set("finals", final_lines());
    page.set("expected", expected());
    page.set("named", named_);
    page.set("observes", observes_);
    page.set("truths", observes_ || cancels_);
    page.set("reports", reports_);
    const auto waits = [](const auto& moment) { return moment.turn > 0; };
    page.set("waits", std::ranges::any_of(scenario_.timeline, waits));
    kainjow::mustache::mustache text{std::string(programs::cpp_mustache)};
    return text.render(page);
  }

  std::string preface() {
    Code code(2);
    code.line("EventLoop loop(Edition::v3_" + std::to_string(subject_.edition.minor) + ");");
    std::vector<std::string> futures;
    for (const auto& each : scenario_.awaitables)
      if (each.kind != Kind::coroutine) futures.push_back(object(each.name));
    futures.push_back(main_task_);
    code.line("Future<Value> " + joined(futures, ", ") + ";");
    for (const auto& error : shared_errors_)
      code.line("const std::exception_ptr " + shared(error) + " = " + make_pointer(error) + ";");
    if (reports_) code.line("std::string raising;  // who raises an error into the loop");
    return code.text() + "\n" + declared_ + "\n";
  }

  std::string stage() {
    Code code(2);
    const auto deeper = code.deeper();
    for (const auto& each : scenario_.awaitables)
      if (each.kind == Kind::future)
        code.line(object(each.name) + " = loop.create_future<Value>();");
    code.line(main_task_ + " = loop.create_task(amain());");
    for (std::size_t i = 0; i < scenario_.timeline.size(); ++i) {
      const auto& at = scenario_.timeline[i];
      const auto call = at.turn > 0
                            ? "[] { after(" + std::to_string(at.turn) + ", " + moment(i) + "); }"
                            : moment(i);
      code.line("loop.call_at(" + std::to_string(at.at) + "s, " + call + ");");
    }
    return code.text();
  }

  std::string final_lines() {
    Code code(2);
    const auto deeper = code.deeper();
    for (const auto& each : finals()) {
      const bool always = foresight_.exists(each) == Foresight::Exists::always;
      code.line((always ? "" : "if (" + present(object(each)) + ") ") + "say(\"finally " + each +
                ": \" + state(" + object(each) + "));");
    }
    return code.text();
  }

  std::string expected() {
    const auto title = "What it prints, as CPython " + to_string(subject_.edition) + " does:\n\n";
    return "\n" + commented(title + told(foresight_, subject_), "//");
  }
};

}  // namespace

std::string cpp_program(const conformance::Scenario& scenario, const Foresight& foresight,
                        const Subject& subject) {
  return CppWriter(scenario, foresight, subject).write();
}

}  // namespace gathercheck::tools
