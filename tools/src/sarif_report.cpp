// SPDX-License-Identifier: MIT
#include "sarif_report.hpp"

#include <nlohmann/json.hpp>

#include "gathercheck/conformance/digest.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;
using Json = nlohmann::ordered_json;

Json text(std::string_view words) {
  return {{"text", plain(words)}};
}

std::string_view level_of(const spec::Rule& rule) {
  switch (rule.level) {
    case spec::Level::must:
      return "error";
    case spec::Level::should:
      return "warning";
    case spec::Level::may:
      return "note";
  }
  return "none";
}

Json counts_json(const Report& report, const RuleTally& tally) {
  return {{"standing", to_string(standing_of(report, tally))},
          {"holds", tally.holds},
          {"violated", tally.violated},
          {"vacuous", tally.vacuous},
          {"profile", to_string(tally.rule->profile)},
          {"editions", to_string(tally.rule->editions)}};
}

Json rule_json(const Report& report, const RuleTally& tally) {
  const auto& rule = *tally.rule;
  const auto help = std::string(rule.intent) + "\n\nSource: " + std::string(rule.source) +
                    "\n\ngathercheck rules " + std::string(rule.id) + " shows an example.";
  return {{"id", rule.id},
          {"shortDescription", text(rule.title)},
          {"fullDescription", text(rule.sentence)},
          {"help", {{"text", plain(help)}, {"markdown", plain(help)}}},
          {"defaultConfiguration", {{"level", level_of(rule)}}},
          {"properties", counts_json(report, tally)}};
}

/// A path as a reference of RFC 3986.
std::string uri_of(const std::string& path) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  static constexpr std::string_view kept = "-._~/";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kept.find(c) != kept.npos;
    uri += is_plain ? std::string(1, c) : std::string{'%', digits[byte >> 4], digits[byte & 15]};
  }
  return uri;
}

/// What is said of a violation: the whole failure if the rule leads one.
std::string message_of(const Report& report, const RuleTally& tally) {
  const auto& reason = tally.first_violation->judgement.reason;
  const auto* failure = failure_of(report, *tally.rule);
  if (failure && failure->rule == tally.rule)
    return reason + "\n\n" + told_of(report, *failure).message;
  return failure ? reason + "\n\nSeen with " + std::string(failure->rule->id) : reason;
}

Json result_json(const Report& report, const RuleTally& tally, std::size_t index) {
  const auto& reason = tally.first_violation->judgement.reason;
  const auto standing = standing_of(report, tally);
  Json json{{"ruleId", tally.rule->id},
            {"ruleIndex", index},
            {"kind", "fail"},
            {"level", level_of(*tally.rule)},
            {"message", text(message_of(report, tally))},
            {"occurrenceCount", tally.violated},
            {"partialFingerprints",
             {{"ruleAndReason/v1",
               conformance::Digest::of(std::string(tally.rule->id) + "\n" + reason)}}}};
  if (!report.source.empty())
    json["locations"] = Json::array({{{"physicalLocation",
                                       {{"artifactLocation", {{"uri", uri_of(report.source)}}},
                                        {"region", {{"startLine", 1}}}}}}});
  if (standing == Standing::known)
    json["suppressions"] = Json::array({{{"kind", "external"}, {"status", "accepted"}}});
  json["properties"] = {{"standing", to_string(standing)}};
  const auto* failure = failure_of(report, *tally.rule);
  if (failure && failure->rule == tally.rule && !told_of(report, *failure).replay.empty())
    json["properties"]["replay"] = plain(told_of(report, *failure).replay);
  return json;
}

Json notification(std::string_view kind, std::string_view what) {
  return {
      {"level", "error"}, {"message", text(what)}, {"properties", {{"kind", std::string(kind)}}}};
}

Json invocation(const Report& report) {
  const auto& result = report.result;
  Json json{{"executionSuccessful", !is_unfinished(report) && result.mishaps == 0},
            {"toolExecutionNotifications", Json::array()}};
  auto& notifications = json["toolExecutionNotifications"];
  for (const auto& each : result.first_mishaps)
    notifications.push_back(notification(to_string(each.trouble.kind), each.trouble.what));
  if (!result.gone.empty()) notifications.push_back(notification("gone", result.gone));
  if (result.interrupted)
    notifications.push_back(notification("interrupted", "it was stopped before its end"));
  return json;
}

Json properties(const Report& report) {
  const auto& result = report.result;
  const auto figures = figures_of(report);
  Json json{{"implementation", plain_line(result.identity.title())},
            {"edition", to_string(result.edition)},
            {"generated", result.generated},
            {"judged", result.judged},
            {"notRun", result.not_run},
            {"trouble", result.mishaps}};
  for (std::size_t i = 0; i < standing_count; ++i)
    json["rules"][std::string(to_string(static_cast<Standing>(i)))] = figures.counts[i];
  if (result.nearest) json["nearest"] = plain_line(result.nearest->sentence());
  return json;
}

Json run_json(const Report& report) {
  auto rules = Json::array();
  auto results = Json::array();
  for (const auto& each : report.result.tally.rules()) {
    if (each.first_violation) results.push_back(result_json(report, each, rules.size()));
    rules.push_back(rule_json(report, each));
  }
  Json driver{{"name", "gathercheck"}};
  if (!report.gathercheck.empty()) driver["version"] = plain_line(report.gathercheck, 100);
  driver["rules"] = std::move(rules);
  return {{"tool", {{"driver", std::move(driver)}}},
          {"automationDetails",
           {{"id", "gathercheck/" + plain_line(report.result.identity.title(), 200) + "/"}}},
          {"invocations", Json::array({invocation(report)})},
          {"results", std::move(results)},
          {"properties", properties(report)}};
}

}  // namespace

std::string sarif_report(std::span<const Report> reports) {
  Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
           {"version", "2.1.0"},
           {"runs", Json::array()}};
  for (const auto& each : reports) log["runs"].push_back(run_json(each));
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gathercheck::tools
