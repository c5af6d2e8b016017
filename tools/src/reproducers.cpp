// SPDX-License-Identifier: MIT
#include "reproducers.hpp"

#include "cpp_program.hpp"
#include "files.hpp"
#include "python_program.hpp"

namespace gathercheck::tools {
namespace {

void add_programs(conformance::Aside& aside, const conformance::Failure& failure,
                  spec::Edition edition) {
  const auto& scenario = failure.violation.scenario;
  if (scenario.python && !aside.expected) return;
  try {
    const auto foresight = scenario.python ? Foresight(*aside.expected) : Foresight(scenario);
    const auto subject = subject_of(*failure.rule, edition);
    aside.python = python_program(scenario, foresight, subject);
    if (!scenario.python) aside.cpp = cpp_program(scenario, foresight, subject);
  } catch (const UsageError&) {
    // explain tells why there is none.
  }
}

}  // namespace

Subject subject_of(const spec::Rule& rule, spec::Edition edition) {
  return {std::string(rule.id) + ": " + std::string(rule.title), std::string(rule.sentence),
          edition};
}

void add_programs(std::vector<conformance::Aside>& asides,
                  const std::vector<conformance::Failure>& failures, spec::Edition edition) {
  for (std::size_t i = 0; i < failures.size(); ++i) add_programs(asides[i], failures[i], edition);
}

}  // namespace gathercheck::tools
