// SPDX-License-Identifier: MIT
#include "gathercheck/spec/claim.hpp"

#include <algorithm>
#include <cctype>

#include "gathercheck/spec/history.hpp"
#include "gathercheck/spec/proof.hpp"

namespace gathercheck::spec {
namespace {

constexpr std::string_view prefix = "CLAIM-";

std::optional<std::string> dispute(const Rule& rule, const History& history) {
  const auto judgement = rule.judge(history);
  if (judgement.verdict == Verdict::violated)
    return std::string(rule.id) + " is violated: " + judgement.reason;
  if (judgement.verdict == Verdict::vacuous)
    return "the trace does not reach the situation of " + std::string(rule.id);
  return std::nullopt;
}

}  // namespace

const Claim* find_claim(std::string_view id) {
  const auto same = [](unsigned char a, unsigned char b) {
    return std::toupper(a) == std::toupper(b);
  };
  const auto found = std::ranges::find_if(claims(), [&](const Claim& claim) {
    return std::ranges::equal(claim.id, id, same) || claim.id.substr(prefix.size()) == id;
  });
  return found == claims().end() ? nullptr : &*found;
}

std::vector<const Rule*> rules_of(const Claim& claim) {
  std::vector<const Rule*> rules;
  for (auto rest = claim.rules; !rest.empty();) {
    const auto comma = rest.find(", ");
    rules.push_back(find_rule(rest.substr(0, comma)));
    rest = comma == std::string_view::npos ? "" : rest.substr(comma + 2);
  }
  return rules;
}

std::vector<const Claim*> claims_settled_by(const Rule& rule) {
  std::vector<const Claim*> settled;
  for (const auto& claim : claims())
    if (std::ranges::count(rules_of(claim), &rule) > 0) settled.push_back(&claim);
  return settled;
}

std::optional<std::string> dispute(const Claim& claim, const Trace& trace) {
  const auto missing = Proof::parse(claim.proof).missing(trace);
  const bool due = claim.finding.editions.contains(trace.edition);
  if (missing && due) return missing;
  if (!missing && !due)
    return "the trace shows it in " + to_string(trace.edition) + ", but it is so " +
           to_string(claim.finding) + " only";
  const History history(trace);
  for (const auto* rule : rules_of(claim)) {
    if (!rule->editions.contains(trace.edition)) continue;
    if (auto reason = dispute(*rule, history)) return reason;
  }
  return std::nullopt;
}

}  // namespace gathercheck::spec
