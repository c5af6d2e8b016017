// SPDX-License-Identifier: MIT
#include "html_matrix.hpp"

#include "html_failures.hpp"
#include "html_sign.hpp"
#include "html_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "print.hpp"
#include "rule_index.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;
using spec::Rule;

/// With more implementations their names stand upright, so that all columns are seen.
constexpr std::size_t most_beside = 6;

std::string sign(Standing standing) {
  const auto [look, mark] = sign_of(standing);
  return "<span aria-hidden=\"true\">" + std::string(mark) + "</span><span class=\"hear\">" +
         std::string(in_words(standing)) + "</span>";
}

std::string cell(const RuleIndex& index, std::size_t i, const Rule& rule) {
  const auto* tally = index.find(i, rule);
  if (!tally) return "<td><span class=\"hear\">not judged</span></td>";
  const auto standing = standing_of(index.report(i), *tally);
  const auto anchor =
      is_violated(standing) ? failure_anchor(index.report(i), i + 1, rule) : std::string();
  const auto open = anchor.empty() ? "" : "<a href=\"#" + anchor + "\">";
  return "<td class=\"" + std::string(sign_of(standing).look) + "\" title=\"" +
         counts_text(*tally) + "\">" + open + sign(standing) + (anchor.empty() ? "" : "</a>") +
         "</td>";
}

/// One word for the whole row, to be filtered by: the worst of how the rule stands.
std::string_view state_of(const RuleIndex& index, const Rule& rule) {
  std::string_view state = "holds";
  for (std::size_t i = 0; i < index.size(); ++i) {
    const auto* tally = index.find(i, rule);
    if (!tally) continue;
    const auto standing = standing_of(index.report(i), *tally);
    if (is_violated(standing) || standing == Standing::passing) return "violated";
    if (standing != Standing::holds) state = "unjudged";
  }
  return state;
}

/// How often a rule held, was violated and was vacuous: where there is room, beside one report.
std::string numbers(const RuleTally& tally) {
  std::string cells;
  for (const auto count : {tally.holds, tally.violated, tally.vacuous})
    cells += "<td class=\"number\">" + grouped(count) + "</td>";
  return cells;
}

std::string row(const RuleIndex& index, const Rule& rule) {
  std::string cells;
  for (std::size_t i = 0; i < index.size(); ++i) cells += cell(index, i, rule);
  if (index.size() == 1) cells += numbers(*index.find(0, rule));
  return "<tr data-rule=\"" + anchor_of(rule.id) + "\" data-profile=\"" +
         std::string(to_string(rule.profile)) + "\" data-state=\"" +
         std::string(state_of(index, rule)) + "\"><th scope=\"row\">" + rule_link(rule) + " " +
         marked_up(rule.title) + "</th>" + cells + "</tr>\n";
}

/// A name that may be broken into lines where its parts are.
std::string breakable(const std::string& name) {
  std::string text;
  for (const char c : name) {
    text += c;
    if (c == '_' || c == ':' || c == '.') text += "<wbr>";
  }
  return text;
}

std::string heads(const RuleIndex& index) {
  std::string text;
  for (std::size_t i = 0; i < index.size(); ++i)
    text += "<th scope=\"col\"><a href=\"#i" + std::to_string(i + 1) + "\">" +
            breakable(html_line(index.report(i).result.identity.name)) + "</a></th>";
  if (index.size() == 1)
    for (const auto* name : {"held", "violated", "vacuous"})
      text += "<th scope=\"col\">" + std::string(name) + "</th>";
  return text;
}

}  // namespace

std::string html_matrix(std::span<const Report> reports) {
  const RuleIndex index(reports);
  std::string bodies;
  for (const auto& [family, rules] : index.families()) {
    bodies += "<tbody><tr class=\"family\"><th scope=\"rowgroup\" colspan=\"" +
              std::to_string(reports.size() == 1 ? 5 : reports.size() + 1) + "\">" +
              marked_up(family->title) + "</th></tr>\n";
    for (const auto* rule : rules) bodies += row(index, *rule);
    bodies += "</tbody>\n";
  }
  return "<table class=\"matrix" + std::string(reports.size() > most_beside ? " many" : "") +
         "\"><thead><tr><th scope=\"col\">rule</th>" + heads(index) + "</tr></thead>\n" + bodies +
         "</table>\n";
}

}  // namespace gathercheck::tools
