// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "data_folder.hpp"
#include "files.hpp"
#include "gathercheck/conformance/corpus.hpp"
#include "oracle_options.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Corpus;
using conformance::Part;
using conformance::StoredPart;

struct Options {
  std::vector<std::string> parts;
  std::string folder = usual_recordings();
  std::string facts = conformance::data_folder() / "conformance/scenarios";
  bool check = false;
};

std::vector<Part> wanted(const Options& options) {
  auto parts = read_parts(options.parts);
  if (parts.empty()) parts.assign(conformance::all_parts.begin(), conformance::all_parts.end());
  return parts;
}

/// What is stored already; nothing in a new folder.
std::vector<StoredPart> stored_in(const std::string& folder) {
  if (!std::filesystem::exists(Corpus::folder_in(folder) / "corpus.json")) return {};
  return Corpus(folder).parts();
}

void put(std::vector<StoredPart>& parts, const StoredPart& part) {
  const auto at = std::ranges::lower_bound(parts, part.part, {}, &StoredPart::part);
  if (at != parts.end() && at->part == part.part)
    *at = part;
  else
    parts.insert(at, part);
}

void store(const Options& options) {
  auto stored = stored_in(options.folder);
  const auto folder = Corpus::folder_in(options.folder);
  std::filesystem::create_directories(folder);
  for (const auto part : wanted(options)) {
    const auto packed = pack(part, *make_scenarios(part, options.facts));
    OutputFile(folder / file_of(part)).write(packed.bytes);
    put(stored, packed.stored);
    OutputFile(folder / "corpus.json").write(conformance::corpus_json(stored));
    std::cout << to_string(part) << ": " << grouped(packed.stored.scenarios) << " scenarios, "
              << grouped(packed.bytes.size()) << " bytes\n";
  }
}

/// Random scenarios of another generator are as good as these; the other parts are to be whole.
bool may_be_old(Part part) {
  return part == Part::sample || part == Part::dialect_sample;
}

void check(const Options& options, Context& context) {
  const Corpus corpus(options.folder);
  for (const auto part : wanted(options)) {
    const auto found = freshness(corpus.lines(part), *make_scenarios(part, options.facts));
    std::cout << to_string(part) << ": " << grouped(found.stored) << " scenarios stored, "
              << grouped(found.made) << " would be now, " << grouped(found.same)
              << " of them the same\n";
    if (found.is_fresh() || may_be_old(part)) continue;
    std::cout << "  to record it again: tools/record-traces " << to_string(part) << '\n';
    context.status = differs;
  }
}

}  // namespace

void add_oracle_corpus_command(CLI::App& oracle, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command =
      oracle.add_subcommand("corpus", "Store the scenarios that recordings are made of");
  add_parts(*command, options->parts);
  command->add_option("--out", options->folder, "The folder of the recordings");
  command->add_option("--facts", options->facts, "The folder of the scenarios written by hand");
  command->add_flag("--check", options->check,
                    "Store nothing: compare what is stored with what would be");
  command->callback([options, &context] {
    if (options->check)
      check(*options, context);
    else
      store(*options);
  });
}

}  // namespace gathercheck::tools
