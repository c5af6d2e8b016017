// SPDX-License-Identifier: MIT
#include <iostream>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/claim.hpp"
#include "gathercheck/spec/family.hpp"
#include "gathercheck/spec/rule.hpp"
#include "options.hpp"
#include "rules_page.hpp"

namespace gathercheck::tools {
namespace {

using spec::Rule;

struct Options {
  std::string id;
  std::string profile;
  bool json = false;
  std::string html;
};

/// What holds for all rules of the family, if it says so.
std::string_view presupposed_by(const Rule& rule) {
  for (const auto& family : spec::families())
    if (family.name == rule.family) return family.preamble;
  return "";
}

nlohmann::ordered_json as_json(const Rule& rule) {
  return {{"id", rule.id},
          {"family", rule.family},
          {"presupposed", presupposed_by(rule)},
          {"title", rule.title},
          {"sentence", rule.sentence},
          {"level", to_string(rule.level)},
          {"profile", to_string(rule.profile)},
          {"editions", to_string(rule.editions)},
          {"changed", rule.changed},
          {"needs", rule.needs},
          {"focus", rule.focus},
          {"intent", rule.intent},
          {"source", rule.source},
          {"example", nlohmann::ordered_json::parse(rule.example)}};
}

void list(const Rule& rule, const Terminal& terminal) {
  std::string id(rule.id);
  id.resize(std::max<std::size_t>(id.size(), 10), ' ');
  std::string profile(to_string(rule.profile));
  profile.resize(13, ' ');
  std::cout << terminal.bold(id) << ' ' << profile << ' ' << rule.title << '\n';
}

/// The ids of claims, separated by blanks.
std::string ids_of(const std::vector<const spec::Claim*>& claims) {
  std::string ids;
  for (const auto* claim : claims) ids += (ids.empty() ? "" : " ") + std::string(claim->id);
  return ids;
}

void show(const Rule& rule, const Terminal& terminal) {
  std::cout << terminal.bold(std::string(rule.id) + ": " + std::string(rule.title)) << "\n\n"
            << rule.sentence << "\n\nlevel:    " << to_string(rule.level)
            << "\nprofile:  " << to_string(rule.profile)
            << "\neditions: " << to_string(rule.editions) << '\n';
  if (!rule.changed.empty()) std::cout << "changed:  " << rule.changed << '\n';
  if (!rule.needs.empty()) std::cout << "needs:    " << rule.needs << '\n';
  std::cout << "intent:   " << rule.intent << "\nsource:   " << rule.source << '\n';
  if (const auto claims = claims_settled_by(rule); !claims.empty())
    std::cout << "claims:   " << conformance::wrapped(ids_of(claims), 10) << '\n';
  if (const auto presupposed = presupposed_by(rule); !presupposed.empty())
    std::cout << "\nfor all rules of " << rule.family << ":\n" << presupposed << '\n';
  std::cout << "\nexample:\n" << rule.example;
}

void run(const Options& options, const Terminal& terminal) {
  if (!options.html.empty()) return OutputFile(options.html).write(rules_page());
  const Rule* only = options.id.empty() ? nullptr : spec::find_rule(options.id);
  if (!options.id.empty() && !only)
    throw UsageError("there is no rule \"" + options.id + "\"", "gathercheck rules lists them");
  auto json = nlohmann::ordered_json::array();
  for (const Rule& rule : spec::law()) {
    if (only && &rule != only) continue;
    if (!options.profile.empty() && options.profile != to_string(rule.profile)) continue;
    if (options.json)
      json.push_back(as_json(rule));
    else if (only)
      show(rule, terminal);
    else
      list(rule, terminal);
  }
  if (options.json) std::cout << json.dump(1) << '\n';
}

}  // namespace

void add_rules_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("rules", "List the rules of gather, or show one");
  command->add_option("id", options->id, "Show this rule, as ERR-1");
  command->add_option("--profile", options->profile, "List the rules of one profile")
      ->check(is_profile());
  command->add_flag("--json", options->json, "Print as JSON");
  command
      ->add_option("--html", options->html, "Write the whole law as a page; - for standard output")
      ->type_name("FILE")
      ->excludes("id", "--profile", "--json");
  command->callback([options, &context] { run(*options, context.terminal()); });
}

}  // namespace gathercheck::tools
