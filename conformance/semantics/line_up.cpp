// SPDX-License-Identifier: MIT
#include "line_up.hpp"

#include <algorithm>

#include "gathercheck/conformance/observation.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "semantics_adapter.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Profile;

/// Whether a rule's situation can be had without the Python dialect.
bool is_plain(const spec::Rule& rule) {
  return !Focus(rule.focus).speaks_python();
}

std::vector<Focus> plain_foci() {
  std::vector<Focus> foci;
  for (const auto& rule : spec::law())
    if (is_plain(rule)) foci.emplace_back(rule.focus);
  return foci;
}

/// The traces of one scenario: most models do the same.
class Seen {
 public:
  Sights sights_of(spec::Trace trace) {
    trace.edition = spec::newest_edition;
    const auto known = std::ranges::find(traces_, trace, &Known::first);
    if (known != traces_.end()) return known->second;
    const auto sights = conformance::sights_of(trace);
    traces_.emplace_back(std::move(trace), sights);
    return sights;
  }

 private:
  using Known = std::pair<spec::Trace, Sights>;
  std::vector<Known> traces_;
};

}  // namespace

Sights sights_of(const spec::Trace& trace) {
  Sights sights;
  for (std::size_t i = 0; i < sights.size(); ++i) {
    // `values` sees what `cancellation` sees, only in fewer scenarios.
    sights[i] = i == 1 ? sights[0] : Observation(trace, static_cast<Profile>(i)).digest();
  }
  return sights;
}

RuleSet violated_by(const spec::Trace& trace, spec::Edition law) {
  RuleSet violated;
  const spec::History history(trace);
  spec::Judge judge;
  const auto rules = spec::law();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].judge(history, law, judge);
    if (judge.take().verdict == spec::Verdict::violated) violated.set(i);
  }
  return violated;
}

LineUp::LineUp(spec::Edition edition, std::uint64_t cases, std::uint64_t seed) : edition_(edition) {
  for (const auto& rule : spec::law())
    if (auto example = parse_scenario(rule.example); !example.python) add(std::move(example));
  RandomScenarios random(cases, seed, plain_foci());
  for (auto batch = random.next(64); !batch.empty(); batch = random.next(64))
    for (auto& scenario : batch) add(std::move(scenario));
}

void LineUp::add(Scenario scenario) {
  Item item{std::move(scenario), "", {}, {}};
  item.needs = needs_of(item.scenario);
  const auto usual = SemanticsAdapter::trace(gather_of(edition_), item.scenario, edition_);
  for (std::size_t i = 0; i < item.concerned.size(); ++i)
    item.concerned[i] = concerns(static_cast<Profile>(i), usual);
  Seen seen;
  for (const auto& semantics : known_semantics())
    item.sights.push_back(
        seen.sights_of(SemanticsAdapter::trace(semantics, item.scenario, edition_)));
  items_.push_back(std::move(item));
}

const std::vector<RuleSet>& LineUp::violations(const Semantics& semantics,
                                               spec::Edition law) const {
  const std::lock_guard lock(mutex_);
  auto& found = violations_[{&semantics, law}];
  if (found.empty())
    for (const auto& item : items_)
      found.push_back(
          violated_by(SemanticsAdapter::trace(semantics, item.scenario, edition_), law));
  return found;
}

}  // namespace gathercheck::conformance
