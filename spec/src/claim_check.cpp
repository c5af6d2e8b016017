// SPDX-License-Identifier: MIT
#include "claim_check.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "gathercheck/spec/finding.hpp"

namespace gathercheck::spec {
namespace {

constexpr std::array<std::string_view, 7> known_fields{
    "said by", "language", "english", "verdict", "rules", "needs", "why no scenario"};

bool is_claim_id(std::string_view id) {
  constexpr std::string_view prefix = "CLAIM-";
  if (!id.starts_with(prefix) || id.size() == prefix.size() || id[prefix.size()] == '0')
    return false;
  return std::ranges::all_of(id.substr(prefix.size()),
                             [](unsigned char c) { return std::isdigit(c) != 0; });
}

void check_words(const Section& claim) {
  if (!is_claim_id(claim.id)) claim.complain("the id of a claim is CLAIM- and a number");
  if (claim.quote.empty()) claim.complain("has no quote");
  if (claim.paragraph.empty()) claim.complain("does not say what the fact is");
  for (const auto& [key, unused] : claim.fields)
    if (std::ranges::find(known_fields, key) == known_fields.end())
      claim.complain("has the unknown key \"" + key + "\"");
  if (claim.field("said by").empty()) claim.complain("does not say who said it");
  if (claim.field("language").empty() != claim.field("english").empty())
    claim.complain("\"language\" and \"english\" belong together");
  if (!parse_finding(claim.field("verdict")))
    claim.complain("the verdict is true, false, imprecise, since 3.x or until 3.x");
}

void check_rules(const Section& claim, const std::set<std::string>& rules) {
  auto rest = claim.field("rules");
  while (!rest.empty()) {
    const auto comma = rest.find(", ");
    const auto id = rest.substr(0, comma);
    if (!rules.contains(id)) claim.complain("there is no rule " + id);
    rest = comma == std::string::npos ? "" : rest.substr(comma + 2);
  }
}

void check_scenario(const Section& claim) {
  const bool excused = !claim.field("why no scenario").empty();
  if (claim.blocks.empty()) {
    if (!excused) claim.complain("has neither a scenario nor a reason for having none");
    return;
  }
  if (excused) claim.complain("has a scenario and a reason for having none");
  if (claim.blocks.size() != 2) claim.complain("a scenario and what its trace shows are expected");
  if (claim.field("rules").empty()) claim.complain("names no rule that settles it");
}

void check_needs(const Section& claim) {
  const auto needs = claim.field("needs");
  if (!needs.empty() && needs != "python") claim.complain("needs can only be python");
  if (!needs.empty() && claim.blocks.empty()) claim.complain("needs something for no scenario");
}

}  // namespace

void check_claims(std::span<const Section> sections, const std::set<std::string>& rules) {
  std::set<std::string> ids;
  for (const auto& claim : sections) {
    check_words(claim);
    check_rules(claim, rules);
    check_needs(claim);
    check_scenario(claim);
    if (!ids.insert(claim.id).second) claim.complain("stands twice in the text");
  }
}

}  // namespace gathercheck::spec
