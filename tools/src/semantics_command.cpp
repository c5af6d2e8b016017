// SPDX-License-Identifier: MIT
#include <iostream>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/report.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "nearest_report.hpp"
#include "options.hpp"
#include "placement.hpp"
#include "print.hpp"
#include "read_edition.hpp"
#include "semantics_document.hpp"

namespace gathercheck::tools {
namespace {

using conformance::LineUp;
using conformance::Placement;
using conformance::Semantics;
using nlohmann::ordered_json;

struct Options {
  std::string name;
  std::string of;
  std::string edition;
  std::uint64_t cases = LineUp::usual_cases;
  std::uint64_t seed = 1;
  bool json = false;
  std::string markdown;
  std::uint64_t patience = usual_patience;
};

ordered_json as_json(const Semantics& each) {
  return {{"name", each.name},   {"title", each.title}, {"meaning", each.meaning},
          {"found", each.found}, {"like", each.like},   {"differs", each.differs}};
}

const Semantics& find(const std::string& name) {
  const auto* found = conformance::find_semantics(name);
  if (!found)
    throw UsageError("there is no known semantics \"" + name + "\"",
                     "gathercheck semantics lists them");
  return *found;
}

void show(const Semantics& each, const Terminal& terminal) {
  std::cout << terminal.bold(std::string(each.name) + ": " + std::string(each.title)) << "\n\n"
            << conformance::wrapped(each.meaning, 0)
            << "\n\nfound:   " << conformance::wrapped(each.found, 9) << '\n';
  if (!each.like.empty())
    std::cout << "like:    " << each.like << "\ndiffers: " << conformance::wrapped(each.differs, 9)
              << '\n';
}

void tell(const Options& options, const Terminal& terminal) {
  if (!options.name.empty()) {
    const auto& one = find(options.name);
    if (options.json)
      std::cout << as_json(one).dump(1) << '\n';
    else
      show(one, terminal);
  } else if (options.json) {
    auto all = ordered_json::array();
    for (const auto& each : conformance::known_semantics()) all.push_back(as_json(each));
    std::cout << all.dump(1) << '\n';
  } else {
    std::cout << drawn_lattice();
  }
}

/// A trial that is long enough to name rules.
conformance::TrialResult trial_of(conformance::Implementation& implementation,
                                  spec::Edition edition, const Options& options) {
  return conformance::hold_trial(
      implementation, conformance::select_rules({}, {}, edition), edition,
      {.cases = options.cases, .seed = options.seed, .reach = 0, .diagnose = false},
      [](std::uint64_t, std::uint64_t) { return !Terminal::interrupted(); });
}

void print(const Placement& placement, const conformance::Nearest& nearest,
           const Terminal& terminal) {
  for (const auto& each : placement.candidates) {
    std::cout << "  " << terminal.bold(std::string(each.semantics->name))
              << std::string(24 - std::min<std::size_t>(24, each.semantics->name.size()), ' ');
    for (const auto& agreement : each.agreement)
      std::cout << "  " << to_string(agreement.profile) << ' ' << agreement.percent();
    std::cout << '\n';
  }
  print_nearest(nearest, terminal);
  for (const auto& each : placement.departures)
    std::cout << "  " << to_string(each.how) << ' ' << each.rule->id << ": " << each.rule->title
              << '\n';
}

void print_json(const Placement& placement, const conformance::Nearest& nearest,
                const conformance::Identity& identity) {
  auto candidates = ordered_json::array();
  for (const auto& each : placement.candidates) {
    ordered_json candidate{{"semantics", each.semantics->name}};
    for (const auto& agreement : each.agreement)
      candidate[std::string(to_string(agreement.profile))] = {{"equal", agreement.equal},
                                                              {"of", agreement.of}};
    candidates.push_back(std::move(candidate));
  }
  const ordered_json json{{"implementation", identity.title()},
                          {"nearest", ordered_json::parse(conformance::nearest_json(nearest))},
                          {"scenarios", placement.scenarios},
                          {"left out", placement.left_out},
                          {"in trouble", placement.mishaps},
                          {"candidates", std::move(candidates)}};
  std::cout << json.dump(1) << '\n';
}

void place(const Options& options, Context& context) {
  const auto named = read_edition(options.edition);
  Terminal::catch_interrupt();
  auto implementation = conformance::make_implementation(options.of, named, care(options.patience));
  const auto& identity = implementation->identity();
  const auto law = named.value_or(identity.edition);
  const LineUp line_up(identity.edition, options.cases, options.seed);
  const auto trial = trial_of(*implementation, law, options);
  if (trial.interrupted) throw conformance::Interrupted();
  const auto placement = conformance::place(*implementation, line_up, law, &trial.tally);
  if (!placement.nearest())
    throw UsageError(title_of(identity) + " ran none of the scenarios",
                     "gathercheck check tells what went wrong");
  const auto nearest = conformance::nearest_of(placement, trial.tally);
  if (options.json) return print_json(placement, nearest, identity);
  std::cout << context.terminal().bold(title_of(identity)) << ", compared in "
            << grouped(placement.scenarios) << " scenarios; " << grouped(placement.left_out)
            << " ask for what it does not claim, " << grouped(placement.mishaps)
            << " were trouble\n\n";
  print(placement, nearest, context.terminal());
}

void run(const Options& options, Context& context) {
  if (!options.markdown.empty()) {
    const OutputFile page(options.markdown);
    return page.write(semantics_document(LineUp(spec::newest_edition)));
  }
  if (options.of.empty()) return tell(options, context.terminal());
  place(options, context);
}

}  // namespace

void add_semantics_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "semantics",
      "The known behaviours of what awaits several things, from gather to Promise.all: list them, "
      "show one, or tell to which of them an implementation is nearest");
  command->add_option("name", options->name, "Show this one");
  command
      ->add_option("--of", options->of, "Place this implementation among them; named as for check")
      ->excludes("name");
  command->add_option("--edition", options->edition,
                      "Judge by the law of this edition (default: the implementation's own)");
  add_number(*command, "--cases", options->cases,
             "How many random scenarios, after the rules' examples");
  add_number(*command, "--seed", options->seed, "The seed of the random scenarios");
  command->add_flag("--json", options->json, "Print as JSON");
  command
      ->add_option("--markdown", options->markdown,
                   "Write the lattice as a document; - for standard output")
      ->type_name("FILE")
      ->excludes("name", "--of", "--json");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
