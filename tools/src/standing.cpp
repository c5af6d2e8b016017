// SPDX-License-Identifier: MIT
#include "standing.hpp"

#include <algorithm>
#include <numeric>

#include "terminal.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;

bool has(const std::vector<const spec::Rule*>& rules, const spec::Rule* rule) {
  return std::ranges::find(rules, rule) != rules.end();
}

Standing by_counts(const RuleTally& tally) {
  if (!tally.supported) return Standing::not_supported;
  if (tally.violated > 0) return Standing::violated;
  return tally.holds > 0 ? Standing::holds : Standing::not_reached;
}

}  // namespace

std::string_view to_string(Standing standing) {
  static constexpr std::array<std::string_view, standing_count> words{
      "holds",  "violated", "known",       "changed",      "passing",
      "unseen", "absent",   "not reached", "not supported"};
  return words[static_cast<std::size_t>(standing)];
}

std::string_view in_words(Standing standing) {
  static constexpr std::array<std::string_view, standing_count> words{
      "holds",
      "violated",
      "violated as known",
      "violated in another way than listed",
      "holds, and is listed as violated",
      "never seen, and is listed as violated",
      "never reached, as listed",
      "never reached",
      "not supported"};
  return words[static_cast<std::size_t>(standing)];
}

bool is_good(Standing standing) {
  return standing == Standing::holds || is_as_listed(standing);
}

bool is_as_listed(Standing standing) {
  return standing == Standing::known || standing == Standing::absent;
}

bool is_violated(Standing standing) {
  return standing == Standing::violated || standing == Standing::known ||
         standing == Standing::changed;
}

Standing standing_of(const Report& report, const RuleTally& tally) {
  const auto& known = report.result.reconciliation;
  if (!known) return by_counts(tally);
  if (known->knows(tally.rule)) return Standing::known;
  if (has(known->passing, tally.rule)) return Standing::passing;
  if (has(known->unseen, tally.rule)) return Standing::unseen;
  if (has(known->absent, tally.rule)) return Standing::absent;
  const bool changed =
      std::ranges::find(known->changed, tally.rule, &conformance::Reconciliation::Changed::rule) !=
      known->changed.end();
  return changed ? Standing::changed : by_counts(tally);
}

std::uint64_t Figures::rules() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t Figures::violated() const {
  return (*this)[Standing::violated] + (*this)[Standing::known] + (*this)[Standing::changed];
}

std::string Figures::text() const {
  std::string text = counted(rules(), "rule") + ": ";
  for (std::size_t i = 0; i < standing_count; ++i) {
    if (counts[i] == 0) continue;
    const auto words = i == 0 && counts[i] > 1 ? "hold" : in_words(static_cast<Standing>(i));
    text += (text.ends_with(": ") ? "" : ", ") + std::to_string(counts[i]) + " ";
    text += words;
  }
  return text;
}

Figures figures_of(const Report& report) {
  Figures figures;
  for (const auto& each : report.result.tally.rules()) figures.add(standing_of(report, each));
  return figures;
}

const conformance::Failure* failure_of(const Report& report, const spec::Rule& rule) {
  const conformance::Failure* related = nullptr;
  for (const auto& each : report.result.failures) {
    if (each.rule == &rule) return &each;
    if (!related && has(each.related, &rule)) related = &each;
  }
  return related;
}

const conformance::Told& told_of(const Report& report, const conformance::Failure& failure) {
  return report.told[static_cast<std::size_t>(&failure - report.result.failures.data())];
}

bool is_unfinished(const Report& report) {
  return report.result.interrupted || !report.result.gone.empty();
}

std::string counts_text(const RuleTally& tally) {
  return "held " + std::to_string(tally.holds) + ", violated " + std::to_string(tally.violated) +
         ", vacuous " + std::to_string(tally.vacuous);
}

}  // namespace gathercheck::tools
