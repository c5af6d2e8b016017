// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "files.hpp"
#include "gathercheck/conformance/report.hpp"
#include "gathercheck/spec/capability.hpp"
#include "options.hpp"
#include "pace.hpp"
#include "print.hpp"
#include "world_options.hpp"

namespace gathercheck::tools {
namespace {

using conformance::ComparisonResult;
using conformance::Identity;
using conformance::Implementation;

struct Options {
  std::string expected = "python";
  std::string observed = "reference";
  std::uint64_t cases = 20'000;
  std::uint64_t seed = 1;
  WorldOptions world;
  std::optional<conformance::Extent> bounded;  // of `world`
  std::string json;
  bool timing = false;
  std::uint64_t patience = usual_patience;
  std::uint64_t jobs = 0;
};

/// Scenarios that both can run: of the Python dialect only if both are Pythons.
std::unique_ptr<conformance::ScenarioSource> make_source(const Options& options, const Identity& a,
                                                         const Identity& b) {
  if (options.bounded) return make_scenarios(*options.bounded, options.seed);
  const bool python = a.supports(spec::python_capability) && b.supports(spec::python_capability);
  std::vector<conformance::Focus> foci;
  for (const auto& rule : spec::law()) {
    const conformance::Focus focus(rule.focus);
    if (python || !focus.speaks_python()) foci.push_back(focus);
  }
  return std::make_unique<conformance::RandomScenarios>(
      options.cases, options.seed, std::move(foci), std::min(a.edition, b.edition));
}

/// What both claim: scenarios are among that.
Identity shared_by(const Identity& a, const Identity& b) {
  Identity shared{"one of the two", "", "", a.edition, {}};
  for (const auto word : spec::capability_words())
    if (a.supports(word) && b.supports(word)) shared.capabilities.emplace(word);
  return shared;
}

void print_world(const conformance::World& world) {
  const bool wide = world.kind == conformance::World::Kind::wide;
  std::cout << "The " << word_of(world)
            << " world: " << (wide ? conformance::wide_world() : conformance::small_world())
            << '\n';
}

void print(const ComparisonResult& result, const Options& options, const Identity& expected,
           const Identity& observed, const Terminal& terminal) {
  std::cout << terminal.bold(title_of(expected)) << " and " << terminal.bold(title_of(observed))
            << ", edition " << to_string(expected.edition) << '\n';
  if (options.bounded) print_world(options.bounded->world);
  std::cout << counted(result.compared, "scenario") << ", "
            << (options.bounded ? to_text(*options.bounded, options.seed)
                                : "seed " + std::to_string(options.seed))
            << ": " << counted(result.different, "differing trace") << ", "
            << grouped(result.mishaps) << " in trouble"
            << (result.interrupted ? "; interrupted" : "") << '\n';
  std::cout << "The verdicts on the traces of " << title_of(expected) << ":\n";
  print_tally(result.tally, shared_by(expected, observed), {}, terminal);
  print_mishaps(result.mishaps, result.first_mishaps, terminal);
  print_undiagnosed(result.tally, expected, expected.edition, terminal);
  if (result.difference) {
    std::cout << '\n' << terminal.red("They differ") << ", shrunk to:\n\n";
    print_difference(*result.difference, title_of(expected), title_of(observed));
  }
  std::cout.flush();
  std::cerr << "time: " << result.time.count() << " s\n";
}

int status_of(const ComparisonResult& result) {
  if (result.interrupted) return interrupted;
  if (result.mishaps > 0) return trouble;
  return result.different > 0 || result.tally.any_violated() ? differs : as_expected;
}

using Pair = std::pair<std::unique_ptr<conformance::Implementation>,
                       std::unique_ptr<conformance::Implementation>>;

/// Both; a reference without an edition of its own takes that of the other.
Pair make_both(const Options& options) {
  const auto make = [&](const std::string& name, std::optional<spec::Edition> edition) {
    const auto jobs = options.jobs == 0 ? conformance::pace_of(name).jobs : options.jobs;
    return conformance::make_implementation(name, edition, care(options.patience, jobs));
  };
  Pair pair;
  if (options.expected == "reference") {
    pair.second = make(options.observed, {});
    pair.first = make(options.expected, pair.second->identity().edition);
  } else {
    pair.first = make(options.expected, {});
    pair.second = make(options.observed, pair.first->identity().edition);
  }
  const auto editions = std::pair(pair.first->identity().edition, pair.second->identity().edition);
  if (editions.first != editions.second)
    throw UsageError("the editions differ, " + to_string(editions.first) + " and " +
                         to_string(editions.second) + ", so every trace would",
                     "check ADAPTER --edition judges one edition by the law of another");
  return pair;
}

void run(Options options, Context& context) {
  options.bounded = extent_of(options.world);
  const OutputFile report(options.json);
  Terminal::catch_interrupt();
  const auto [expected, observed] = make_both(options);
  auto source = make_source(options, expected->identity(), observed->identity());
  auto terminal = context.terminal();
  const auto result = conformance::compare(
      *expected, *observed, *source,
      [&](std::uint64_t done, std::uint64_t planned) { return terminal.progress(done, planned); },
      options.bounded ? options.bounded->sample : options.cases);
  terminal.end_progress();
  const auto& expected_identity = expected->identity();
  const auto& observed_identity = observed->identity();
  if (options.json != "-") print(result, options, expected_identity, observed_identity, terminal);
  report.write(conformance::report_json(result, expected_identity, observed_identity,
                                        options.bounded, options.timing));
  context.status = status_of(result);
}

}  // namespace

void add_compare_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "compare",
      "Run the same scenarios on two implementations and compare the traces byte by byte");
  command->add_option("expected", options->expected, "The implementation that decides")
      ->capture_default_str();
  command
      ->add_option("observed", options->observed,
                   "The other one; a reference takes the edition of the other side")
      ->capture_default_str();
  add_number(*command, "--cases", options->cases, "How many random scenarios");
  add_number(*command, "--seed", options->seed, "The seed of the random scenarios");
  add_world_options(*command, options->world);
  command->add_option("--json", options->json, "Write the report as JSON; - for standard output");
  command->add_flag("--timing", options->timing, "Put the time it took into the report");
  add_patience(*command, options->patience);
  add_jobs(*command, options->jobs);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
