// SPDX-License-Identifier: MIT
#include "verdict_in_report.hpp"

#include <algorithm>

#include "files.hpp"
#include "read_reports.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;

/// The message that is listed of a rule that is violated in another way.
std::string listed_message(const Report& report, const spec::Rule& rule) {
  if (report.result.reconciliation)
    for (const auto& each : report.result.reconciliation->changed)
      if (each.rule == &rule) return each.listed;
  return {};
}

const RuleTally* tally_of(const Report& report, const spec::Rule& rule) {
  const auto& rules = report.result.tally.rules();
  const auto found = std::ranges::find(rules, &rule, &RuleTally::rule);
  return found == rules.end() ? nullptr : &*found;
}

VerdictInReport verdict_in(const Report& report, const spec::Rule& rule) {
  VerdictInReport verdict;
  verdict.rule = &rule;
  verdict.identity = report.result.identity;
  verdict.edition = report.result.edition;
  const auto* tally = tally_of(report, rule);
  if (!tally && !rule.editions.contains(verdict.edition)) return verdict;
  if (!tally)
    throw UsageError("the report does not judge " + std::string(rule.id),
                     "it has the rules of one edition, or those that were chosen");
  verdict.standing = standing_of(report, *tally);
  verdict.reached = tally->reached();
  verdict.listed = listed_message(report, rule);
  if (tally->first_violation)
    verdict.failure = conformance::Failure{&rule, *tally->first_violation, tally->violated, {}};
  return verdict;
}

}  // namespace

VerdictInReport read_verdict(const std::string& path, const std::string& id) {
  const auto* rule = spec::find_rule(id);
  if (!rule) throw UsageError("there is no rule \"" + id + "\"", "gathercheck rules lists them");
  const auto reports = read_reports(path);
  if (reports.size() != 1)
    throw UsageError((path == "-" ? "standard input" : path) + ": expected the report of one " +
                         "implementation, found " + std::to_string(reports.size()),
                     "gathercheck check --json FILE writes one");
  return verdict_in(reports.front(), *rule);
}

}  // namespace gathercheck::tools
