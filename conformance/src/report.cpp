// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

using Json = nlohmann::ordered_json;

Json identity_json(const Identity& identity) {
  return {{"name", identity.name},
          {"version", identity.version},
          {"language", identity.language},
          {"edition", to_string(identity.edition)},
          {"capabilities", identity.capabilities}};
}

Json violation_json(const Violation& violation) {
  return {{"reason", violation.judgement.reason},
          {"event", violation.judgement.event},
          {"scenario", Json::parse(to_json(violation.scenario))},
          {"trace", Json::parse(spec::to_json(violation.trace))}};
}

Json ids_of(const std::vector<const spec::Rule*>& rules) {
  auto ids = Json::array();
  for (const auto* rule : rules) ids.push_back(rule->id);
  return ids;
}

Json reproducers_json(const Told& told) {
  auto json = Json::object();
  if (!told.replay.empty()) json["replay"] = told.replay;
  if (!told.aside.python.empty()) json["python"] = told.aside.python;
  if (!told.aside.cpp.empty()) json["cpp"] = told.aside.cpp;
  return json;
}

Json failure_json(const Failure& failure, const Told& told) {
  Json json{{"rule", failure.rule->id},
            {"times", failure.times},
            {"related", ids_of(failure.related)},
            {"reason", failure.violation.judgement.reason},
            {"event", failure.violation.judgement.event},
            {"scenario", Json::parse(to_json(failure.violation.scenario))},
            {"observed", Json::parse(spec::to_json(failure.violation.trace))}};
  if (told.aside.expected) {
    json["expected"] = Json::parse(spec::to_json(*told.aside.expected));
    json["expected_of"] = told.aside.expected_title;
  }
  if (!told.aside.hint.empty()) json["hint"] = told.aside.hint;
  json["message"] = told.message;
  json["reproducers"] = reproducers_json(told);
  return json;
}

Json failures_json(const Report& report) {
  auto array = Json::array();
  const auto& failures = report.result.failures;
  for (std::size_t i = 0; i < failures.size(); ++i)
    array.push_back(failure_json(failures[i], i < report.told.size() ? report.told[i] : Told{}));
  return array;
}

Json rules_json(const Tally& tally) {
  auto rules = Json::array();
  for (const auto& each : tally.rules()) {
    Json rule{{"id", each.rule->id},
              {"level", to_string(each.rule->level)},
              {"profile", to_string(each.rule->profile)},
              {"supported", each.supported},
              {"holds", each.holds},
              {"violated", each.violated},
              {"vacuous", each.vacuous}};
    if (each.first_violation) rule["violation"] = violation_json(*each.first_violation);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Json mishaps_json(std::uint64_t count, const std::vector<Mishap>& first) {
  Json examples = Json::array();
  for (const auto& mishap : first)
    examples.push_back({{"kind", to_string(mishap.trouble.kind)},
                        {"what", mishap.trouble.what},
                        {"scenario", Json::parse(to_json(mishap.scenario))}});
  return {{"count", count}, {"examples", std::move(examples)}};
}

Json as_json(const Nearest& nearest) {
  auto agreement = Json::object();
  for (const auto& each : nearest.agreement)
    agreement[std::string(to_string(each.profile))] = {{"equal", each.equal}, {"of", each.of}};
  auto departures = Json::array();
  for (const auto& each : nearest.departures)
    departures.push_back(
        {{"rule", each.rule->id}, {"how", to_string(each.how)}, {"scenarios", each.scenarios}});
  auto nearly = Json::array();
  for (const auto& each : nearest.nearly)
    nearly.push_back({{"semantics", each.semantics},
                      {"agreement", {{"equal", each.agreement.equal}, {"of", each.agreement.of}}}});
  return {{"semantics", nearest.semantics},
          {"title", nearest.title},
          {"sentence", nearest.sentence()},
          {"alike", nearest.alike},
          {"nearly", std::move(nearly)},
          {"agreement", std::move(agreement)},
          {"departures", std::move(departures)},
          {"satisfies", nearest.satisfied ? Json(to_string(*nearest.satisfied)) : Json()}};
}

Json as_json(const Reconciliation& reconciliation) {
  auto changed = Json::array();
  for (const auto& each : reconciliation.changed)
    changed.push_back(
        {{"rule", each.rule->id}, {"listed", each.listed}, {"observed", each.observed}});
  return {{"known", ids_of(reconciliation.known)},     {"changed", std::move(changed)},
          {"passing", ids_of(reconciliation.passing)}, {"unseen", ids_of(reconciliation.unseen)},
          {"absent", ids_of(reconciliation.absent)},   {"unknown", ids_of(reconciliation.unknown)}};
}

/// Which scenarios of a bounded world it was; nothing for random ones.
void put_extent(Json& report, const std::optional<Extent>& bounded) {
  if (!bounded) return;
  report["world"] = word_of(bounded->world);
  if (bounded->sample > 0) report["sample"] = bounded->sample;
  if (bounded->share.count > 1)
    report["share"] =
        std::to_string(bounded->share.index) + "/" + std::to_string(bounded->share.count);
}

/// Of which trials a report was merged.
Json origins_json(const std::vector<Origin>& origins) {
  auto array = Json::array();
  for (const auto& each : origins) {
    Json json{{"seed", each.seed}, {"generated", each.generated}};
    put_extent(json, each.bounded);
    array.push_back(std::move(json));
  }
  return array;
}

Json as_json(const Environment& environment) {
  return {{"system", environment.system},
          {"machine", environment.machine},
          {"compiler", environment.compiler},
          {"time", environment.time}};
}

Json as_json(const Report& report) {
  const auto& result = report.result;
  Json json{{"report", 1}, {"kind", "trial"}, {"gathercheck", report.gathercheck}};
  json["implementation"] = identity_json(result.identity);
  if (!report.adapter.empty()) json["adapter"] = report.adapter;
  if (!report.source.empty()) json["source"] = report.source;
  json["edition"] = to_string(result.edition);
  json["seed"] = report.origins.empty() ? 1 : report.origins.front().seed;
  json["exhaustive"] = report.is_exhaustive();
  json["interrupted"] = result.interrupted;
  json["generated"] = result.generated;
  json["judged"] = result.judged;
  json["not_run"] = result.not_run;
  json["trouble"] = mishaps_json(result.mishaps, result.first_mishaps);
  json["failures"] = failures_json(report);
  json["rules"] = rules_json(result.tally);
  if (report.origins.size() == 1) put_extent(json, report.origins.front().bounded);
  if (report.origins.size() > 1) json["merged"] = origins_json(report.origins);
  if (result.reconciliation) json["known_failures"] = as_json(*result.reconciliation);
  if (result.nearest) json["nearest"] = as_json(*result.nearest);
  if (!result.gone.empty()) json["gone"] = result.gone;
  if (report.environment) json["environment"] = as_json(*report.environment);
  if (report.seconds) json["seconds"] = *report.seconds;
  return json;
}

std::string dumped(const Json& report) {
  return report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

bool Report::is_exhaustive() const {
  const auto is_whole = [](const Origin& each) { return each.bounded && each.bounded->is_whole(); };
  if (origins.size() == 1) return is_whole(origins.front());
  if (origins.empty() || !origins.front().bounded) return false;
  const auto& first = *origins.front().bounded;
  // Shares that were merged are different ones, so as many as there are make the whole.
  return origins.size() == first.share.count &&
         std::ranges::all_of(origins, [&](const Origin& each) {
           return each.bounded && each.bounded->sample == 0 &&
                  word_of(each.bounded->world) == word_of(first.world) &&
                  each.bounded->share.count == first.share.count;
         });
}

std::vector<Told> told_of(const std::vector<Failure>& failures, const std::vector<Aside>& asides) {
  std::vector<Told> told;
  for (std::size_t i = 0; i < failures.size(); ++i)
    told.push_back(
        {asides[i], failure_text(failures[i], asides[i]), replay_line(failures[i], asides[i])});
  return told;
}

std::string to_json(const Report& report) {
  return dumped(as_json(report));
}

std::string to_json(std::span<const Report> reports) {
  Json document{{"report", 1}, {"kind", "collection"}, {"trials", Json::array()}};
  for (const auto& each : reports) document["trials"].push_back(as_json(each));
  return dumped(document);
}

std::string report_json(const ComparisonResult& result, const Identity& expected,
                        const Identity& observed, const std::optional<Extent>& bounded,
                        bool timing) {
  Json report{{"report", 1},
              {"kind", "comparison"},
              {"expected", identity_json(expected)},
              {"observed", identity_json(observed)},
              {"interrupted", result.interrupted},
              {"compared", result.compared},
              {"different", result.different},
              {"trouble", mishaps_json(result.mishaps, result.first_mishaps)},
              {"rules", rules_json(result.tally)}};
  put_extent(report, bounded);
  if (result.difference)
    report["difference"] = {{"scenario", Json::parse(to_json(result.difference->scenario))},
                            {"event", result.difference->first},
                            {"expected", Json::parse(spec::to_json(result.difference->expected))},
                            {"observed", Json::parse(spec::to_json(result.difference->observed))}};
  if (timing) report["seconds"] = result.time.count();
  return dumped(report);
}

std::string nearest_json(const Nearest& nearest) {
  return dumped(as_json(nearest));
}

}  // namespace gathercheck::conformance
