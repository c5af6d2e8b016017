// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/as_claimed.hpp"

#include <algorithm>

#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/spec/capability.hpp"

namespace gathercheck::conformance {
namespace {

bool claims_all_plain_words(const Identity& identity) {
  return std::ranges::all_of(spec::capability_words(), [&](std::string_view word) {
    const auto& dialect = spec::dialect_capability_words;
    return std::ranges::find(dialect, word) != dialect.end() || identity.supports(word);
  });
}

Run not_run(const std::string& word) {
  return Run(Trouble{Trouble::Kind::unclaimed, "needs " + word + ", which is not claimed"});
}

}  // namespace

AsClaimed::AsClaimed(Implementation& implementation)
    : implementation_(implementation),
      claims_python_(implementation.identity().supports(spec::python_capability)),
      claims_the_rest_(claims_all_plain_words(implementation.identity())) {}

std::string AsClaimed::lacks(const Scenario& scenario) const {
  if (claims_the_rest_ && (claims_python_ || !scenario.python)) return {};
  return std::string(identity().lacks(needs_of(scenario)));
}

void AsClaimed::run(std::span<const Scenario> scenarios, const Report& report) {
  std::vector<std::string> lacking;
  lacking.reserve(scenarios.size());
  for (const auto& scenario : scenarios) lacking.push_back(lacks(scenario));
  if (std::ranges::all_of(lacking, &std::string::empty))
    return implementation_.run(scenarios, report);

  std::vector<Scenario> claimed;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    if (lacking[i].empty()) claimed.push_back(scenarios[i]);
  std::size_t next = 0;  // of all scenarios, the first that was not reported
  const auto pass_over = [&] {
    for (; next < lacking.size() && !lacking[next].empty(); ++next)
      report(next, not_run(lacking[next]));
  };
  pass_over();
  implementation_.run(claimed, [&](std::size_t, Run run) {
    report(next++, std::move(run));
    pass_over();
  });
}

}  // namespace gathercheck::conformance
