// SPDX-License-Identifier: MIT
#include "html_claims.hpp"

#include "gathercheck/spec/claim.hpp"
#include "html_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "rule_index.hpp"

namespace gathercheck::tools {
namespace {

using spec::Claim;

/// The rules that settle it: "ERR-1, RES-2", each a link if it was judged. Empty if none was.
std::string settled_by(const RuleIndex& index, const Claim& claim) {
  std::string text;
  bool any = false;
  for (const auto* rule : rules_of(claim)) {
    const bool judged = index.has(*rule);
    any = any || judged;
    text += (text.empty() ? "" : ", ") + (judged ? rule_link(*rule) : std::string(rule->id));
  }
  return any ? text : "";
}

std::string claim_text(const Claim& claim, const std::string& rules) {
  const auto language = claim.language.empty() ? "en" : std::string(claim.language);
  return "<details class=\"claim\" id=\"" + anchor_of(claim.id) + "\"><summary><b>" +
         std::string(claim.id) + "</b> " + marked_up(claim.title) + ": " +
         to_string(claim.finding) + "</summary>\n<blockquote lang=\"" + language + "\">" +
         escaped(claim.quote) + "</blockquote>\n" +
         (claim.english.empty() ? "" : "<p>In English: " + escaped(claim.english) + "</p>\n") +
         "<p>" + marked_up(claim.fact) + "</p>\n<dl><div><dt>said by</dt><dd>" +
         marked_up(claim.said_by) + "</dd></div>\n<div><dt>settled by</dt><dd>" + rules +
         "</dd></div></dl></details>\n";
}

}  // namespace

std::string html_claims(std::span<const conformance::Report> reports) {
  const RuleIndex index(reports);
  std::string text;
  for (const auto& claim : spec::claims()) {
    const auto rules = settled_by(index, claim);
    if (!rules.empty()) text += claim_text(claim, rules);
  }
  return text;
}

}  // namespace gathercheck::tools
