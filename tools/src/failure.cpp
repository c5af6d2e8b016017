// SPDX-License-Identifier: MIT
#include "failure.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "files.hpp"
#include "gathercheck/conformance/report.hpp"
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

[[noreturn]] void no_failure(const Rule* wanted) {
  throw UsageError(wanted ? "the report has no violation of " + std::string(wanted->id)
                          : "the report has no failure in it",
                   "without a report, --rule ID explains the example of a rule");
}

/// The failure of the rule in a report of check, or the first one.
Failure failure_in(const conformance::Report& report, const Rule* wanted) {
  const auto& result = report.result;
  if (!wanted && !result.failures.empty()) wanted = result.failures.front().rule;
  for (const auto& each : result.tally.rules())
    if (each.first_violation && (!wanted || wanted == each.rule))
      return {each.first_violation->scenario, each.rule, result.edition, file_name(*each.rule)};
  no_failure(wanted);
}

/// The violation in a report of compare, or the difference that it has.
Failure failure_in(const JsonReader& report, const Rule* wanted) {
  report.at("report").version(1);
  const auto place = report.at("expected").at("edition");
  const auto edition = spec::parse_edition(place.text());
  if (!edition) place.expected("an edition, \"3.8\" to \"3.14\"");
  Failure found{{}, nullptr, *edition, {}};
  report.at("rules").for_each([&](const JsonReader& item) {
    const auto& rule = rule_of(item.at("id").text());
    if (found.rule || !item.has("violation") || (wanted && wanted != &rule)) return;
    found = {scenario_at(item.at("violation").at("scenario")), &rule, *edition, file_name(rule)};
  });
  if (found.rule) return found;
  if (!wanted && report.has("difference"))
    return {scenario_at(report.at("difference").at("scenario")), nullptr, *edition, "difference"};
  no_failure(wanted);
}

Failure read(const std::string& text, const std::string& stem, const Rule* rule) {
  const auto document = JsonReader::parse(text, conformance::longest_report);
  const JsonReader root(document);
  if (!root.is_object() || !root.has("report"))
    return {conformance::parse_scenario(text), rule,
            rule ? rule->editions.last : spec::newest_edition, stem};
  if (root.has("kind") && root.at("kind").is("comparison")) return failure_in(root, rule);
  return failure_in(conformance::parse_reports(text).front(), rule);
}

}  // namespace

Failure read_failure(const std::string& path, const std::string& id) {
  const auto* rule = id.empty() ? nullptr : &rule_of(id);
  if (path.empty() && !rule)
    throw UsageError("expected a failure to explain", std::string(hint) + ", or --rule ID");
  if (path.empty()) return example_of(*rule);
  try {
    const bool piped = path == "-";
    return read(read_file(path, conformance::longest_report),
                piped ? "scenario" : std::filesystem::path(path).stem(), rule);
  } catch (const spec::FormatError& error) {
    throw UsageError((path == "-" ? "standard input" : path) + ": " + error.what(), hint);
  }
}

}  // namespace gathercheck::tools
