// SPDX-License-Identifier: MIT
#include <iostream>

#include "command.hpp"
#include "expectation.hpp"
#include "print.hpp"
#include "verdict_in_report.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string rule;
  std::string report;
};

void print_failure(const VerdictInReport& verdict, const Terminal& terminal) {
  const std::vector failures{*verdict.failure};
  print_failures(failures, conformance::asides(failures, verdict.identity, verdict.edition, ""),
                 terminal);
}

/// Says what the report says. The status is that of the program.
int tell(const VerdictInReport& verdict, const Terminal& terminal) {
  const std::string id(verdict.rule->id);
  const auto times = " (" + counted(verdict.reached, "scenario") + " reached it)\n";
  if (!verdict.standing) {
    std::cout << id << ' ' << terminal.yellow("is no rule of " + to_string(verdict.edition))
              << '\n';
    return skipped;
  }
  switch (*verdict.standing) {
    case Standing::holds:
      std::cout << id << ' ' << terminal.green("holds") << times;
      return as_expected;
    case Standing::known:
      std::cout << id << ' ' << terminal.yellow("is violated as known") << times;
      return as_expected;
    case Standing::absent:
      std::cout << id << ' ' << terminal.yellow("was never reached, as listed") << '\n';
      return as_expected;
    case Standing::not_supported:
      std::cout << id << ' ' << terminal.yellow("is not supported") << ": it needs "
                << verdict.rule->needs << '\n';
      return skipped;
    case Standing::not_reached:
      std::cout << id << ' ' << terminal.red("was never reached") << '\n';
      return differs;
    case Standing::passing:
      std::cout << id << ' ' << terminal.red("holds, and is listed as violated") << times;
      return differs;
    case Standing::unseen:
      std::cout << id << ' ' << terminal.red("was never seen, and is listed as violated") << '\n';
      return differs;
    case Standing::changed:
      std::cout << id << ' ' << terminal.red("is violated in another way than listed")
                << "\n  listed: " << verdict.listed << '\n';
      break;
    case Standing::violated:
      break;
  }
  print_failure(verdict, terminal);
  return differs;
}

void run(const Options& options, Context& context) {
  context.status = tell(read_verdict(options.report, options.rule), context.terminal());
}

}  // namespace

void add_verdict_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "verdict",
      "What a report says of one rule, for those who test each rule apart. Status 0 if it holds or "
      "is violated as known, 1 if not, 77 if it is not supported or of other editions, which is no "
      "verdict");
  command->add_option("rule", options->rule, "The id of the rule")->required();
  command
      ->add_option("--report", options->report,
                   "What check --json has written; - for standard input")
      ->required();
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
