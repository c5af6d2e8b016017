// SPDX-License-Identifier: MIT
#include "verdict_in_report.hpp"

#include <limits>

#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::tools {
namespace {

using spec::JsonReader;
using Kind = VerdictInReport::Kind;

constexpr auto hint = "gathercheck check --json FILE writes a report";

std::uint64_t count(const JsonReader& json) {
  return static_cast<std::uint64_t>(json.integer(0, std::numeric_limits<std::int64_t>::max()));
}

spec::Edition edition(const JsonReader& json) {
  const auto edition = spec::parse_edition(json.text());
  if (!edition) json.expected("an edition, \"3.8\" to \"3.14\"");
  return *edition;
}

bool has(const JsonReader& list, std::string_view id) {
  bool found = false;
  list.for_each([&](const JsonReader& each) { found = found || each.text() == id; });
  return found;
}

/// What the known failures make of a rule that is violated, or is not.
Kind beside_known(const JsonReader& known, VerdictInReport& verdict) {
  const auto id = verdict.rule->id;
  if (has(known.at("known"), id)) return Kind::known;
  if (has(known.at("passing"), id)) return Kind::passing;
  if (has(known.at("unseen"), id)) return Kind::unseen;
  known.at("changed").for_each([&](const JsonReader& each) {
    if (each.at("rule").text() == id) verdict.listed = each.at("listed").text();
  });
  return verdict.failure && !verdict.listed.empty() ? Kind::changed : verdict.kind;
}

conformance::Failure read_failure(const JsonReader& json, const spec::Rule& rule,
                                  std::uint64_t times) {
  conformance::Failure failure{&rule, {}, times, {}};
  try {
    failure.violation.scenario = conformance::parse_scenario(json.at("scenario").json());
    failure.violation.trace = spec::parse_trace(json.at("trace").json());
  } catch (const spec::FormatError& error) {
    json.complain(error.what());
  }
  failure.violation.judgement.verdict = spec::Verdict::violated;
  failure.violation.judgement.reason = json.at("reason").text();
  failure.violation.judgement.event = static_cast<std::size_t>(count(json.at("event")));
  return failure;
}

void read_rule(const JsonReader& json, VerdictInReport& verdict) {
  const auto violated = count(json.at("violated"));
  verdict.reached = count(json.at("holds")) + violated;
  if (violated > 0) verdict.failure = read_failure(json.at("violation"), *verdict.rule, violated);
  verdict.kind = !json.at("supported").boolean() ? Kind::not_supported
                 : violated > 0                  ? Kind::violated
                 : verdict.reached == 0          ? Kind::not_reached
                                                 : Kind::holds;
}

VerdictInReport read(const JsonReader& report, const spec::Rule& rule) {
  report.at("report").version(1);
  if (report.at("kind").text() != "trial") report.at("kind").expected("\"trial\"");
  VerdictInReport verdict;
  verdict.rule = &rule;
  verdict.identity.name = report.at("implementation").at("name").text();
  verdict.identity.version = report.at("implementation").at("version").text();
  verdict.edition = edition(report.at("edition"));
  bool judged = false;
  report.at("rules").for_each([&](const JsonReader& each) {
    if (each.at("id").text() != rule.id) return;
    judged = true;
    read_rule(each, verdict);
  });
  if (!judged && !rule.editions.contains(verdict.edition)) {
    verdict.kind = Kind::other_edition;
    return verdict;
  }
  if (!judged)
    throw UsageError("the report does not judge " + std::string(rule.id),
                     "it has the rules of one edition, or those that were chosen");
  if (report.has("known_failures"))
    verdict.kind = beside_known(report.at("known_failures"), verdict);
  return verdict;
}

}  // namespace

VerdictInReport read_verdict(const std::string& path, const std::string& id) {
  const auto* rule = spec::find_rule(id);
  if (!rule) throw UsageError("there is no rule \"" + id + "\"", "gathercheck rules lists them");
  try {
    const auto document = JsonReader::parse(read_file(path));
    return read(JsonReader(document), *rule);
  } catch (const spec::FormatError& error) {
    throw UsageError((path == "-" ? "standard input" : path) + ": " + error.what(), hint);
  }
}

}  // namespace gathercheck::tools
