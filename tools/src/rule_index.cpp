// SPDX-License-Identifier: MIT
#include "rule_index.hpp"

#include <algorithm>
#include <utility>

namespace gathercheck::tools {

using conformance::Report;
using conformance::RuleTally;
using spec::Rule;

RuleIndex::RuleIndex(std::span<const Report> reports) : reports_(reports), places_(reports.size()) {
  for (std::size_t i = 0; i < reports.size(); ++i)
    for (const auto& each : reports[i].result.tally.rules()) places_[i][each.rule] = &each;
}

const RuleTally* RuleIndex::find(std::size_t i, const Rule& rule) const {
  const auto found = places_[i].find(&rule);
  return found == places_[i].end() ? nullptr : found->second;
}

bool RuleIndex::has(const Rule& rule) const {
  return std::ranges::any_of(places_, [&](const auto& each) { return each.contains(&rule); });
}

std::vector<JudgedFamily> RuleIndex::families() const {
  std::vector<JudgedFamily> judged;
  for (const auto& family : spec::families()) {
    JudgedFamily found{&family, {}};
    for (const auto& rule : spec::law())
      if (rule.family == family.name && has(rule)) found.rules.push_back(&rule);
    if (!found.rules.empty()) judged.push_back(std::move(found));
  }
  return judged;
}

}  // namespace gathercheck::tools
