// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/reconciliation.hpp"

#include <algorithm>

namespace gathercheck::conformance {

bool Reconciliation::knows(const spec::Rule* rule) const {
  return std::ranges::find(known, rule) != known.end();
}

Reconciliation reconcile(const Tally& tally, const KnownFailures& known, bool whole) {
  Reconciliation found;
  for (const auto& each : tally.rules()) {
    const auto* listed = find(known, each.rule->id);
    if (each.first_violation) {
      const auto& message = each.first_violation->judgement.reason;
      if (!listed)
        found.unknown.push_back(each.rule);
      else if (listed->message == message)
        found.known.push_back(each.rule);
      else
        found.changed.push_back({each.rule, listed->message, message});
    } else if (listed && whole) {
      auto& place = each.supported && each.holds > 0 ? found.passing : found.unseen;
      place.push_back(each.rule);
    } else if (is_unreached(known, each.rule->id)) {
      if (each.holds > 0)
        found.passing.push_back(each.rule);
      else if (each.supported)
        found.absent.push_back(each.rule);
    } else if (each.supported && each.reached() == 0 && whole) {
      found.unreached.push_back(each.rule);
    }
  }
  return found;
}

std::vector<Failure> unlisted(const std::vector<Failure>& failures, const Tally& tally,
                              const Reconciliation& reconciliation) {
  std::vector<Failure> found;
  for (const auto& each : failures)
    if (!reconciliation.knows(each.rule)) found.push_back(each);
  const auto is_told = [&](const spec::Rule* rule) {
    return std::ranges::any_of(found, [&](const Failure& each) {
      return each.rule == rule || std::ranges::find(each.related, rule) != each.related.end();
    });
  };
  for (auto& each : undiagnosed(tally))
    if (!reconciliation.knows(each.rule) && !is_told(each.rule)) found.push_back(std::move(each));
  return found;
}

}  // namespace gathercheck::conformance
