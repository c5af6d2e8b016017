// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/claim.hpp"
#include "options.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

using nlohmann::ordered_json;
using spec::Claim;

struct Options {
  std::string id;
  bool json = false;
  std::string adapter;
  std::string edition;
  std::uint64_t patience = usual_patience;
};

/// The claims that were asked for.
std::vector<const Claim*> select(const std::string& id) {
  std::vector<const Claim*> chosen;
  if (id.empty()) {
    for (const auto& claim : spec::claims()) chosen.push_back(&claim);
  } else {
    chosen.push_back(spec::find_claim(id));
    if (!chosen.front())
      throw UsageError("there is no claim \"" + id + "\"", "gathercheck claims lists them");
  }
  return chosen;
}

ordered_json ids_of_rules(const Claim& claim) {
  auto ids = ordered_json::array();
  for (const auto* rule : rules_of(claim)) ids.push_back(rule->id);
  return ids;
}

ordered_json as_json(const Claim& claim) {
  const auto parsed = [](std::string_view text) {
    return text.empty() ? ordered_json() : ordered_json::parse(text);
  };
  return {{"id", claim.id},
          {"title", claim.title},
          {"quote", claim.quote},
          {"said by", claim.said_by},
          {"language", claim.language},
          {"english", claim.english},
          {"verdict", to_string(claim.finding)},
          {"editions", to_string(claim.finding.editions)},
          {"fact", claim.fact},
          {"rules", ids_of_rules(claim)},
          {"needs", claim.needs},
          {"why no scenario", claim.why_no_scenario},
          {"scenario", parsed(claim.scenario)},
          {"proof", parsed(claim.proof)}};
}

std::string painted(const Claim& claim, const std::string& text, const Terminal& terminal) {
  if (claim.finding.truth == spec::Finding::Truth::wrong) return terminal.red(text);
  const bool plainly = to_string(claim.finding) == "true";
  return plainly ? terminal.green(text) : terminal.yellow(text);
}

void list(const Claim& claim, const Terminal& terminal) {
  std::string id(claim.id);
  id.resize(9, ' ');
  auto verdict = to_string(claim.finding);
  verdict.resize(10, ' ');
  std::cout << terminal.bold(id) << ' ' << painted(claim, verdict, terminal) << ' '
            << conformance::wrapped(claim.title, 21) << '\n';
}

/// A line "name:    text", unless there is no text.
void print_field(std::string name, std::string_view text) {
  if (text.empty()) return;
  name += ':';
  name.resize(10, ' ');
  std::cout << name << conformance::wrapped(text, 10) << '\n';
}

void print_rules(const Claim& claim) {
  if (claim.rules.empty()) return;
  std::cout << "\nrules that settle it:\n";
  for (const auto* rule : rules_of(claim)) {
    std::string id(rule->id);
    id.resize(10, ' ');
    std::cout << "  " << id << conformance::wrapped(rule->title, 12) << '\n';
  }
}

void show(const Claim& claim, const Terminal& terminal) {
  std::cout << terminal.bold(
                   conformance::wrapped(std::string(claim.id) + ": " + std::string(claim.title), 0))
            << "\n\n  \"" << conformance::wrapped(claim.quote, 3, 78) << "\"\n\n";
  print_field("english", claim.english);
  print_field("said by", claim.said_by);
  print_field("verdict", to_string(claim.finding));
  print_field("fact", claim.fact);
  print_field("needs", claim.needs);
  if (!claim.why_no_scenario.empty())
    std::cout << "\nno scenario:\n  " << conformance::wrapped(claim.why_no_scenario, 2) << '\n';
  print_rules(claim);
  if (claim.has_scenario())
    std::cout << "\nscenario:\n" << claim.scenario << "\nits trace:\n" << claim.proof;
}

void print(const Options& options, const Terminal& terminal) {
  auto json = ordered_json::array();
  for (const auto* claim : select(options.id)) {
    if (options.json)
      json.push_back(as_json(*claim));
    else if (!options.id.empty())
      show(*claim, terminal);
    else
      list(*claim, terminal);
  }
  if (options.json) std::cout << json.dump(1) << '\n';
}

/// What the runs of the scenarios of some claims came to.
struct Tally {
  std::uint64_t borne_out = 0;
  std::uint64_t disputed = 0;
  std::uint64_t in_trouble = 0;
  std::uint64_t unsupported = 0;
  std::uint64_t without_scenario = 0;
};

void judge(const Claim& claim, conformance::Run& run, Tally& tally, const Terminal& terminal) {
  if (const auto* failure = run.trouble()) {
    ++tally.in_trouble;
    std::cout.flush();
    std::cerr << "gathercheck: " << claim.id << ": " << to_string(failure->kind) << ": "
              << plain(failure->what) << '\n';
  } else if (const auto reason = dispute(claim, run.trace())) {
    ++tally.disputed;
    std::cout << terminal.red(std::string(claim.id)) << " is not borne out: " << *reason << '\n';
  } else {
    ++tally.borne_out;
  }
}

/// The claims with a scenario that the implementation can run; the others are counted.
std::vector<const Claim*> provable(const std::vector<const Claim*>& asked,
                                   const conformance::Identity& identity, Tally& tally) {
  std::vector<const Claim*> claims;
  for (const auto* claim : asked) {
    if (!claim->has_scenario())
      ++tally.without_scenario;
    else if (!identity.supports(claim->needs))
      ++tally.unsupported;
    else
      claims.push_back(claim);
  }
  return claims;
}

/// Runs the scenarios of the claims and tells which traces do not bear the verdicts out.
void prove(const Options& options, Context& context) {
  Terminal::catch_interrupt();
  const auto implementation = conformance::make_implementation(
      options.adapter, read_edition(options.edition), care(options.patience));
  Tally tally;
  const auto claims = provable(select(options.id), implementation->identity(), tally);
  std::vector<conformance::Scenario> scenarios;
  for (const auto* claim : claims)
    scenarios.push_back(conformance::parse_scenario(claim->scenario));
  const auto terminal = context.terminal();
  implementation->run(scenarios, [&](std::size_t i, conformance::Run run) {
    judge(*claims[i], run, tally, terminal);
  });
  const auto& identity = implementation->identity();
  std::cout << title_of(identity) << ", edition " << to_string(identity.edition) << ": "
            << counted(tally.borne_out, "claim") << " borne out, " << tally.disputed << " not, "
            << tally.in_trouble << " in trouble; ";
  if (tally.unsupported > 0) std::cout << tally.unsupported << " need the Python dialect, ";
  std::cout << tally.without_scenario << " have no scenario\n";
  if (tally.disputed > 0) context.status = differs;
  if (tally.in_trouble > 0) context.status = trouble;
}

void run(const Options& options, Context& context) {
  if (!options.adapter.empty()) return prove(options, context);
  if (!options.edition.empty())
    throw UsageError("--edition is of use with --adapter only",
                     "gathercheck claims --adapter reference --edition 3.9");
  print(options, context.terminal());
}

}  // namespace

void add_claims_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "claims", "List what documents say of gather and whether it is so, or show one claim");
  command->add_option("id", options->id, "This claim only, as CLAIM-44 or 44");
  auto* json = command->add_flag("--json", options->json, "Print as JSON");
  command
      ->add_option("-a,--adapter", options->adapter,
                   "Run the scenarios of the claims on this implementation and tell which verdicts "
                   "its traces do not bear out")
      ->excludes(json);
  command->add_option("--edition", options->edition, "The edition of the reference, as 3.9");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
