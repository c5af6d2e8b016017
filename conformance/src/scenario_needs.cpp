// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_needs.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "gathercheck/spec/capability.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Kind;

/// Collects what a scenario needs, part by part.
class Needs {
 public:
  explicit Needs(const Scenario& scenario) : scenario_(scenario) {
    if (scenario.python) words_.insert(spec::python_capability);
    for (const auto& each : scenario.awaitables) add(each);
    add(scenario.main);
    for (const auto& moment : scenario.timeline) add(moment.actions);
  }

  std::string text() const {
    std::string text;
    for (const auto word : words_) text += (text.empty() ? "" : " ") + std::string(word);
    return text;
  }

 private:
  void add(const Awaitable& each) {
    add(each.script);
    if (each.kind == Kind::future) words_.insert("futures");
    if (each.kind == Kind::task) words_.insert("tasks");
    if (each.kind == Kind::gather) add_gather(each);
  }
  void add_gather(const Awaitable& gather) {
    if (gather.return_exceptions) words_.insert("return_exceptions");
    if (gather.of.empty()) words_.insert("empty");
    for (const auto child : gather.of) {
      if (scenario_.awaitable(child).kind == Kind::gather) words_.insert("nesting");
      if (std::ranges::count(gather.of, child) > 1) words_.insert("duplicates");
    }
  }
  void add(const Script& script) {
    add(script.steps);
    for (const auto& reaction : script.on_cancel) add(reaction);
  }
  void add(const std::vector<Step>& steps) {
    for (const auto& step : steps) add(step);
  }
  void add(const Step& step) {
    if (step.shield) words_.insert("shield");
    if (step.op == Op::observe) words_.insert("observe");
    if (step.op == Op::add_done_callback) words_.insert("callbacks");
    if (step.op == Op::cancel) add_cancel(step);
    const bool settles = step.op == Op::set_result || step.op == Op::set_exception;
    if (settles && is_gather(step.target)) words_.insert("set_by_hand");
    add(step.actions);
  }
  void add_cancel(const Step& step) {
    if (step.message) words_.insert("messages");
    if (step.target == spec::main_name)
      words_.insert("cancel_awaiter");
    else
      words_.insert(is_gather(step.target) ? "cancel_outer" : "cancel_child");
    std::set<spec::Name> seen;
    if (awaits_a_gather(step.target, seen)) words_.insert("cancel_awaiter");
  }
  /// Whether a request to cancel it goes on to a gather that it awaits, itself or by others.
  bool awaits_a_gather(spec::Name name, std::set<spec::Name>& seen) const {
    if (!seen.insert(name).second || name == spec::main_name) return false;
    const auto& script = scenario_.awaitable(name).script;
    const auto leads_there = [&](const Step& step) {
      return step.op == Op::await && (is_gather(step.target) || awaits_a_gather(step.target, seen));
    };
    return std::ranges::any_of(script.steps, leads_there) ||
           std::ranges::any_of(script.on_cancel, [&](const auto& reaction) {
             return std::ranges::any_of(reaction, leads_there);
           });
  }
  bool is_gather(spec::Name name) const {
    return name != spec::main_name && scenario_.awaitable(name).kind == Kind::gather;
  }

  const Scenario& scenario_;
  std::set<std::string_view> words_;
};

}  // namespace

std::string needs_of(const Scenario& scenario) {
  return Needs(scenario).text();
}

}  // namespace gathercheck::conformance
