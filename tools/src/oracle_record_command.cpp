// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "files.hpp"
#include "gathercheck/conformance/record.hpp"
#include "options.hpp"
#include "oracle_options.hpp"
#include "print.hpp"

namespace gathercheck::tools {
namespace {

namespace fs = std::filesystem;
using conformance::Corpus;
using conformance::Identity;
using conformance::NewPart;
using conformance::Part;
using conformance::Provenance;
using conformance::RecordedPart;
using conformance::Recording;

struct Options {
  std::string python;
  std::string adapter;
  std::vector<std::string> parts;
  std::string folder = usual_recordings();
  std::uint64_t patience = usual_patience;
};

std::string adapter_of(const Options& options) {
  if (!options.adapter.empty()) return options.adapter;
  return options.python.empty() ? "python" : "python:" + options.python;
}

/// The command of an adapter without the folders of this machine.
std::string without_folders(const std::string& command) {
  std::string text;
  for (const auto& word : conformance::split_command(command))
    text += (text.empty() ? "" : " ") + fs::path(word).filename().string();
  return text;
}

std::string command_of(const Options& options, const Provenance& provenance) {
  std::string command = "gathercheck oracle record ";
  command += options.adapter.empty() ? "--python " + to_string(provenance.edition)
                                     : "--adapter \"" + without_folders(options.adapter) + "\"";
  if (provenance.parts.size() < conformance::all_parts.size())
    for (const auto& each : provenance.parts)
      command += " --part " + std::string(to_string(each.part));
  return command;
}

/// What the recording is to say of itself: what it says already, if it is by the same witness.
Provenance begin(const Options& options, const Identity& witness) {
  const auto folder = Recording::folder_in(options.folder, witness.edition);
  Provenance fresh{witness.edition, witness.name, witness.version, witness.language, "", {}};
  if (!Recording::exists(options.folder, witness.edition)) return fresh;
  auto known = Recording(options.folder, witness.edition).provenance();
  if (known.name == witness.name && known.version == witness.version) return known;
  throw UsageError(folder.string() + " has a recording of " + known.name + " " + known.version +
                       ", this is " + title_of(witness),
                   "remove the folder to record that edition anew, or name another one with --out");
}

void put(std::vector<RecordedPart>& parts, const RecordedPart& part) {
  const auto at = std::ranges::lower_bound(parts, part.part, {}, &RecordedPart::part);
  if (at != parts.end() && at->part == part.part)
    *at = part;
  else
    parts.insert(at, part);
}

std::vector<NewPart> record_parts(const Options& options, conformance::Implementation& witness,
                                  Terminal& terminal) {
  const Corpus corpus(options.folder);
  auto wanted = read_parts(options.parts);
  if (wanted.empty())
    for (const auto& each : corpus.parts()) wanted.push_back(each.part);
  std::optional<Recording> base;
  if (witness.identity().edition != conformance::whole_edition &&
      Recording::exists(options.folder, conformance::whole_edition))
    base.emplace(options.folder, conformance::whole_edition);
  std::vector<NewPart> recorded;
  for (const auto part : wanted)
    recorded.push_back(record(witness, corpus, part, base ? &*base : nullptr,
                              [&](std::uint64_t done, std::uint64_t planned) {
                                return terminal.progress(done, planned);
                              }));
  terminal.end_progress();
  return recorded;
}

/// Everything is recorded before anything is written, and the provenance comes last.
void write(const Options& options, const Provenance& provenance,
           const std::vector<NewPart>& recorded) {
  const auto folder = Recording::folder_in(options.folder, provenance.edition);
  fs::create_directories(folder);
  for (const auto& each : recorded)
    OutputFile(folder / file_of(each.recorded.part)).write(each.bytes);
  OutputFile(folder / "provenance.json").write(to_json(provenance));
}

void print(const NewPart& part) {
  const auto& recorded = part.recorded;
  std::cout << "  " << to_string(recorded.part) << ": " << grouped(recorded.traces - recorded.gaps)
            << " traces, ";
  if (recorded.gaps > 0) std::cout << grouped(recorded.gaps) << " gaps, ";
  std::cout << grouped(recorded.own);
  if (recorded.base)
    std::cout << " lines other than in " << to_string(recorded.base->edition);
  else
    std::cout << " stored";
  std::cout << ", " << grouped(part.bytes.size()) << " bytes\n";
}

/// Tells of recordings that were stored on top of traces that are replaced now.
void print_orphans(const Options& options, const Provenance& base) {
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor) {
    if (!Recording::exists(options.folder, edition)) continue;
    const Recording other(options.folder, edition);
    for (const auto& part : other.provenance().parts) {
      const auto below = std::ranges::find(base.parts, part.part, &RecordedPart::part);
      if (part.base && part.base->edition == base.edition &&
          (below == base.parts.end() || below->digest != part.base->digest))
        std::cout << "to be recorded again, since it stands on this one: " << to_string(edition)
                  << ' ' << to_string(part.part) << '\n';
    }
  }
}

void run(const Options& options) {
  Terminal::catch_interrupt();
  const auto witness =
      conformance::make_implementation(adapter_of(options), {}, care(options.patience));
  auto provenance = begin(options, witness->identity());
  Terminal terminal;
  const auto recorded = record_parts(options, *witness, terminal);
  for (const auto& each : recorded) put(provenance.parts, each.recorded);
  provenance.command = command_of(options, provenance);
  write(options, provenance, recorded);
  std::cout << to_string(provenance.edition) << ", " << title_of(witness->identity()) << '\n';
  for (const auto& each : recorded) print(each);
  print_orphans(options, provenance);
}

}  // namespace

void add_oracle_record_command(CLI::App& oracle, Context&) {
  auto options = std::make_shared<Options>();
  auto* command =
      oracle.add_subcommand("record", "Run the corpus on a Python and store the traces");
  auto* python =
      command->add_option("--python", options->python,
                          "The Python: a version, as 3.11, or a path; python3 if it is not given");
  command
      ->add_option("--adapter", options->adapter,
                   "The command of a witness that speaks the protocol, instead of a Python")
      ->excludes(python);
  add_parts(*command, options->parts);
  command->add_option("--out", options->folder, "The folder of the recordings, with its corpus");
  add_patience(*command, options->patience);
  command->callback([options] { run(*options); });
}

}  // namespace gathercheck::tools
