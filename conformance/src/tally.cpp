// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/tally.hpp"

#include <algorithm>

namespace gathercheck::conformance {

Tally::Tally(std::vector<const spec::Rule*> rules) {
  rules_.reserve(rules.size());
  for (const auto* rule : rules) rules_.push_back({rule, true, 0, 0, 0, {}});
}

void Tally::judge(const Scenario& scenario, const spec::Trace& trace) {
  const spec::History history(trace);
  for (auto& tally : rules_) {
    if (!tally.supported) continue;
    auto judgement = tally.rule->judge(history);
    switch (judgement.verdict) {
      case spec::Verdict::holds:
        ++tally.holds;
        break;
      case spec::Verdict::vacuous:
        ++tally.vacuous;
        break;
      case spec::Verdict::violated:
        ++tally.violated;
        if (!tally.first_violation)
          tally.first_violation = Violation{scenario, trace, std::move(judgement)};
        break;
    }
  }
}

bool Tally::any_violated() const {
  return std::ranges::any_of(rules_, [](const RuleTally& each) { return each.violated > 0; });
}

std::vector<const spec::Rule*> Tally::reached_fewer(std::uint64_t times,
                                                    spec::Edition edition) const {
  std::vector<const spec::Rule*> found;
  for (const auto& tally : rules_)
    if (tally.supported && tally.rule->editions.contains(edition) && tally.reached() < times)
      found.push_back(tally.rule);
  return found;
}

}  // namespace gathercheck::conformance
