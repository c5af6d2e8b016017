// SPDX-License-Identifier: MIT
#include "in_process_adapter.hpp"

#include "gathercheck/spec/capability.hpp"
#include "play.hpp"

namespace gathercheck::conformance {
namespace {

std::set<std::string> all_but_the_dialect() {
  const auto words = spec::capability_words();
  std::set<std::string> claimed(words.begin(), words.end());
  for (const auto word : spec::dialect_capability_words) claimed.erase(std::string(word));
  return claimed;
}

}  // namespace

InProcessAdapter::InProcessAdapter(std::string name, spec::Edition edition)
    : identity_{std::move(name), GATHERCHECK_VERSION, "C++", edition, all_but_the_dialect()} {}

void InProcessAdapter::run(std::span<const Scenario> scenarios, const Report& report) {
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    report(i, scenarios[i].python ? Run(Trouble{Trouble::Kind::refused, no_python})
                                  : Run(trace_of(scenarios[i])));
}

}  // namespace gathercheck::conformance
