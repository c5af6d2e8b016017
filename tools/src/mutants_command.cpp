// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "files.hpp"
#include "first_failure.hpp"
#include "first_failures_report.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "line_up.hpp"
#include "options.hpp"
#include "zoo_document.hpp"
#include "zoo_report.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Mutant;

struct Options {
  std::vector<std::string> names;
  bool list = false;
  /// As check, but for what a wrong gather makes unreachable: no end of scenarios helps there.
  conformance::TrialOptions trial{.extra = 2'000, .diagnose = false};
  std::string json;
  std::string markdown;
  std::string messages;
  std::uint64_t first = 0;
  bool timing = false;
};

std::vector<const Mutant*> select(const std::vector<std::string>& names) {
  std::vector<const Mutant*> chosen;
  for (const auto& name : names) {
    chosen.push_back(conformance::find_mutant(name));
    if (!chosen.back())
      throw UsageError("there is no wrong gather \"" + name + "\"",
                       "gathercheck mutants --list names them");
  }
  if (names.empty())
    for (const auto& mutant : conformance::zoo()) chosen.push_back(&mutant);
  return chosen;
}

void list(const std::vector<const Mutant*>& mutants, const Terminal& terminal) {
  std::string_view theme;
  for (const auto* mutant : mutants) {
    if (theme != mutant->theme) {
      std::cout << (theme.empty() ? "" : "\n") << "Wrong about " << mutant->theme << "\n\n";
      theme = mutant->theme;
    }
    std::cout << "  " << terminal.bold(std::string(mutant->name)) << "\n      "
              << conformance::wrapped(mutant->story, 6) << '\n';
  }
}

/// Writes what is said first of each wrong gather into a file of its own.
void write_messages(const std::vector<const Mutant*>& mutants, const std::string& folder,
                    Terminal& terminal) {
  std::uint64_t done = 0;
  for (const auto* mutant : mutants) {
    const auto message = conformance::first_message(*mutant);
    if (!message.empty())
      OutputFile(folder + "/" + std::string(mutant->name) + ".txt").write(message);
    if (!terminal.progress(++done, mutants.size(), "wrong gathers")) break;
  }
  terminal.end_progress();
}

/// Tells what is said first of each, and whether other seeds say the same.
int tell_first_failures(const std::vector<const Mutant*>& mutants, const Options& options,
                        Terminal& terminal) {
  Terminal::catch_interrupt();
  std::uint64_t done = 0;
  const auto all = conformance::first_failures(
      mutants, options.trial.seed, options.first,
      [&] { terminal.progress(++done, mutants.size(), "wrong gathers"); },
      [] { return !Terminal::interrupted(); });
  terminal.end_progress();
  print_first_failures(all, terminal);
  if (all.size() < mutants.size()) return interrupted;
  return teach(all) ? as_expected : differs;
}

int status_of(const conformance::Score& score) {
  if (score.interrupted) return interrupted;
  const auto misjudged = [](const conformance::Examination& each) {
    return each.killed() != each.mutant->equivalent.empty() || !each.missed().empty();
  };
  const bool fails =
      std::ranges::any_of(score.examinations, misjudged) || !idle_rules(score).empty();
  return fails ? differs : as_expected;
}

void write_page(const conformance::Score& score, const conformance::TrialOptions& trial,
                const OutputFile& file) {
  const auto placements =
      placements_of(score, std::min(trial.cases, conformance::LineUp::usual_cases),
                    [] { return !Terminal::interrupted(); });
  if (Terminal::interrupted()) throw conformance::Interrupted();
  file.write(zoo_document(score, trial, placements));
}

void run(const Options& options, Context& context) {
  const auto mutants = select(options.names);
  auto terminal = context.terminal();
  if (options.list) return list(mutants, terminal);
  if (!options.markdown.empty() && !options.names.empty())
    throw UsageError("--markdown writes the document of the whole zoo",
                     "leave out the names, or write --json");
  if (options.first > 0) {
    context.status = tell_first_failures(mutants, options, terminal);
    return;
  }
  if (!options.messages.empty()) return write_messages(mutants, options.messages, terminal);
  const OutputFile json(options.json);
  const OutputFile markdown(options.markdown);
  Terminal::catch_interrupt();
  std::uint64_t done = 0;
  const auto score = conformance::examine(
      mutants, options.trial,
      [&](const conformance::Examination&) {
        terminal.progress(++done, mutants.size(), "wrong gathers");
      },
      [] { return !Terminal::interrupted(); });
  terminal.end_progress();
  if (options.json != "-" && options.markdown != "-") print_score(score, options.timing, terminal);
  std::cout.flush();
  std::cerr << "time: " << score.time.count() << " s\n";
  json.write(score_json(score, options.trial, options.timing));
  if (!score.interrupted && !options.markdown.empty()) write_page(score, options.trial, markdown);
  context.status = status_of(score);
}

}  // namespace

void add_mutants_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "mutants",
      "Run the suite on wrong gathers and tell which rules notice. Status 1 if one survives that "
      "is not known to be equivalent, if a rule that describes a mistake does not notice it, or, "
      "of the whole zoo, if a rule that could notice one notices none");
  command->add_option("names", options->names,
                      "These only; check, compare and run know each as mutant:NAME");
  command->add_flag("--list", options->list, "Name them and tell where each was seen");
  add_number(*command, "--cases", options->trial.cases, "How many random scenarios for each");
  add_number(*command, "--seed", options->trial.seed, "The seed of the random scenarios");
  add_number(*command, "--reach", options->trial.reach,
             "Go on, within bounds, until every rule was reached so often");
  command->add_option("--json", options->json, "Write the score as JSON; - for standard output");
  command->add_flag("--timing", options->timing, "Tell how long each took, also in the JSON");
  command->add_option("--markdown", options->markdown,
                      "Write the score as a document; - for standard output");
  command->add_option("--messages", options->messages,
                      "Write what check says first of each into a file in this folder, and nothing "
                      "else");
  add_number(*command, "--first", options->first,
             "Tell what check says first of each, how much it takes to show it, and how many of so "
             "many seeds lead to it, and nothing else");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
