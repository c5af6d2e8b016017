// SPDX-License-Identifier: MIT
#include "rules_page.hpp"

#include <kainjow/mustache.hpp>
#include <string_view>

#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/family.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/term.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "pages.generated.hpp"
#include "rule_example.hpp"
#include "sequence_diagram.hpp"

namespace gathercheck::tools {
namespace {

using kainjow::mustache::data;
using spec::Rule;

/// A text of the law, with its code marked and its references linked.
std::string text(std::string_view law) {
  return linked(marked_up(law));
}

/// The claims that a rule settles, to be linked to.
data settled_claims(const Rule& rule) {
  data list(data::type::list);
  for (const auto* claim : spec::claims_settled_by(rule)) {
    data item;
    item.set("id", std::string(claim->id));
    item.set("anchor", anchor_of(claim->id));
    item.set("finding", to_string(claim->finding));
    list.push_back(item);
  }
  return list;
}

data claims() {
  data list(data::type::list);
  for (const auto& claim : spec::claims()) {
    data item;
    item.set("id", std::string(claim.id));
    item.set("anchor", anchor_of(claim.id));
    item.set("title", marked_up(claim.title));
    item.set("quote", std::string(claim.quote));
    item.set("language", claim.language.empty() ? "en" : std::string(claim.language));
    if (!claim.english.empty()) item.set("english", std::string(claim.english));
    item.set("said_by", text(claim.said_by));
    item.set("finding", to_string(claim.finding));
    item.set("fact", text(claim.fact));
    data rules(data::type::list);
    for (const auto* rule : spec::rules_of(claim)) {
      data link;
      link.set("id", std::string(rule->id));
      link.set("anchor", anchor_of(rule->id));
      rules.push_back(link);
    }
    if (!rules.is_empty_list()) item.set("settled", data("rules", rules));
    list.push_back(item);
  }
  return list;
}

data rule_data(const Rule& rule) {
  const auto example = example_of(rule);
  data item;
  item.set("id", std::string(rule.id));
  item.set("anchor", anchor_of(rule.id));
  item.set("title", marked_up(rule.title));
  item.set("sentence", text(rule.sentence));
  item.set("level", std::string(to_string(rule.level)));
  item.set("profile", std::string(to_string(rule.profile)));
  item.set("editions", to_string(rule.editions));
  if (!rule.changed.empty()) item.set("changed", text(rule.changed));
  if (!rule.needs.empty()) item.set("needs", std::string(rule.needs));
  item.set("intent", text(rule.intent));
  item.set("source", text(rule.source));
  const auto settled = settled_claims(rule);
  if (!settled.is_empty_list()) item.set("settled", data("claims", settled));
  item.set("example", std::string(rule.example));
  item.set("edition", to_string(example.trace.edition));
  item.set("run", example.run);
  item.set("diagram", sequence_diagram(example.trace));
  item.set("timeline", spec::timeline(example.trace));
  return item;
}

data family_data(const spec::Family& known) {
  data rules(data::type::list);
  for (const Rule& rule : spec::law())
    if (rule.family == known.name) rules.push_back(rule_data(rule));
  data family;
  family.set("family", std::string(known.name));
  family.set("heading", std::string(known.title.substr(0, known.title.find(": "))));
  family.set("title", marked_up(known.title));
  if (!known.preamble.empty()) family.set("preamble", text(known.preamble));
  family.set("rules", rules);
  return family;
}

data families() {
  data list(data::type::list);
  for (const auto& family : spec::families()) list.push_back(family_data(family));
  return list;
}

data glossary() {
  data list(data::type::list);
  for (const auto& term : spec::glossary()) {
    data item;
    item.set("word", marked_up(term.word));
    item.set("meaning", text(term.meaning));
    list.push_back(item);
  }
  return list;
}

}  // namespace

std::string rules_page() {
  data page;
  page.set("style", std::string(pages::page_css));
  page.set("script", std::string(pages::rules_js));
  page.set("count", std::to_string(spec::law().size()));
  page.set("version", GATHERCHECK_VERSION);
  page.set("glossary", glossary());
  page.set("families", families());
  page.set("claims", claims());
  data profiles(data::type::list);
  for (const auto word : spec::profile_words())
    profiles.push_back(data("profile", std::string(word)));
  page.set("profiles", profiles);
  kainjow::mustache::mustache html{std::string(pages::rules_html)};
  return html.render(page);
}

}  // namespace gathercheck::tools
