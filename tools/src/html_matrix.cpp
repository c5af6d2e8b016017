// SPDX-License-Identifier: MIT
#include "html_matrix.hpp"

#include <algorithm>
#include <map>

#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/family.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "html_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "print.hpp"
#include "rule_example.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;
using spec::Rule;

/// With more implementations their names stand upright, so that all columns are seen.
constexpr std::size_t most_beside = 6;

/// What stands in a cell: a class of pages/report.css, and a sign that is not only a colour.
struct Sign {
  std::string_view look;
  std::string_view mark;
};

Sign sign_of(Standing standing) {
  switch (standing) {
    case Standing::holds:
      return {"holds", "\u2713"};
    case Standing::violated:
      return {"violated", "\u2717"};
    case Standing::known:
      return {"known", "\u2248"};
    case Standing::changed:
      return {"violated", "\u2260"};
    case Standing::passing:
      return {"violated", "\u2191"};
    case Standing::unseen:
      return {"unreached", "?"};
    case Standing::absent:
      return {"known", "\u25cc"};
    case Standing::not_reached:
      return {"unreached", "\u25cb"};
    case Standing::not_supported:
      return {"unsupported", "\u2013"};
  }
  return {};
}

/// The rules of each report, to be found by the rule.
class Index {
 public:
  explicit Index(std::span<const Report> reports) : reports_(reports), places_(reports.size()) {
    for (std::size_t i = 0; i < reports.size(); ++i)
      for (const auto& each : reports[i].result.tally.rules()) places_[i][each.rule] = &each;
  }

  std::size_t size() const { return reports_.size(); }
  const Report& report(std::size_t i) const { return reports_[i]; }
  /// Null if the report does not judge it.
  const RuleTally* find(std::size_t i, const Rule& rule) const {
    const auto found = places_[i].find(&rule);
    return found == places_[i].end() ? nullptr : found->second;
  }
  bool has(const Rule& rule) const {
    return std::ranges::any_of(places_, [&](const auto& each) { return each.contains(&rule); });
  }

 private:
  std::span<const Report> reports_;
  std::vector<std::map<const Rule*, const RuleTally*>> places_;
};

std::string sign(Standing standing) {
  const auto [look, mark] = sign_of(standing);
  return "<span aria-hidden=\"true\">" + std::string(mark) + "</span><span class=\"hear\">" +
         std::string(in_words(standing)) + "</span>";
}

std::string cell(const Index& index, std::size_t i, const Rule& rule) {
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
std::string_view state_of(const Index& index, const Rule& rule) {
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

std::string row(const Index& index, const Rule& rule) {
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

std::string heads(const Index& index) {
  std::string text;
  for (std::size_t i = 0; i < index.size(); ++i)
    text += "<th scope=\"col\"><a href=\"#i" + std::to_string(i + 1) + "\">" +
            breakable(html_line(index.report(i).result.identity.name)) + "</a></th>";
  if (index.size() == 1)
    for (const auto* name : {"held", "violated", "vacuous"})
      text += "<th scope=\"col\">" + std::string(name) + "</th>";
  return text;
}

std::string counts_row(const Index& index, std::size_t i, const Rule& rule) {
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

std::string counts(const Index& index, const Rule& rule) {
  std::string rows;
  for (std::size_t i = 0; i < index.size(); ++i) rows += counts_row(index, i, rule);
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Counts of " +
         std::string(rule.id) +
         "\"><table class=\"counts\"><thead><tr><th scope=\"col\">implementation</th><th "
         "scope=\"col\">verdict</th><th scope=\"col\">held</th><th scope=\"col\">violated</th><th "
         "scope=\"col\">vacuous</th><th scope=\"col\">reason</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

/// What documents say that the rule settles: "CLAIM-3, false: gather cancels ...".
std::string claims_text(const Rule& rule) {
  std::string text;
  for (const auto* claim : spec::claims_settled_by(rule))
    text += (text.empty() ? "" : "; ") + std::string(claim->id) + ", " +
            std::string(to_string(claim->finding)) + ": " + marked_up(claim->title);
  return text;
}

std::string example_text(const Rule& rule) {
  const auto example = example_of(rule);
  return "<details class=\"example\"><summary>Example</summary>\n<p>What happens in it (Python " +
         to_string(example.trace.edition) + "):</p>\n<pre tabindex=\"0\">" +
         escaped(spec::timeline(example.trace)) + "</pre>\n<p>Run it: <code>" +
         escaped(example.run) + "</code></p>\n<pre tabindex=\"0\">" + escaped(rule.example) +
         "</pre></details>\n";
}

std::string rule_text(const Index& index, const Rule& rule) {
  const auto fact = [](std::string_view name, const std::string& text) {
    return text.empty() ? std::string()
                        : "<div><dt>" + std::string(name) + "</dt><dd>" + text + "</dd></div>\n";
  };
  return "<details class=\"rule\" id=\"" + anchor_of(rule.id) + "\"><summary><b>" +
         std::string(rule.id) + "</b> " + marked_up(rule.title) + "</summary>\n<p>" +
         marked_up(rule.sentence) + "</p>\n" + counts(index, rule) + "<dl>\n" +
         fact("level", std::string(to_string(rule.level))) +
         fact("profile", std::string(to_string(rule.profile))) +
         fact("editions", to_string(rule.editions)) + fact("changed", marked_up(rule.changed)) +
         fact("needs", std::string(rule.needs)) + fact("intent", marked_up(rule.intent)) +
         fact("source", marked_up(rule.source)) + fact("settles", claims_text(rule)) + "</dl>\n" +
         example_text(rule) + "</details>\n";
}

/// Calls `visit` for each family of which a rule was judged, with its rules.
template <typename Visit>
void for_each_family(const Index& index, Visit visit) {
  for (const auto& family : spec::families()) {
    std::vector<const Rule*> rules;
    for (const auto& rule : spec::law())
      if (rule.family == family.name && index.has(rule)) rules.push_back(&rule);
    if (!rules.empty()) visit(family, rules);
  }
}

}  // namespace

std::string failure_anchor(const Report& report, std::size_t number, const Rule& rule) {
  const auto* failure = failure_of(report, rule);
  return failure ? "i" + std::to_string(number) + "-" + anchor_of(failure->rule->id) : "";
}

std::string html_matrix(std::span<const Report> reports) {
  const Index index(reports);
  std::string bodies;
  for_each_family(index, [&](const spec::Family& family, const std::vector<const Rule*>& rules) {
    bodies += "<tbody><tr class=\"family\"><th scope=\"rowgroup\" colspan=\"" +
              std::to_string(reports.size() == 1 ? 5 : reports.size() + 1) + "\">" +
              marked_up(family.title) + "</th></tr>\n";
    for (const auto* rule : rules) bodies += row(index, *rule);
    bodies += "</tbody>\n";
  });
  return "<table class=\"matrix" + std::string(reports.size() > most_beside ? " many" : "") +
         "\"><thead><tr><th scope=\"col\">rule</th>" + heads(index) + "</tr></thead>\n" + bodies +
         "</table>\n";
}

std::string html_legend() {
  std::string text;
  for (std::size_t i = 0; i < standing_count; ++i) {
    const auto standing = static_cast<Standing>(i);
    const auto [look, mark] = sign_of(standing);
    text += (i == 0 ? "<span class=\"" : " <span class=\"") + std::string(look) + "\">" +
            std::string(mark) + " " + std::string(in_words(standing)) + "</span>";
  }
  return text;
}

std::string html_rules(std::span<const Report> reports) {
  const Index index(reports);
  std::string text;
  for_each_family(index, [&](const spec::Family& family, const std::vector<const Rule*>& rules) {
    text += "<section class=\"rules\"><h3>" + marked_up(family.title) + "</h3>\n";
    for (const auto* rule : rules) text += rule_text(index, *rule);
    text += "</section>\n";
  });
  return text;
}

}  // namespace gathercheck::tools
