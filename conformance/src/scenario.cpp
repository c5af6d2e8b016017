// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario.hpp"

#include <algorithm>

namespace gathercheck::conformance {
namespace {

bool speaks_python(const std::vector<Step>& steps) {
  return std::ranges::any_of(steps, [](const Step& step) {
    const auto* error = std::get_if<ErrorSpec>(&step.value.data);
    return is_of_python(step.op) || (error && is_of_python(error->type)) || step.word != 0 ||
           speaks_python(step.actions);
  });
}

bool speaks_python(const Script& script) {
  return speaks_python(script.steps) ||
         std::ranges::any_of(script.on_cancel,
                             [](const auto& block) { return speaks_python(block); });
}

bool speaks_python(const Awaitable& awaitable) {
  return awaitable.kind == spec::Kind::object || awaitable.positional || awaitable.other_loop ||
         !awaitable.keywords.empty() || speaks_python(awaitable.script);
}

}  // namespace

bool speaks_python(const Scenario& scenario) {
  const auto speaks = [](const auto& each) { return speaks_python(each); };
  return (scenario.python && *scenario.python != Python{}) || speaks_python(scenario.main) ||
         std::ranges::any_of(scenario.awaitables, speaks) ||
         std::ranges::any_of(scenario.timeline,
                             [](const Moment& each) { return speaks_python(each.actions); });
}

spec::Trace empty_trace(const Scenario& scenario, spec::Edition edition) {
  spec::Trace trace;
  trace.edition = edition;
  trace.python = scenario.python.has_value();
  trace.names.reserve(scenario.awaitables.size() + 4);
  trace.kinds.reserve(scenario.awaitables.size() + 1);
  trace.names.emplace_back("main");
  trace.kinds.push_back(spec::Kind::task);
  for (const auto& awaitable : scenario.awaitables) {
    trace.names.push_back(awaitable.name);
    trace.kinds.push_back(awaitable.kind);
  }
  return trace;
}

}  // namespace gathercheck::conformance
