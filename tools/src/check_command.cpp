// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "environment.hpp"
#include "expectation.hpp"
#include "files.hpp"
#include "gathercheck/conformance/report.hpp"
#include "gathercheck/conformance/scenario_gen.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "known_failures_file.hpp"
#include "nearest_report.hpp"
#include "options.hpp"
#include "pace.hpp"
#include "placement.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "read_edition.hpp"
#include "read_scenarios.hpp"
#include "report_files.hpp"
#include "reproducers.hpp"
#include "world_options.hpp"

namespace gathercheck::tools {
namespace {

struct Options {
  std::string adapter = "reference";
  std::string edition;
  std::vector<std::string> rules;
  std::vector<std::string> profiles;
  WorldOptions world;
  conformance::TrialOptions trial;  // without its scenarios, until it runs
  std::string replay;
  std::string known_failures;
  std::string write_known_failures;
  std::string json;
  ReportPaths reports;
  std::string source;
  bool timing = false;
  bool environment = false;
  bool report_only = false;
  std::uint64_t patience = usual_patience;
  std::uint64_t jobs = 0;
  bool has_cases = false;
  bool has_reach = false;
};

std::vector<const spec::Rule*> select(const Options& options, spec::Edition edition) {
  try {
    return conformance::select_rules(options.rules, options.profiles, edition);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what(), "gathercheck rules lists the rules and their profiles");
  }
}

/// Whether it was not stopped before its end.
bool is_complete(const conformance::TrialResult& result) {
  return !result.interrupted && result.gone.empty();
}

int status_of(const conformance::TrialResult& result, const Options& options) {
  if (result.interrupted) return interrupted;
  if (result.mishaps > 0 || !result.gone.empty()) return trouble;
  if (options.report_only) return as_expected;
  const auto& reconciliation = result.reconciliation;
  if (reconciliation ? !reconciliation->agrees() : result.tally.any_violated()) return differs;
  // Whoever limits the scenarios limits what they reach.
  const bool limited = options.trial.bounded || options.trial.listed || options.trial.reach == 0;
  const bool reached =
      reconciliation ? reconciliation->unreached.empty() : result.tally.reached_fewer(1).empty();
  return limited || reached ? as_expected : differs;
}

/// Which scenarios it was.
std::string source_of(const Options& options) {
  const auto& trial = options.trial;
  if (trial.listed) return "of " + (options.replay == "-" ? "standard input" : options.replay);
  if (trial.bounded) return to_text(*trial.bounded, trial.seed);
  return "the rules' examples and those of seed " + std::to_string(trial.seed);
}

/// What stands beside the failures, and replays them by the same law.
std::vector<conformance::Aside> asides_of(const std::vector<conformance::Failure>& failures,
                                          const conformance::TrialResult& result,
                                          const Options& options) {
  auto asides = conformance::asides(failures, result.identity, result.edition, options.adapter);
  if (!options.edition.empty())
    for (auto& each : asides) each.options = "--edition " + to_string(result.edition);
  return asides;
}

/// The failures, but for what was known before; and what became of that.
void print_news(const conformance::TrialResult& result,
                const std::vector<conformance::Aside>& asides, const Options& options,
                const Terminal& terminal) {
  if (options.known_failures.empty()) return print_failures(result.failures, asides, terminal);
  const auto news = conformance::unlisted(result.failures, result.tally, *result.reconciliation);
  print_failures(news, asides_of(news, result, options), terminal);
  print_reconciliation(*result.reconciliation, options.known_failures, terminal);
}

void print(const conformance::TrialResult& result, const std::vector<conformance::Aside>& asides,
           const Options& options, const Terminal& terminal) {
  std::cout << introduction_of(result.identity, terminal) << ", judged by the law of "
            << to_string(result.edition) << '\n'
            << counted(result.generated, "scenario") << ", " << source_of(options) << ": "
            << grouped(result.judged) << " judged, "
            << (result.not_run > 0 ? grouped(result.not_run) + " not run, " : "")
            << grouped(result.mishaps) << " in trouble"
            << (result.interrupted ? "; interrupted" : "") << "\n\n";
  const bool is_all_trouble = result.judged == 0 && result.mishaps > 0;
  if (!is_all_trouble) print_tally(result.tally, result.identity, result.reconciliation, terminal);
  print_mishaps(result.mishaps, result.first_mishaps, terminal);
  if (is_all_trouble)
    std::cout << "hint: gathercheck lint-adapter tells what is wrong with an adapter\n";
  if (!result.gone.empty())
    std::cout << terminal.red("stopped before its end: ") << plain(result.gone) << '\n';
  print_news(result, asides, options, terminal);
  print_nearest(result.nearest, terminal);
  std::cout.flush();
  std::cerr << "time: " << result.time.count() << " s, "
            << grouped(static_cast<std::uint64_t>(static_cast<double>(result.judged) /
                                                  result.time.count()))
            << " scenarios generated, run and judged a second\n";
}

conformance::KnownFailures known_before(const Options& options,
                                        const conformance::Identity& identity,
                                        spec::Edition edition) {
  if (!options.known_failures.empty())
    return read_known_failures(options.known_failures, identity, edition);
  if (!options.write_known_failures.empty())
    return read_known_failures_before(options.write_known_failures, identity, edition);
  return {};
}

/// Whether the scenarios were those that reach every rule that they can.
bool is_whole(const conformance::TrialResult& result, const Options& options) {
  return !options.trial.bounded && !options.trial.listed && is_complete(result);
}

/// Holds the trial against what is known: what was known before, or what is written now.
void reconcile(conformance::TrialResult& result, const Options& options,
               const conformance::KnownFailures& known) {
  if (options.known_failures.empty() && options.write_known_failures.empty()) return;
  result.reconciliation = conformance::reconcile(result.tally, known, is_whole(result, options));
  if (options.trial.reach == 0) result.reconciliation->unreached.clear();  // nobody asked
}

/// Finds the nearest known semantics, if the whole law was asked for and the scenarios were not
/// chosen.
void place(conformance::TrialResult& result, conformance::Implementation& implementation,
           const Options& options) {
  if (!options.rules.empty() || !options.profiles.empty()) return;
  if (!options.replay.empty() || !is_complete(result)) return;
  const auto cases = std::min(options.trial.cases, conformance::LineUp::usual_cases);
  try {
    result.nearest = conformance::nearest_of(implementation, result, cases);
  } catch (const conformance::Interrupted&) {
    result.interrupted = true;
  } catch (const conformance::Unavailable&) {
    // The trial has told the trouble.
  }
}

/// The trial as data.
conformance::Report report_of(conformance::TrialResult result,
                              std::vector<conformance::Aside> asides, const Options& options,
                              const conformance::Environment& environment) {
  add_programs(asides, result.failures, result.edition);
  const auto seconds = result.time.count();
  conformance::Report report(std::move(result));
  report.gathercheck = GATHERCHECK_VERSION;
  report.adapter = options.adapter;
  report.source = options.source.empty() ? source_in(options.adapter) : options.source;
  report.told = told_of(report.result.failures, asides);
  report.origins = {{options.trial.seed, options.trial.bounded, report.result.generated}};
  if (options.environment) report.environment = environment;
  if (options.timing) report.seconds = seconds;
  return report;
}

/// Takes what was not given from what is good for the implementation.
void take_pace(Options& options) {
  const auto pace = conformance::pace_of(options.adapter);
  if (options.jobs == 0) options.jobs = pace.jobs;
  if (!options.has_cases) options.trial.cases = pace.cases;
  if (options.has_reach) return;
  options.trial.reach = pace.reach;
  options.trial.reach_of_python = pace.reach_of_python;
}

/// Whether something else than the verdicts goes to standard output.
bool is_quiet(const Options& options) {
  return options.json == "-" || options.write_known_failures == "-" ||
         options.reports.uses_standard_output();
}

void run(Options options, Context& context) {
  options.trial.bounded = extent_of(options.world);
  if (!options.replay.empty() && options.trial.bounded)
    throw UsageError("--replay has its own scenarios",
                     "leave out --replay, or what chooses a bounded world");
  if (!options.replay.empty()) options.trial.listed = read_scenarios(options.replay);
  take_pace(options);
  const auto named = read_edition(options.edition);
  const OutputFile json(options.json);
  const ReportFiles reports(options.reports);
  const OutputFile new_known_failures(options.write_known_failures);
  const auto environment = environment_now();
  Terminal::catch_interrupt();
  auto implementation = conformance::make_implementation(options.adapter, named,
                                                         care(options.patience, options.jobs));
  const auto edition = named.value_or(implementation->identity().edition);
  auto rules = select(options, edition);
  auto known = known_before(options, implementation->identity(), edition);
  auto terminal = context.terminal();
  auto result = conformance::hold_trial(
      *implementation, std::move(rules), edition, options.trial,
      [&](std::uint64_t done, std::uint64_t planned) { return terminal.progress(done, planned); });
  terminal.end_progress();
  if (!options.write_known_failures.empty())
    known = known_failures_of(result, known, options.trial.reach > 0 && is_whole(result, options));
  reconcile(result, options, known);
  place(result, *implementation, options);
  const auto asides = asides_of(result.failures, result, options);
  const bool quiet = is_quiet(options);
  if (!quiet) print(result, asides, options, terminal);
  context.status = status_of(result, options);
  if (!options.write_known_failures.empty() && is_complete(result)) {
    new_known_failures.write(conformance::to_json(known));
    if (!quiet) print_written(known, options.write_known_failures);
  }
  if (options.json.empty() && !options.reports.any()) return;
  const auto text = to_json(report_of(std::move(result), asides, options, environment));
  json.write(text);
  // Made of the data that everybody else reads.
  if (options.reports.any()) reports.write(conformance::parse_reports(text));
}

}  // namespace

void add_check_command(CLI::App& app, Context& context) {
  const auto pypy = conformance::pace_of("pypy");
  const auto uvloop = conformance::pace_of("uvloop");
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("check", "Run the suite on an implementation and print the verdicts");
  command
      ->add_option("-a,--adapter,adapter", options->adapter,
                   "The implementation, named as is told below")
      ->capture_default_str();
  command->footer("Implementations: " +
                  conformance::wrapped(conformance::implementation_names(), 17));
  command->add_option("--edition", options->edition,
                      "Judge by the law of this edition (default: the implementation's own)");
  add_rule_options(*command, options->rules, options->profiles);
  add_number(*command, "--cases", options->trial.cases,
             "How many random scenarios, after the rules' examples (pypy: " +
                 std::to_string(pypy.cases) + ")")
      ->each([options](const std::string&) { options->has_cases = true; });
  add_number(*command, "--seed", options->trial.seed, "The seed of the random scenarios");
  add_number(
      *command, "--reach", options->trial.reach,
      "Go on, within bounds, until every rule was reached so often; a rule never reached is a "
      "failure then. 0: what the cases reach. Rules that only a Python can show: 10 times, unless "
      "this is given (pypy: " +
          std::to_string(pypy.reach) + ", and " + std::to_string(pypy.reach_of_python) +
          " times; uvloop: " + std::to_string(uvloop.reach) + ")")
      ->each([options](const std::string&) {
        options->trial.reach_of_python = UINT64_MAX;
        options->has_reach = true;
      });
  add_number(*command, "--extra", options->trial.extra,
             "At most so many more cases for a rule that was not reached so often");
  add_world_options(*command, options->world);
  command->add_option("--replay", options->replay,
                      "Judge these scenarios only, one on each line or a document; - for standard "
                      "input");
  auto* known = command->add_option(
      "--known-failures", options->known_failures,
      "A file of what the implementation is known to break: status 0 if it breaks just that, in "
      "the way that is told there");
  command
      ->add_option("--write-known-failures", options->write_known_failures,
                   "Write that file, with the reasons that it has already; - for standard output")
      ->excludes(known);
  command->add_option("--json", options->json, "Write the report as JSON; - for standard output");
  add_report_options(*command, options->reports);
  command->add_option("--source", options->source,
                      "The file in which the implementation or its adapter is, for the report "
                      "(default: the one that the command names, if it does)");
  command->add_flag("--report-only", options->report_only,
                    "Status 0 whatever the verdicts are: gathercheck verdict asks the report for "
                    "those of each rule");
  command->add_flag("--timing", options->timing, "Put the time it took into the report");
  command->add_flag("--environment", options->environment,
                    "Put into the report where and when it was");
  add_patience(*command, options->patience);
  add_jobs(*command, options->jobs);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
