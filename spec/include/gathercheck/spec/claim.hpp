// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/spec/finding.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::spec {

/// Something that a document says of gather. Every field comes from spec/claims.md.
struct Claim {
  std::string_view id;        ///< permanent, as "CLAIM-44"
  std::string_view title;     ///< the claim in a few words
  std::string_view quote;     ///< the words of the document
  std::string_view said_by;   ///< which document, with its address if it has one
  std::string_view language;  ///< of the quote; empty for English
  std::string_view english;   ///< the quote in English; empty if it is
  Finding finding;
  std::string_view fact;             ///< what is so instead, or under which conditions
  std::string_view rules;            ///< the ids of the rules that settle it, separated by ", "
  std::string_view needs;            ///< "python" if the scenario is of the Python dialect
  std::string_view why_no_scenario;  ///< why no trace can show it; empty if one does
  std::string_view scenario;         ///< JSON; empty if there is none
  std::string_view proof;            ///< what its trace must show (Proof); empty if there is none

  bool has_scenario() const { return !scenario.empty(); }
};

/// Every claim, in the order of the text.
std::span<const Claim> claims();

/// The claim with this id (any case), or with this number; null if there is none.
const Claim* find_claim(std::string_view id);

/// The rules that settle a claim.
std::vector<const Rule*> rules_of(const Claim& claim);

/// The claims that a rule settles, in the order of the text.
std::vector<const Claim*> claims_settled_by(const Rule& rule);

/// Why a trace of the claim's scenario does not bear the finding out; nothing if it does. It does
/// if it proves the claim's proof in exactly the editions of the finding, and if each of its rules
/// that holds in this edition is reached and kept.
std::optional<std::string> dispute(const Claim& claim, const Trace& trace);

}  // namespace gathercheck::spec
