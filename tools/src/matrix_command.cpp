// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "data_folder.hpp"
#include "files.hpp"
#include "matrix.hpp"
#include "oracle_options.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Part;
using conformance::Recording;
using nlohmann::ordered_json;

struct Options {
  std::string falsifying;
  std::string properties;
  bool written = false;
  std::string recordings = usual_recordings();
  std::string spec = conformance::data_folder() / "spec";
  bool json = false;
};

/// The parts of a recording that are to be judged.
std::vector<Part> parts_of(const Recording& recording, const Options& options) {
  std::vector<Part> parts;
  for (const auto& each : recording.provenance().parts)
    if (!options.written || is_written_by_hand(each.part)) parts.push_back(each.part);
  return parts;
}

std::vector<conformance::Reach> reach_in(const Options& options, Terminal& terminal) {
  std::vector<conformance::Reach> reach;
  for (const auto edition : recorded_editions(options.recordings)) {
    const Recording recording(options.recordings, edition);
    for (auto& each : conformance::reach_of(recording, parts_of(recording, options),
                                            [&](std::uint64_t done, std::uint64_t planned) {
                                              return terminal.progress(done, planned);
                                            }))
      reach.push_back(std::move(each));
  }
  terminal.end_progress();
  return reach;
}

/// Refuses a folder without the normative text: every rule would be one without a text.
void expect_law(const std::string& folder) {
  if (std::filesystem::is_directory(folder + "/rules")) return;
  throw UsageError(folder + ": expected the folder of the law, with rules/*.md, found none",
                   "--spec names the folder spec of gathercheck's source");
}

std::vector<MatrixRow> make(const Options& options, Terminal& terminal) {
  expect_law(options.spec);
  MatrixSources sources{options.spec + "/rules", options.spec + "/test/traces", {}, {}, {}};
  if (!options.falsifying.empty()) sources.falsifying.emplace(options.falsifying);
  if (!options.properties.empty()) sources.properties.emplace(options.properties);
  sources.reach = reach_in(options, terminal);
  return make_matrix(sources);
}

// --- as JSON

ordered_json as_json(const MatrixRow& row, const Options& options) {
  ordered_json parts = ordered_json::object();
  for (const auto& [part, count] : row.by_part) parts[std::string(to_string(part))] = count;
  ordered_json recorded = ordered_json::object();
  for (const auto& [edition, count] : row.recorded) recorded[to_string(edition)] = count;
  ordered_json json{{"id", row.rule->id},
                    {"profile", to_string(row.rule->profile)},
                    {"editions", to_string(row.rule->editions)},
                    {"text", row.text},
                    {"checker", row.checker},
                    {"example", row.example}};
  if (!options.falsifying.empty()) json["falsified"] = row.falsified;
  if (!options.properties.empty())
    json["property"] = row.property ? ordered_json(*row.property) : ordered_json();
  json["scenarios"] = row.scenarios;
  json["parts"] = std::move(parts);
  json["recorded"] = std::move(recorded);
  json["claims"] = row.claims;
  json["holes"] = row.holes;
  return json;
}

// --- as a table

std::string falsified_of(const MatrixRow& row, const Options& options) {
  return options.falsifying.empty() ? "not run" : std::to_string(row.falsified);
}

std::string property_of(const MatrixRow& row, const Options& options) {
  if (options.properties.empty()) return "not run";
  if (row.property_skipped) return "skipped";
  return row.property ? grouped(*row.property) : "-";
}

/// How often it is reached in the recording that reaches it least.
std::string least_recorded(const MatrixRow& row) {
  const auto least =
      std::ranges::min_element(row.recorded, {}, [](const auto& each) { return each.second; });
  return grouped(least->second) + " in " + to_string(least->first);
}

void print_cells(const std::vector<std::string>& cells) {
  static constexpr std::array<int, 10> widths{11, 24, 9, 9, 11, 10, 11, 17, 11, 0};
  for (std::size_t i = 0; i < cells.size(); ++i)
    std::cout << std::left << std::setw(widths[i]) << cells[i];
  std::cout << '\n';
}

void print(const MatrixRow& row, const Options& options) {
  const auto or_none = [](const std::string& text) { return text.empty() ? "-" : text; };
  print_cells({std::string(row.rule->id), or_none(row.text), row.checker ? "linked" : "-",
               or_none(row.example), falsified_of(row, options), property_of(row, options),
               grouped(row.scenarios), least_recorded(row), to_string(row.rule->editions),
               std::to_string(row.claims.size())});
}

std::size_t print_holes(const MatrixRow& row, const Terminal& terminal) {
  for (const auto& hole : row.holes)
    std::cout << terminal.red("hole") << ": " << row.rule->id << ": " << hole << '\n';
  return row.holes.size();
}

void print(const std::vector<MatrixRow>& rows, const Options& options, const Terminal& terminal) {
  print_cells({"rule", "text", "checker", "example", "falsified", "property", "scenarios",
               "recorded, least", "editions", "claims"});
  for (const auto& row : rows) print(row, options);
  std::size_t holes = 0;
  for (const auto& row : rows) holes += print_holes(row, terminal);
  std::cout << counted(rows.size(), "rule") << ", " << counted(holes, "hole") << '\n';
}

void run(const Options& options, Context& context) {
  Terminal::catch_interrupt();
  auto terminal = context.terminal();
  const auto rows = make(options, terminal);
  if (options.json) {
    auto json = ordered_json::array();
    for (const auto& row : rows) json.push_back(as_json(row, options));
    std::cout << json.dump(1) << '\n';
  } else {
    print(rows, options, terminal);
  }
  if (std::ranges::any_of(rows, [](const MatrixRow& row) { return !row.holes.empty(); }))
    context.status = differs;
}

}  // namespace

void add_matrix_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "matrix", "What each rule has: text, checker, example, tests, scenarios, recordings, claims");
  command->add_option(
      "--falsifying", options->falsifying,
      "The results of spec_test, whose tests falsify the rules, as it writes them with "
      "--gtest_output=json:FILE; without it that column is not measured");
  command->add_option("--properties", options->properties,
                      "The results of reference_suite, which has the properties, likewise");
  command->add_flag("--written", options->written,
                    "Judge only the recorded traces of scenarios that are written by hand: seconds "
                    "instead of minutes");
  command->add_option("--from", options->recordings, "The folder of the recordings");
  command->add_option("--spec", options->spec, "The folder of the law");
  command->add_flag("--json", options->json, "Print as JSON");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace gathercheck::tools
