// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/tally.hpp"

#include <algorithm>

namespace gathercheck::conformance {
namespace {

/// How many traces are judged by one rule after the other: so many that the code of each rule is in
/// the cache, so few that the traces are.
constexpr std::size_t at_once = 8;

/// Tells a tally what came of one trace.
void count(RuleTally& tally, const Exhibit& exhibit, spec::Judge& judge) {
  switch (judge.verdict()) {
    case spec::Verdict::holds:
      ++tally.holds;
      return judge.dismiss();
    case spec::Verdict::vacuous:
      ++tally.vacuous;
      return judge.dismiss();
    case spec::Verdict::violated:
      ++tally.violated;
      auto judgement = judge.take();
      if (tally.first_violation) return;
      tally.first_violation =
          Violation{*exhibit.scenario, exhibit.trace, std::move(judgement), exhibit.number};
  }
}

}  // namespace

Tally::Tally(std::vector<const spec::Rule*> rules, spec::Edition law) : law_(law) {
  rules_.reserve(rules.size());
  for (const auto* rule : rules) rules_.push_back({rule, true, 0, 0, 0, {}});
}

void Tally::judge(std::span<const Exhibit> exhibits) {
  spec::Judge judge;
  std::vector<spec::History> histories;
  histories.reserve(at_once);
  for (; !exhibits.empty(); exhibits = exhibits.subspan(histories.size())) {
    histories.clear();
    for (const auto& exhibit : exhibits.first(std::min(at_once, exhibits.size())))
      histories.emplace_back(exhibit.trace);
    for (auto& tally : rules_) {
      if (!tally.supported) continue;
      for (std::size_t i = 0; i < histories.size(); ++i) {
        tally.rule->judge(histories[i], law_, judge);
        count(tally, exhibits[i], judge);
      }
    }
  }
}

bool Tally::any_violated() const {
  return std::ranges::any_of(rules_, [](const RuleTally& each) { return each.violated > 0; });
}

std::vector<const spec::Rule*> Tally::reached_fewer(std::uint64_t times) const {
  std::vector<const spec::Rule*> found;
  for (const auto& tally : rules_)
    if (tally.supported && tally.rule->editions.contains(law_) && tally.reached() < times)
      found.push_back(tally.rule);
  return found;
}

}  // namespace gathercheck::conformance
