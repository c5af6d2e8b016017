// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "files.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/verification.hpp"
#include "options.hpp"
#include "oracle_options.hpp"
#include "print.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Corpus;
using conformance::Identity;
using conformance::Implementation;
using conformance::Recording;
using conformance::VerificationResult;
using spec::Edition;

struct Options {
  std::vector<std::string> editions;
  std::string adapter = "reference";
  std::vector<std::string> parts;
  std::string folder = usual_recordings();
  bool judge = false;
  std::uint64_t patience = usual_patience;
};

/// Those that were asked for; else the one of the implementation; the reference has them all.
std::vector<Edition> editions_of(const Options& options) {
  std::vector<Edition> editions;
  for (const auto& text : options.editions) {
    const auto edition = read_edition(text);
    if (!edition) throw UsageError("--edition: expected an edition, found nothing");
    editions.push_back(*edition);
  }
  if (!editions.empty()) return editions;
  if (options.adapter == "reference") return recorded_editions(options.folder);
  const auto probe = conformance::make_implementation(options.adapter, {}, care(options.patience));
  return {probe->identity().edition};
}

std::unique_ptr<Implementation> implementation_of(const Options& options, Edition edition) {
  auto implementation =
      conformance::make_implementation(options.adapter, edition, care(options.patience));
  const auto& identity = implementation->identity();
  if (identity.edition == edition) return implementation;
  throw UsageError(title_of(identity) + " is of the edition " + to_string(identity.edition) +
                       ", the recording of " + to_string(edition),
                   "--edition names the recordings to verify; without it, that of the adapter");
}

std::string witness_of(const Recording& recording) {
  return recording.provenance().name + " " + recording.provenance().version;
}

void print_judgements(const conformance::Tally& tally) {
  std::uint64_t reached = 0, vacuous = 0, violated = 0;
  std::string unreached;
  for (const auto& each : tally.rules()) {
    reached += each.reached();
    vacuous += each.vacuous;
    violated += each.violated;
    if (each.reached() == 0) unreached += " " + std::string(each.rule->id);
  }
  std::cout << "  " << tally.rules().size() << " rules: " << grouped(reached)
            << " judgements of the recorded traces, " << grouped(violated) << " violations, "
            << grouped(vacuous) << " vacuous\n";
  if (!unreached.empty()) std::cout << "  never reached:" << unreached << '\n';
}

void print(const VerificationResult& result, const Options& options, const Recording& recording,
           const Identity& observed, const Terminal& terminal) {
  const auto expected = witness_of(recording);
  std::cout << terminal.bold(to_string(recording.provenance().edition)) << "  " << expected
            << " and " << title_of(observed) << ": " << grouped(result.compared) << " traces, "
            << grouped(result.different) << " differ, " << grouped(result.mishaps) << " in trouble"
            << (result.interrupted ? "; interrupted" : "") << '\n';
  if (result.unsupported > 0)
    std::cout << "  " << grouped(result.unsupported)
              << " scenarios of the Python dialect were not run, since one of both cannot\n";
  if (options.judge) print_judgements(result.tally);
  print_mishaps(result.mishaps, result.first_mishaps, terminal);
  const conformance::Identity recorded{
      recording.provenance().name, recording.provenance().version, "", observed.edition, {}};
  print_undiagnosed(result.tally, recorded, observed.edition, terminal);
  if (result.difference) {
    std::cout << '\n' << terminal.red("They differ") << ", the first time in:\n\n";
    print_difference(*result.difference, expected + ", recorded", title_of(observed));
  }
  std::cout.flush();
  std::cerr << "time: " << result.time.count() << " s\n";
}

int status_of(const VerificationResult& result) {
  if (result.interrupted) return interrupted;
  if (result.mishaps > 0) return trouble;
  return result.different > 0 || result.tally.any_violated() ? differs : as_expected;
}

void run(const Options& options, Context& context) {
  Terminal::catch_interrupt();
  const auto editions = editions_of(options);
  const Corpus corpus(options.folder);
  auto terminal = context.terminal();
  for (const auto edition : editions) {
    const Recording recording(options.folder, edition);
    const auto implementation = implementation_of(options, edition);
    const auto result = conformance::verify(recording, corpus, *implementation,
                                            {read_parts(options.parts), options.judge},
                                            [&](std::uint64_t done, std::uint64_t planned) {
                                              return terminal.progress(done, planned);
                                            });
    terminal.end_progress();
    print(result, options, recording, implementation->identity(), terminal);
    context.status = std::max(context.status, status_of(result));
    if (result.interrupted) return;
  }
}

}  // namespace

void add_oracle_verify_command(CLI::App& oracle, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = oracle.add_subcommand(
      "verify", "Compare an implementation with the recordings byte by byte; needs no Python");
  command
      ->add_option("--edition", options->editions,
                   "The recording of this edition only; may be given again")
      ->allow_extra_args(false);
  command->add_option("-a,--adapter", options->adapter, "The implementation")
      ->capture_default_str();
  add_parts(*command, options->parts);
  command->add_option("--from", options->folder, "The folder of the recordings");
  command->add_flag("--judge", options->judge,
                    "Judge every recorded trace by every rule of its edition, too, and recompute "
                    "the digests");
  add_patience(*command, options->patience);
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
