// SPDX-License-Identifier: MIT
#include "expectation.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "witness.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t most_stories = 2;

/// The rules that describe the mistake, the best first.
std::vector<std::string> rules_of(const Mutant& mutant) {
  std::istringstream words{std::string(mutant.expect)};
  return {std::istream_iterator<std::string>(words), {}};
}

/// The wrong gathers of which the rule describes the mistake, those that it describes best first.
std::vector<const Mutant*> described_by(const spec::Rule& rule) {
  std::vector<const Mutant*> best;
  std::vector<const Mutant*> others;
  for (const auto& mutant : zoo()) {
    const auto rules = rules_of(mutant);
    const auto at = std::ranges::find(rules, rule.id);
    if (at != rules.end()) (at == rules.begin() ? best : others).push_back(&mutant);
  }
  best.insert(best.end(), others.begin(), others.end());
  return best;
}

/// Where mistakes that this rule describes were seen before.
std::string stories(const spec::Rule& rule) {
  auto mutants = described_by(rule);
  mutants.resize(std::min(mutants.size(), most_stories));
  std::string text;
  for (const auto* mutant : mutants)
    text += (text.empty() ? "seen before in " : "; in ") + std::string(mutant->name) + " (" +
            std::string(mutant->story) + ")";
  return text;
}

Aside aside_of(const Failure& failure, const Identity& identity, Witness& witness,
               std::string_view adapter) {
  Aside aside;
  aside.observed_title = identity.title();
  auto testimony = witness.testify(failure.violation.scenario);
  if (testimony && testimony->trace != failure.violation.trace) {
    aside.expected = std::move(testimony->trace);
    aside.expected_title = std::move(testimony->witness);
  }
  aside.hint = stories(*failure.rule);
  aside.adapter = adapter;
  return aside;
}

}  // namespace

std::vector<Aside> asides(const std::vector<Failure>& failures, const Identity& identity,
                          spec::Edition edition, std::string_view adapter) {
  Witness witness(edition);
  std::vector<Aside> asides;
  for (const auto& failure : failures)
    asides.push_back(aside_of(failure, identity, witness, adapter));
  return asides;
}

}  // namespace gathercheck::conformance
