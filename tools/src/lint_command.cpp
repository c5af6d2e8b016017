// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/lint.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "options.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

using conformance::LintCheck;
using conformance::LintFinding;
using conformance::LintResult;
using nlohmann::ordered_json;

struct Options {
  std::string adapter;
  std::string edition;
  std::uint64_t cases = 500;
  std::uint64_t seed = 1;
  std::string json;
  std::uint64_t patience = usual_patience;
};

/// What was looked at, in a few words.
std::string extent_of(LintCheck check, const LintResult& result) {
  switch (check) {
    case LintCheck::protocol:
      return result.speaks_protocol ? "refusals, good-bye and the end of its input"
                                    : "spoken is none, or that of libraries: not looked at";
    case LintCheck::answers:
      return counted(result.scenarios, "scenario") + " asked";
    case LintCheck::scripts:
      return "bodies and clock do what the scenarios say";
    case LintCheck::repetition:
      return "the same traces a second time, in another order";
    case LintCheck::claims:
      return result.claims == 1 ? "1 capability claimed, and tried"
                                : grouped(result.claims) + " capabilities claimed, and tried";
    case LintCheck::denials:
      return grouped(result.denials) + " not claimed, and tried";
  }
  return {};
}

bool was_looked_at(LintCheck check, const LintResult& result) {
  return check != LintCheck::protocol || result.speaks_protocol;
}

/// What is told, at the column `indent`: its first line is wrapped; further ones are those of the
/// implementation's standard error and stay as they are.
std::string told(std::string_view text, std::size_t indent) {
  std::istringstream lines(plain(text));
  std::string line;
  std::getline(lines, line);
  auto out = conformance::wrapped(line, indent);
  while (std::getline(lines, line)) out += '\n' + std::string(indent, ' ') + line;
  return out;
}

void print(const LintFinding& finding) {
  std::cout << "      " << told(finding.what, 6) << "\n      fix: " << told(finding.fix, 11)
            << '\n';
  if (finding.scenario)
    std::cout << "      scenario: " << conformance::to_json(*finding.scenario) << '\n';
}

void print_doubts(const LintResult& result, const Terminal& terminal) {
  if (result.doubts.empty()) return;
  std::cout
      << "\n  " << terminal.yellow("claimed, and does not work as with gather")
      << ": if it is the adapter that does not\n  pass it on, mend that; else check judges it\n";
  for (const auto& each : result.doubts) std::cout << "      " << told(each, 6) << '\n';
}

void print(const LintResult& result, const Terminal& terminal) {
  std::cout << introduction_of(result.identity, terminal) << ", its adapter\n\n";
  for (const auto check : conformance::lint_checks) {
    const auto is_of = [&](const LintFinding& each) { return each.check == check; };
    const bool fails = std::ranges::any_of(result.findings, is_of);
    std::cout << "  "
              << (fails                          ? terminal.red("not so")
                  : was_looked_at(check, result) ? terminal.green("ok    ")
                                                 : "-     ")
              << "  " << std::left << std::setw(12) << to_string(check) << extent_of(check, result)
              << '\n';
    for (const auto& each : result.findings)
      if (is_of(each)) print(each);
  }
  print_doubts(result, terminal);
  const auto count = result.findings.size();
  std::cout << '\n'
            << (count == 0 ? std::string("nothing to mend in the adapter")
                           : grouped(count) + " to mend in the adapter, before check is believed")
            << (result.interrupted ? "; interrupted" : "") << '\n';
}

std::string as_json(const LintResult& result) {
  auto findings = ordered_json::array();
  for (const auto& each : result.findings) {
    ordered_json finding{{"check", to_string(each.check)}, {"what", each.what}, {"fix", each.fix}};
    if (each.scenario)
      finding["scenario"] = ordered_json::parse(conformance::to_json(*each.scenario));
    findings.push_back(std::move(finding));
  }
  const ordered_json json{{"implementation", result.identity.name},
                          {"version", result.identity.version},
                          {"speaks_protocol", result.speaks_protocol},
                          {"scenarios", result.scenarios},
                          {"claims", result.claims},
                          {"denials", result.denials},
                          {"interrupted", result.interrupted},
                          {"findings", std::move(findings)},
                          {"doubts", result.doubts}};
  return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

void run(const Options& options, Context& context) {
  const OutputFile json(options.json);
  Terminal::catch_interrupt();
  auto implementation = conformance::make_implementation(
      options.adapter, read_edition(options.edition), care(options.patience));
  auto terminal = context.terminal();
  const auto result = conformance::lint(
      *implementation, options.cases, options.seed,
      [&](std::uint64_t done, std::uint64_t planned) { return terminal.progress(done, planned); });
  terminal.end_progress();
  if (options.json != "-") print(result, terminal);
  json.write(as_json(result));
  context.status = result.interrupted        ? interrupted
                   : result.findings.empty() ? as_expected
                                             : differs;
}

}  // namespace

void add_lint_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "lint-adapter",
      "Look at an adapter before it is believed: whether it keeps to the protocol, answers, runs "
      "the scripts of the "
      "scenarios, does the same twice, can do what it claims and nothing that it denies. Status 1 "
      "if there is something to mend");
  command
      ->add_option("-a,--adapter,adapter", options->adapter,
                   "The adapter, named as an implementation for check")
      ->required();
  command->add_option("--edition", options->edition, "The edition that it is asked to be");
  add_number(*command, "--cases", options->cases,
             "How many random scenarios, after the rules' examples; each is run twice");
  add_number(*command, "--seed", options->seed, "The seed of the random scenarios");
  command->add_option("--json", options->json, "Write the findings as JSON; - for standard output");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
