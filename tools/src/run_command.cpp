// SPDX-License-Identifier: MIT
#include <iostream>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "options.hpp"
#include "plain_text.hpp"
#include "read_edition.hpp"
#include "read_scenarios.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string adapter = "reference";
  std::string edition;
  std::vector<std::string> scenarios;
  std::vector<std::string> rules;
  bool timeline = false;
  std::uint64_t patience = usual_patience;
};

conformance::Scenario example_of(const std::string& id) {
  const auto* rule = spec::find_rule(id);
  if (!rule) throw UsageError("there is no rule \"" + id + "\"", "gathercheck rules lists them");
  return conformance::parse_scenario(rule->example);
}

void run(const Options& options, Context& context) {
  std::vector<conformance::Scenario> scenarios;
  std::vector<std::string> names = options.scenarios;
  for (const auto& path : options.scenarios) scenarios.push_back(read_scenario(path));
  for (const auto& id : options.rules) scenarios.push_back(example_of(id));
  names.insert(names.end(), options.rules.begin(), options.rules.end());
  if (scenarios.empty())
    throw UsageError("expected a scenario to run",
                     "name a file, - for standard input, or --rule ID");
  if (!options.edition.empty() && options.adapter != "reference")
    throw UsageError("\"" + options.adapter + "\" has an edition of its own",
                     "--edition chooses that of the reference");
  Terminal::catch_interrupt();
  auto implementation = conformance::make_implementation(
      options.adapter, read_edition(options.edition), care(options.patience));
  implementation->run(scenarios, [&](std::size_t i, conformance::Run run) {
    if (const auto* failure = run.trouble()) {
      std::cout.flush();
      std::cerr << "gathercheck: " << names[i] << ": " << to_string(failure->kind) << ": "
                << plain(failure->what) << '\n';
      if (scenarios[i].python && options.adapter == "reference")
        std::cerr << "hint: --adapter python runs it\n";
      context.status = trouble;
    } else if (options.timeline) {
      std::cout << spec::timeline(run.trace());
    } else {
      std::cout << run.text() << '\n';
    }
  });
}

}  // namespace

void add_run_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("run", "Run scenarios on an implementation and print the traces");
  command->add_option("scenario", options->scenarios, "Scenario files; - for standard input");
  command->add_option("--rule", options->rules, "Run the example of this rule")->type_name("ID");
  command->add_option("-a,--adapter", options->adapter, "The implementation")
      ->capture_default_str();
  command->add_option("--edition", options->edition, "The edition of the reference, as 3.9");
  command->add_flag("--timeline", options->timeline, "Print for people instead of as JSON Lines");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
