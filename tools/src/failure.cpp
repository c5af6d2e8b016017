// SPDX-License-Identifier: MIT
#include "failure.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::tools {
namespace {

using spec::JsonReader;
using spec::Rule;

constexpr auto hint =
    "name a scenario, or what gathercheck check --json has written (spec/format/README.md)";

const Rule& rule_of(const std::string& id) {
  const auto* rule = spec::find_rule(id);
  if (!rule) throw UsageError("there is no rule \"" + id + "\"", "gathercheck rules lists them");
  return *rule;
}

std::string file_name(const Rule& rule) {
  std::string name(rule.id);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

Failure example_of(const Rule& rule) {
  return {conformance::parse_scenario(rule.example), &rule, rule.editions.last, file_name(rule)};
}

conformance::Scenario scenario_at(const JsonReader& place) {
  try {
    return conformance::parse_scenario(place.json());
  } catch (const spec::FormatError& error) {
    place.complain(error.what());
  }
}

/// The edition of the law that a report judges by.
spec::Edition edition_of(const JsonReader& report) {
  static constexpr std::array<std::string_view, 2> kinds{"trial", "comparison"};
  const bool trial = report.at("kind").one_of(kinds) == 0;
  const auto place = trial ? report.at("edition") : report.at("expected").at("edition");
  const auto edition = spec::parse_edition(place.text());
  if (!edition) place.expected("an edition, \"3.8\" to \"3.14\"");
  return *edition;
}

/// The rule that leads the first failure of a trial; null if the report tells of none.
const Rule* first_failure(const JsonReader& report) {
  const Rule* found = nullptr;
  if (!report.has("failures")) return found;
  report.at("failures").for_each([&](const JsonReader& each) {
    if (!found) found = &rule_of(each.at("rule").text());
  });
  return found;
}

Failure failure_in(const JsonReader& report, const Rule* wanted) {
  report.at("report").version(1);
  const auto edition = edition_of(report);
  if (!wanted) wanted = first_failure(report);
  Failure found{{}, nullptr, edition, {}};
  report.at("rules").for_each([&](const JsonReader& item) {
    const auto& rule = rule_of(item.at("id").text());
    if (found.rule || !item.has("violation") || (wanted && wanted != &rule)) return;
    found = {scenario_at(item.at("violation").at("scenario")), &rule, edition, file_name(rule)};
  });
  if (found.rule) return found;
  if (!wanted && report.has("difference"))
    return {scenario_at(report.at("difference").at("scenario")), nullptr, edition, "difference"};
  throw UsageError(wanted ? "the report has no violation of " + std::string(wanted->id)
                          : "the report has no failure in it",
                   "without a report, --rule ID explains the example of a rule");
}

Failure read(const std::string& text, const std::string& stem, const Rule* rule) {
  const auto document = JsonReader::parse(text);
  const JsonReader root(document);
  if (root.is_object() && root.has("report")) return failure_in(root, rule);
  return {conformance::parse_scenario(text), rule,
          rule ? rule->editions.last : spec::newest_edition, stem};
}

}  // namespace

Failure read_failure(const std::string& path, const std::string& id) {
  const auto* rule = id.empty() ? nullptr : &rule_of(id);
  if (path.empty() && !rule)
    throw UsageError("expected a failure to explain", std::string(hint) + ", or --rule ID");
  if (path.empty()) return example_of(*rule);
  try {
    const bool piped = path == "-";
    return read(read_file(path), piped ? "scenario" : std::filesystem::path(path).stem(), rule);
  } catch (const spec::FormatError& error) {
    throw UsageError((path == "-" ? "standard input" : path) + ": " + error.what(), hint);
  }
}

}  // namespace gathercheck::tools
