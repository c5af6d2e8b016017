// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/part.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/situation.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/rule.hpp"

namespace gathercheck::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t sample_size = 30'000;
constexpr std::uint64_t dialect_sample_size = 36'000;
constexpr std::uint64_t sample_seed = 2026;

std::vector<fs::path> scenario_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (error)
    throw RecordingError(folder.string() + ": cannot be read: " + error.message(),
                         "it is to hold the scenarios that are written by hand");
  std::ranges::sort(files);
  return files;
}

Scenario read_scenario(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  try {
    return parse_scenario(text);
  } catch (const spec::FormatError& error) {
    throw RecordingError(file.string() + ": " + error.what(),
                         "spec/format/README.md tells what a scenario is");
  }
}

std::vector<Scenario> read_facts(const fs::path& folder) {
  std::vector<Scenario> facts;
  for (const auto& file : scenario_files(folder)) facts.push_back(read_scenario(file));
  return facts;
}

/// Those of the Python dialect, or those that everyone can run, whatever it is written in.
std::vector<Scenario> read_examples(bool in_dialect) {
  std::vector<Scenario> examples;
  for (const auto& rule : spec::law()) {
    auto example = parse_scenario(rule.example);
    if (example.python.has_value() == in_dialect) examples.push_back(std::move(example));
  }
  return examples;
}

/// Every situation is a focus of its own, so that a sample does not depend on the law.
std::vector<Focus> every_focus(bool in_dialect) {
  std::vector<Focus> foci;
  for (const auto word : situation_words())
    if (const Focus focus(word); focus.speaks_python() == in_dialect) foci.push_back(focus);
  return foci;
}

/// Half of them are for every Python, the others for the newest.
std::vector<World> dialect_worlds() {
  std::vector<World> worlds;
  for (const auto edition : {spec::oldest_edition, spec::newest_edition})
    for (const auto& focus : every_focus(true)) worlds.push_back(World::of(focus, edition));
  return worlds;
}

}  // namespace

std::string_view to_string(Part part) {
  return part_words[static_cast<std::size_t>(part)];
}

std::optional<Part> parse_part(std::string_view text) {
  const auto found = std::ranges::find(part_words, text);
  if (found == part_words.end()) return {};
  return all_parts[static_cast<std::size_t>(found - part_words.begin())];
}

std::string file_of(Part part) {
  return std::string(to_string(part)) + ".jsonl.zst";
}

std::unique_ptr<ScenarioSource> make_scenarios(Part part, const fs::path& facts) {
  if (auto generated = generate_scenarios(part)) return generated;
  return std::make_unique<ListedScenarios>(
      part == Part::facts ? read_facts(facts) : read_examples(speaks_python(part)));
}

std::unique_ptr<ScenarioSource> generate_scenarios(Part part) {
  if (part == Part::small_world) return std::make_unique<WholeWorld>();
  if (part == Part::sample)
    return std::make_unique<RandomScenarios>(sample_size, sample_seed, every_focus(false));
  if (part == Part::dialect_sample)
    return std::make_unique<RandomScenarios>(dialect_worlds(), dialect_sample_size, sample_seed);
  return nullptr;
}

}  // namespace gathercheck::conformance
