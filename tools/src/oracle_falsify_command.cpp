// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iostream>

#include "completeness_table.hpp"
#include "files.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "options.hpp"
#include "oracle_options.hpp"
#include "read_edition.hpp"

namespace gathercheck::tools {
namespace {

using conformance::CompletenessOptions;
using conformance::CompletenessResult;
using conformance::Corpus;
using conformance::Part;
using conformance::Recording;
using spec::Edition;

/// The lines between which a document has the table.
constexpr std::string_view begin_mark = "<!-- table: gathercheck oracle falsify -->\n";
constexpr std::string_view end_mark = "<!-- end of the table -->\n";

struct Options {
  std::vector<std::string> editions;
  std::vector<std::string> kinds;
  std::vector<std::string> profiles;
  std::vector<std::string> parts;
  std::string folder = usual_recordings();
  std::string survivors;
  std::string json;
  std::string document;
  double least = 99;
  double least_of_kind = 85;
  CompletenessOptions measure;
};

const conformance::TraceEdit* read_edit(const std::string& word) {
  if (const auto* edit = conformance::find_edit(word)) return edit;
  std::string known;
  for (const auto& edit : conformance::trace_edits())
    known += (known.empty() ? "" : ", ") + std::string(edit.word);
  throw UsageError("there is no kind of edit \"" + word + "\"", "the kinds are " + known);
}

spec::Profile read_profile(const std::string& word) {
  const auto words = spec::profile_words();
  return static_cast<spec::Profile>(std::ranges::find(words, word) - words.begin());
}

CompletenessOptions measure_of(const Options& options) {
  auto measure = options.measure;
  for (const auto& word : options.kinds) measure.edits.push_back(read_edit(word));
  for (const auto& word : options.profiles) measure.profiles.push_back(read_profile(word));
  measure.survivors = options.survivors.empty() ? 0 : 20;
  return measure;
}

std::vector<Edition> editions_of(const Options& options) {
  std::vector<Edition> editions;
  for (const auto& text : options.editions) {
    const auto edition = read_edition(text);
    if (!edition) throw UsageError("--edition: expected an edition, found nothing");
    editions.push_back(*edition);
  }
  return editions.empty() ? recorded_editions(options.folder) : editions;
}

/// Those that were asked for; else all that were recorded but the bounded world, whose traces are
/// many and alike.
std::vector<Part> parts_of(const Options& options, const Recording& recording) {
  auto parts = read_parts(options.parts);
  if (!parts.empty()) return parts;
  for (const auto& recorded : recording.provenance().parts)
    if (recorded.part != Part::small_world) parts.push_back(recorded.part);
  return parts;
}

/// A survivor as a line: everything that tells what went by unnoticed.
std::string line_of(const conformance::Survivor& survivor) {
  return "{\"kind\":\"" + std::string(survivor.edit->word) + "\",\"profile\":\"" +
         std::string(to_string(survivor.profile)) + "\",\"scenario\":" + survivor.scenario +
         ",\"trace\":" + survivor.original + ",\"falsified\":" + survivor.falsified + "}\n";
}

/// The document with another table between its marks.
std::string with_table(const std::string& path, const std::string& table) {
  const auto text = read_file(path);
  const auto begin = text.find(begin_mark);
  const auto end = begin == std::string::npos ? begin : text.find(end_mark, begin);
  if (end == std::string::npos)
    throw UsageError(path + " has no place for a table",
                     "the lines are " + std::string(begin_mark) + std::string(end_mark));
  const auto place = begin + begin_mark.size();
  return text.substr(0, place) + table + text.substr(end);
}

void write(const Options& options, const CompletenessOptions& measure,
           const CompletenessResult& result, const std::vector<Edition>& editions) {
  std::string names;
  for (const auto edition : editions)
    names += (names.empty() ? "[\"" : ",\"") + to_string(edition) + "\"";
  const OutputFile json(options.json);
  json.write(completeness_json(result, measure, names + "]"));
  std::string lines;
  for (const auto& survivor : result.survivors) lines += line_of(survivor);
  OutputFile(options.survivors).write(lines);
  if (!options.document.empty())
    OutputFile(options.document).write(with_table(options.document, completeness_markdown(result)));
}

void run(const Options& options, Context& context) {
  Terminal::catch_interrupt();
  const auto measure = measure_of(options);
  const auto editions = editions_of(options);
  const Corpus corpus(options.folder);
  auto terminal = context.terminal();
  CompletenessResult result;
  for (const auto edition : editions) {
    const Recording recording(options.folder, edition);
    const auto runs = recorded_runs(recording, corpus, parts_of(options, recording));
    const auto reference = conformance::make_implementation("reference", edition);
    result.add(conformance::measure_completeness(runs, *reference, measure,
                                                 [&](std::uint64_t done, std::uint64_t planned) {
                                                   return terminal.progress(done, planned);
                                                 }));
    terminal.end_progress();
    if (result.interrupted) break;
  }
  const auto short_of = what_falls_short(result, options.least, options.least_of_kind);
  if (options.json != "-") std::cout << completeness_text(result) << short_of;
  write(options, measure, result, editions);
  context.status = result.interrupted ? interrupted : short_of.empty() ? as_expected : differs;
}

}  // namespace

void add_oracle_falsify_command(CLI::App& oracle, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = oracle.add_subcommand(
      "falsify",
      "Falsify recorded traces in many ways, and see whether the rules notice: by one edit of a "
      "trace at a time, judged by the rules of its edition alone");
  command
      ->add_option("--edition", options->editions,
                   "The recording of this edition only; may be given again")
      ->allow_extra_args(false);
  command->add_option("--kind", options->kinds, "This kind of edit only; may be given again")
      ->allow_extra_args(false);
  command->add_option("--profile", options->profiles, "This profile only; may be given again")
      ->allow_extra_args(false)
      ->check(is_profile());
  add_number(*command, "--edits", options->measure.of_each, "How many edits of each kind");
  add_number(*command, "--seed", options->measure.seed, "The seed of the edits");
  command->add_option("--least", options->least, "The percentage that each profile is to reach")
      ->check(CLI::Range(0.0, 100.0))
      ->capture_default_str();
  command
      ->add_option("--least-of-kind", options->least_of_kind,
                   "The same for each kind of edit of which a profile saw 500")
      ->check(CLI::Range(0.0, 100.0))
      ->capture_default_str();
  add_parts(*command, options->parts);
  command->add_option("--from", options->folder, "The folder of the recordings");
  command->add_option("--survivors", options->survivors,
                      "Write falsified traces to which no rule objects, one on each line, with "
                      "the scenario and the true trace; at most 20 a kind, profile and edition");
  command->add_option("--json", options->json, "Write the numbers as JSON; - for standard output");
  command->add_option("--document", options->document,
                      "Put the table into this document, in place of the one that it has");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
