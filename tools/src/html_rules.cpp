// SPDX-License-Identifier: MIT
#include "html_rules.hpp"

#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "html_sign.hpp"
#include "html_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "rule_example.hpp"
#include "rule_index.hpp"
#include "sequence_diagram.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using spec::Rule;

std::string counts_row(const RuleIndex& index, std::size_t i, const Rule& rule) {
  const auto* tally = index.find(i, rule);
  if (!tally) return "";
  const auto standing = standing_of(index.report(i), *tally);
  const auto reason =
      tally->first_violation ? html_line(tally->first_violation->judgement.reason) : "";
  return "<tr><th scope=\"row\">" + html_line(index.report(i).result.identity.name) +
         "</th><td class=\"" + std::string(sign_of(standing).look) + "\">" +
         std::string(in_words(standing)) + "</td><td>" + std::to_string(tally->holds) +
         "</td><td>" + std::to_string(tally->violated) + "</td><td>" +
         std::to_string(tally->vacuous) + "</td><td>" + reason + "</td></tr>\n";
}

/// How the rule stands with the only implementation.
std::string verdict(const RuleIndex& index, const Rule& rule) {
  const auto& tally = *index.find(0, rule);
  const auto standing = standing_of(index.report(0), tally);
  return "<span class=\"" + std::string(sign_of(standing).look) + "\">" +
         std::string(in_words(standing)) + "</span> (" + counts_text(tally) + ")" +
         (tally.first_violation ? ": " + html_line(tally.first_violation->judgement.reason) : "");
}

/// How it stands with each of several.
std::string verdicts(const RuleIndex& index, const Rule& rule) {
  std::string rows;
  for (std::size_t i = 0; i < index.size(); ++i) rows += counts_row(index, i, rule);
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Counts of " +
         std::string(rule.id) +
         "\"><table class=\"counts\"><thead><tr><th scope=\"col\">implementation</th><th "
         "scope=\"col\">verdict</th><th scope=\"col\">held</th><th scope=\"col\">violated</th><th "
         "scope=\"col\">vacuous</th><th scope=\"col\">reason</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

/// The claims that the rule settles: "CLAIM-3 (false), CLAIM-7 (true)", each a link.
std::string settled(const Rule& rule) {
  std::string links;
  for (const auto* claim : spec::claims_settled_by(rule))
    links +=
        (links.empty() ? "" : ", ") + claim_link(*claim) + " (" + to_string(claim->finding) + ")";
  return links;
}

/// Whether any of them claims what the rule needs.
bool is_supported(const RuleIndex& index, const Rule& rule) {
  for (std::size_t i = 0; i < index.size(); ++i) {
    const auto* tally = index.find(i, rule);
    if (tally && standing_of(index.report(i), *tally) != Standing::not_supported) return true;
  }
  return false;
}

std::string example_as_text(const RuleExample& example) {
  return "<pre tabindex=\"0\">" + escaped(spec::timeline(example.trace)) + "</pre>";
}

std::string example_as_picture(const RuleExample& example, const Rule& rule) {
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Diagram of " +
         std::string(rule.id) + "\">" + sequence_diagram(example.trace) + "</div>\n";
}

/// What nobody here claims is told without its picture and its scenario, which would be a third of
/// the page.
std::string example_text(const RuleIndex& index, const Rule& rule) {
  const auto example = example_of(rule);
  const bool whole = is_supported(index, rule);
  return "<details class=\"example\"><summary>Example</summary>\n<figure><figcaption>What happens "
         "in it (Python " +
         to_string(example.trace.edition) + "):</figcaption>\n" +
         (whole ? example_as_picture(example, rule) + "<details><summary>As text</summary>" +
                      example_as_text(example) + "</details>"
                : example_as_text(example)) +
         "</figure>\n<p>Run it: <code>" + escaped(example.run) + "</code></p>\n" +
         (whole ? "<pre tabindex=\"0\">" + escaped(rule.example) + "</pre>" : "") + "</details>\n";
}

std::string rule_text(const RuleIndex& index, const Rule& rule) {
  const auto fact = [](std::string_view name, const std::string& text) {
    return text.empty() ? std::string()
                        : "<div><dt>" + std::string(name) + "</dt><dd>" + text + "</dd></div>\n";
  };
  const bool alone = index.size() == 1;
  return "<details class=\"rule\" id=\"" + anchor_of(rule.id) + "\"><summary><b>" +
         std::string(rule.id) + "</b> " + marked_up(rule.title) + "</summary>\n<p>" +
         marked_up(rule.sentence) + "</p>\n" + (alone ? "" : verdicts(index, rule)) + "<dl>\n" +
         fact("verdict", alone ? verdict(index, rule) : "") +
         fact("level", std::string(to_string(rule.level))) +
         fact("profile", std::string(to_string(rule.profile))) +
         fact("editions", to_string(rule.editions)) + fact("changed", marked_up(rule.changed)) +
         fact("needs", std::string(rule.needs)) + fact("intent", marked_up(rule.intent)) +
         fact("source", marked_up(rule.source)) + fact("settles", settled(rule)) + "</dl>\n" +
         example_text(index, rule) + "</details>\n";
}

}  // namespace

std::string html_rules(std::span<const Report> reports) {
  const RuleIndex index(reports);
  std::string text;
  for (const auto& [family, rules] : index.families()) {
    text += "<section class=\"rules\"><h3>" + marked_up(family->title) + "</h3>\n";
    for (const auto* rule : rules) text += rule_text(index, *rule);
    text += "</section>\n";
  }
  return text;
}

}  // namespace gathercheck::tools
