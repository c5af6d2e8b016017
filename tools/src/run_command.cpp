// SPDX-License-Identifier: MIT
#include <iostream>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "options.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string adapter = "reference";
  std::string edition;
  std::vector<std::string> scenarios;
  bool timeline = false;
  std::uint64_t patience = usual_patience;
};

conformance::Scenario read_scenario(const std::string& path) {
  try {
    return conformance::parse_scenario(read_file(path));
  } catch (const spec::FormatError& error) {
    throw UsageError((path == "-" ? "standard input" : path) + ": " + error.what(),
                     "spec/format/README.md tells what a scenario is");
  }
}

void run(const Options& options, Context& context) {
  std::vector<conformance::Scenario> scenarios;
  for (const auto& path : options.scenarios) scenarios.push_back(read_scenario(path));
  Terminal::catch_interrupt();
  auto implementation = conformance::make_implementation(
      options.adapter, read_edition(options.edition), care(options.patience));
  implementation->run(scenarios, [&](std::size_t i, conformance::Run run) {
    if (const auto* failure = run.trouble()) {
      std::cout.flush();
      std::cerr << "gathercheck: " << options.scenarios[i] << ": " << to_string(failure->kind)
                << ": " << failure->what << '\n';
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
  command->add_option("scenario", options->scenarios, "Scenario files; - for standard input")
      ->required();
  command->add_option("-a,--adapter", options->adapter, "The implementation")
      ->capture_default_str();
  command->add_option("--edition", options->edition, "The edition of the reference, as 3.9");
  command->add_flag("--timeline", options->timeline, "Print for people instead of as JSON Lines");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
