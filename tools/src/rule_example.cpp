// SPDX-License-Identifier: MIT
#include "rule_example.hpp"

#include <stdexcept>

#include "examples.generated.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/capability.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "links.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::tools {
namespace {

using spec::Rule;

/// What CPython did with the example of a rule.
spec::Trace recorded_trace(const Rule& rule) {
  const auto file = anchor_of(rule.id) + ".json";
  for (const auto& [name, trace] : examples::files)
    if (name == file) return spec::parse_trace(trace);
  throw std::runtime_error("the example of " + std::string(rule.id) + " was not recorded");
}

spec::Trace trace_of(const Rule& rule) {
  const auto scenario = conformance::parse_scenario(rule.example);
  if (scenario.python) return recorded_trace(rule);
  const auto trace = conformance::ReferenceAdapter::trace(scenario, rule.editions.last);
  return spec::parse_trace(spec::to_json(trace));  // names numbered as in a recorded one
}

/// What runs the example in the edition whose trace is shown.
std::string run_line(const Rule& rule, spec::Edition edition) {
  auto line = "gathercheck run --timeline --rule " + std::string(rule.id);
  const auto needs = " " + std::string(rule.needs) + " ";
  if (needs.find(" " + std::string(spec::python_capability) + " ") != std::string::npos)
    return line + " --adapter python:" + to_string(edition);
  return edition == spec::newest_edition ? line : line + " --edition " + to_string(edition);
}

}  // namespace

RuleExample example_of(const Rule& rule) {
  auto trace = trace_of(rule);
  auto run = run_line(rule, trace.edition);
  return {std::move(trace), std::move(run)};
}

}  // namespace gathercheck::tools
