// SPDX-License-Identifier: MIT
#include "report_merge.hpp"

#include <algorithm>

#include "files.hpp"
#include "plain_text.hpp"
#include "print.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Failure;
using conformance::Origin;
using conformance::Reconciliation;
using conformance::Report;
using conformance::RuleTally;
using Rules = std::vector<const spec::Rule*>;

constexpr std::size_t most_mishaps = 10;

std::string text_of(const Origin& origin) {
  return origin.bounded ? to_text(*origin.bounded, origin.seed)
                        : "random scenarios of seed " + std::to_string(origin.seed);
}

std::string name_of(const Report& report) {
  return plain_line(report.result.identity.title(), 200) + " by the law of " +
         to_string(report.result.edition);
}

/// Whether two trials may have had a scenario in common that is counted once only.
bool overlap(const Origin& one, const Origin& other) {
  if (one.bounded.has_value() != other.bounded.has_value()) return false;
  if (!one.bounded) return one.seed == other.seed;
  const auto& a = *one.bounded;
  const auto& b = *other.bounded;
  if (word_of(a.world) != word_of(b.world)) return false;
  if (a.sample > 0 && b.sample > 0) return one.seed == other.seed;
  if (a.sample > 0 || b.sample > 0) return false;
  return a.share.count != b.share.count || a.share.index == b.share.index;
}

void expect_different(const Report& into, const Report& from) {
  for (const auto& one : into.origins)
    for (const auto& other : from.origins)
      if (overlap(one, other))
        throw UsageError(name_of(into) + ": " + text_of(one) + " and " + text_of(other) +
                             " are in part the same scenarios",
                         "shards are shares of one bounded world, or random scenarios of "
                         "different seeds");
}

void expect_same_rules(const Report& into, const Report& from) {
  if (!std::ranges::equal(into.result.tally.rules(), from.result.tally.rules(), {},
                          &RuleTally::rule, &RuleTally::rule))
    throw UsageError(name_of(into) + ": the reports are of other rules",
                     "shards are checked with the same --rule and --profile");
}

void add(RuleTally& into, const RuleTally& from) {
  into.supported = into.supported || from.supported;
  into.holds += from.holds;
  into.violated += from.violated;
  into.vacuous += from.vacuous;
  if (!into.first_violation) into.first_violation = from.first_violation;
}

void add(Rules& into, const Rules& from) {
  for (const auto* each : from)
    if (std::ranges::find(into, each) == into.end()) into.push_back(each);
}

/// Leaves out what the other does not say, too.
void keep_common(Rules& into, const Rules& other) {
  std::erase_if(
      into, [&](const spec::Rule* each) { return std::ranges::find(other, each) == other.end(); });
}

bool tells_of(const Failure& failure, const spec::Rule* rule) {
  return failure.rule == rule || std::ranges::find(failure.related, rule) != failure.related.end();
}

/// A failure is the same as one that tells of its rule already.
void add_failures(Report& into, const Report& from) {
  auto& failures = into.result.failures;
  for (std::size_t i = 0; i < from.result.failures.size(); ++i) {
    const auto& each = from.result.failures[i];
    const auto same = std::ranges::find_if(
        failures, [&](const Failure& known) { return tells_of(known, each.rule); });
    if (same == failures.end()) {
      failures.push_back(each);
      into.told.push_back(from.told[i]);
    } else {
      add(same->related, each.related);
      std::erase(same->related, same->rule);
    }
  }
}

/// The rules were violated in all trials together so often.
void count_failures(Report& report) {
  for (auto& failure : report.result.failures)
    for (const auto& each : report.result.tally.rules())
      if (each.rule == failure.rule) failure.times = each.violated;
}

void add(Reconciliation& into, const Reconciliation& from) {
  add(into.known, from.known);
  add(into.unknown, from.unknown);
  for (const auto& each : from.changed)
    if (std::ranges::find(into.changed, each.rule, &Reconciliation::Changed::rule) ==
        into.changed.end())
      into.changed.push_back(each);
  // In another way than listed in one of them is in another way.
  for (const auto& each : into.changed) std::erase(into.known, each.rule);
  keep_common(into.passing, from.passing);
  keep_common(into.unseen, from.unseen);
  keep_common(into.absent, from.absent);
}

bool is_same(const conformance::Nearest& one, const conformance::Nearest& other) {
  return one.semantics == other.semantics && one.sentence() == other.sentence() &&
         one.satisfied == other.satisfied;
}

void add(Report& into, const Report& from) {
  expect_same_rules(into, from);
  expect_different(into, from);
  auto& result = into.result;
  result.generated += from.result.generated;
  result.judged += from.result.judged;
  result.not_run += from.result.not_run;
  result.mishaps += from.result.mishaps;
  for (const auto& each : from.result.first_mishaps)
    if (result.first_mishaps.size() < most_mishaps) result.first_mishaps.push_back(each);
  result.interrupted = result.interrupted || from.result.interrupted;
  if (result.gone.empty()) result.gone = from.result.gone;
  for (std::size_t i = 0; i < result.tally.rules().size(); ++i)
    add(result.tally.rules()[i], from.result.tally.rules()[i]);
  add_failures(into, from);
  if (result.reconciliation.has_value() != from.result.reconciliation.has_value())
    throw UsageError(name_of(into) + ": only some of the reports are beside known failures",
                     "shards are checked with the same --known-failures");
  if (result.reconciliation) add(*result.reconciliation, *from.result.reconciliation);
  if (!result.nearest || !from.result.nearest || !is_same(*result.nearest, *from.result.nearest))
    result.nearest.reset();
  if (into.seconds && from.seconds) *into.seconds += *from.seconds;
  if (!from.seconds) into.seconds.reset();
  into.origins.insert(into.origins.end(), from.origins.begin(), from.origins.end());
}

/// A rule that one shard could not reach is vacuous there: what was judged adds up.
void complete(Report& report) {
  for (auto& each : report.result.tally.rules())
    if (each.supported) each.vacuous = report.result.judged - each.holds - each.violated;
}

}  // namespace

std::vector<Report> merged(std::vector<Report> reports) {
  std::vector<Report> merged;
  for (auto& report : reports) {
    const auto same = std::ranges::find_if(merged, [&](const Report& each) {
      return each.result.identity == report.result.identity &&
             each.result.edition == report.result.edition;
    });
    if (same == merged.end())
      merged.push_back(std::move(report));
    else
      add(*same, report);
  }
  for (auto& each : merged) {
    if (each.origins.size() < 2) continue;
    complete(each);
    count_failures(each);
  }
  return merged;
}

}  // namespace gathercheck::tools
