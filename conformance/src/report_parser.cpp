// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <limits>
#include <regex>

#include "gathercheck/conformance/report.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;
using Rules = std::vector<const spec::Rule*>;

std::uint64_t count(const JsonReader& json) {
  return static_cast<std::uint64_t>(json.integer(0, std::numeric_limits<std::int64_t>::max()));
}

std::string text_or_nothing(const JsonReader& json, std::string_view key) {
  return json.has(key) ? json.at(key).text() : "";
}

spec::Edition edition_in(const JsonReader& json) {
  const auto edition = spec::parse_edition(json.text());
  if (!edition) json.expected("an edition, \"3.8\" to \"3.14\"");
  return *edition;
}

/// Null for what may be a rule of another version of the law: ids are never used again.
const spec::Rule* rule_in(const JsonReader& json) {
  static const std::regex id("[A-Z]+-[1-9][0-9]*");
  if (!std::regex_match(json.text(), id)) json.expected("the id of a rule");
  return spec::find_rule(json.text());
}

Rules rules_in(const JsonReader& json) {
  Rules rules;
  json.for_each([&](const JsonReader& each) {
    if (const auto* rule = rule_in(each)) rules.push_back(rule);
  });
  return rules;
}

/// The word of an enumeration that has its words in their order.
template <typename Enum>
Enum word_in(const JsonReader& json, std::span<const std::string_view> words) {
  return static_cast<Enum>(json.one_of(words));
}

/// A document within the document, read by its own reader.
template <typename Read>
auto embedded(const JsonReader& json, Read read) {
  try {
    return read(json.json());
  } catch (const spec::FormatError& error) {
    json.complain(error.what());
  }
}

Scenario scenario_in(const JsonReader& json) {
  return embedded(json, parse_scenario);
}

spec::Trace trace_in(const JsonReader& json) {
  return embedded(json, spec::parse_trace);
}

Identity identity_in(const JsonReader& json) {
  json.expect_only({"name", "version", "language", "edition", "capabilities"});
  Identity identity;
  identity.name = json.at("name").text();
  identity.version = json.at("version").text();
  identity.language = json.at("language").text();
  identity.edition = edition_in(json.at("edition"));
  json.at("capabilities").for_each([&](const JsonReader& each) {
    identity.capabilities.insert(each.text());
  });
  return identity;
}

Violation violation_in(const JsonReader& json, std::string_view trace) {
  Violation violation;
  violation.scenario = scenario_in(json.at("scenario"));
  violation.trace = trace_in(json.at(trace));
  violation.judgement.verdict = spec::Verdict::violated;
  violation.judgement.reason = json.at("reason").text();
  violation.judgement.event = static_cast<std::size_t>(count(json.at("event")));
  return violation;
}

RuleTally tally_in(const JsonReader& json, std::uint64_t judged) {
  json.expect_only(
      {"id", "level", "profile", "supported", "holds", "violated", "vacuous", "violation"});
  static constexpr std::array<std::string_view, 3> levels{"MUST", "SHOULD", "MAY"};
  json.at("level").one_of(levels);
  json.at("profile").one_of(spec::profile_words());
  RuleTally tally;
  tally.rule = rule_in(json.at("id"));
  tally.supported = json.at("supported").boolean();
  tally.holds = count(json.at("holds"));
  tally.violated = count(json.at("violated"));
  tally.vacuous = count(json.at("vacuous"));
  const auto sum = tally.holds + tally.violated + tally.vacuous;
  if (sum != (tally.supported ? judged : 0))
    json.complain("holds, violated and vacuous are " + std::to_string(sum) + " together, of " +
                  std::to_string(tally.supported ? judged : 0) + " traces");
  if (json.has("violation") != (tally.violated > 0))
    json.complain(tally.violated > 0 ? "the key \"violation\" is missing"
                                     : "a violation of what is not violated");
  if (tally.violated > 0) tally.first_violation = violation_in(json.at("violation"), "trace");
  return tally;
}

Failure failure_in(const JsonReader& json) {
  Failure failure;
  failure.rule = rule_in(json.at("rule"));
  failure.times = count(json.at("times"));
  failure.related = rules_in(json.at("related"));
  failure.violation = violation_in(json, "observed");
  return failure;
}

Told told_in(const JsonReader& json) {
  json.expect_only({"rule", "times", "related", "reason", "event", "scenario", "observed",
                    "expected", "expected_of", "hint", "message", "reproducers"});
  Told told;
  if (json.has("expected")) told.aside.expected = trace_in(json.at("expected"));
  told.aside.expected_title = text_or_nothing(json, "expected_of");
  told.aside.hint = text_or_nothing(json, "hint");
  told.message = json.at("message").text();
  const auto reproducers = json.at("reproducers");
  reproducers.expect_only({"replay", "python", "cpp"});
  told.replay = text_or_nothing(reproducers, "replay");
  told.aside.python = text_or_nothing(reproducers, "python");
  told.aside.cpp = text_or_nothing(reproducers, "cpp");
  return told;
}

Mishap mishap_in(const JsonReader& json) {
  json.expect_only({"kind", "what", "scenario"});
  return {scenario_in(json.at("scenario")),
          {word_in<Trouble::Kind>(json.at("kind"), trouble_words()), json.at("what").text()}};
}

Share share_in(const JsonReader& json) {
  const auto text = json.text();
  const auto slash = text.find('/');
  Share share;
  try {
    share.index = std::stoull(text);
    share.count = slash == text.npos ? 0 : std::stoull(text.substr(slash + 1));
  } catch (const std::exception&) {
    share.count = 0;
  }
  if (share.index < 1 || share.index > share.count) json.expected("a share as \"2/8\"");
  return share;
}

std::optional<Extent> extent_in(const JsonReader& json) {
  static constexpr std::array<std::string_view, 2> worlds{"small", "wide"};
  if (!json.has("world")) return {};
  Extent extent;
  extent.world = json.at("world").one_of(worlds) == 0 ? World::small() : World::wide();
  if (json.has("sample")) extent.sample = count(json.at("sample"));
  if (json.has("share")) extent.share = share_in(json.at("share"));
  return extent;
}

std::vector<Origin> origins_in(const JsonReader& json, std::uint64_t generated) {
  if (!json.has("merged")) return {{count(json.at("seed")), extent_in(json), generated}};
  std::vector<Origin> origins;
  json.at("merged").for_each([&](const JsonReader& each) {
    each.expect_only({"seed", "generated", "world", "sample", "share"});
    origins.push_back({count(each.at("seed")), extent_in(each), count(each.at("generated"))});
  });
  if (origins.size() < 2) json.at("merged").expected("two trials or more");
  return origins;
}

Reconciliation reconciliation_in(const JsonReader& json) {
  json.expect_only({"known", "changed", "passing", "unseen", "absent", "unknown"});
  Reconciliation found;
  found.known = rules_in(json.at("known"));
  json.at("changed").for_each([&](const JsonReader& each) {
    const auto* rule = rule_in(each.at("rule"));
    if (!rule) return;
    found.changed.push_back({rule, each.at("listed").text(), each.at("observed").text()});
  });
  found.passing = rules_in(json.at("passing"));
  found.unseen = rules_in(json.at("unseen"));
  found.absent = rules_in(json.at("absent"));
  found.unknown = rules_in(json.at("unknown"));
  return found;
}

Departure departure_in(const JsonReader& json) {
  static constexpr std::array<std::string_view, 3> ways{"breaks", "keeps", "differs"};
  return {rule_in(json.at("rule")), word_in<Departure::How>(json.at("how"), ways),
          count(json.at("scenarios"))};
}

Agreement agreement_in(const JsonReader& json, spec::Profile profile) {
  json.expect_only({"equal", "of"});
  return {profile, count(json.at("equal")), count(json.at("of"))};
}

Nearest nearest_in(const JsonReader& json) {
  json.expect_only({"semantics", "title", "sentence", "alike", "nearly", "agreement", "departures",
                    "satisfies"});
  Nearest nearest;
  nearest.semantics = json.at("semantics").text();
  nearest.title = json.at("title").text();
  json.at("alike").for_each([&](const JsonReader& each) { nearest.alike.push_back(each.text()); });
  json.at("nearly").for_each([&](const JsonReader& each) {
    nearest.nearly.push_back({each.at("semantics").text(),
                              agreement_in(each.at("agreement"), spec::Profile::cancellation)});
  });
  const auto agreement = json.at("agreement");
  for (std::size_t i = 0; i < spec::profile_count; ++i)
    if (const auto word = spec::profile_words()[i]; agreement.has(word))
      nearest.agreement.push_back(agreement_in(agreement.at(word), static_cast<spec::Profile>(i)));
  json.at("departures").for_each([&](const JsonReader& each) {
    if (rule_in(each.at("rule"))) nearest.departures.push_back(departure_in(each));
  });
  if (!json.at("satisfies").is_null())
    nearest.satisfied = word_in<spec::Profile>(json.at("satisfies"), spec::profile_words());
  const bool is_whole = nearest.departures.size() == json.at("departures").size();
  if (is_whole && nearest.sentence() != json.at("sentence").text())
    json.at("sentence").expected("\"" + nearest.sentence() + "\"");
  return nearest;
}

Environment environment_in(const JsonReader& json) {
  json.expect_only({"system", "machine", "compiler", "time"});
  return {json.at("system").text(), json.at("machine").text(), json.at("compiler").text(),
          json.at("time").text()};
}

/// The rules and how often each was judged, as a tally.
Tally tally_of(const JsonReader& list, spec::Edition edition, std::uint64_t judged) {
  std::vector<RuleTally> tallies;
  Rules rules;
  list.for_each([&](const JsonReader& each) {
    const auto* rule = rule_in(each.at("id"));
    if (!rule) return;
    if (std::ranges::find(rules, rule) != rules.end()) each.at("id").complain("a second time");
    rules.push_back(rule);
    tallies.push_back(tally_in(each, judged));
  });
  Tally tally(std::move(rules), edition);
  tally.rules() = std::move(tallies);
  return tally;
}

void read_counts(const JsonReader& json, TrialResult& result) {
  result.generated = count(json.at("generated"));
  result.judged = count(json.at("judged"));
  result.not_run = count(json.at("not_run"));
  const auto trouble = json.at("trouble");
  trouble.expect_only({"count", "examples"});
  result.mishaps = count(trouble.at("count"));
  trouble.at("examples").for_each([&](const JsonReader& each) {
    result.first_mishaps.push_back(mishap_in(each));
  });
}

/// The lanes of a failure are titled by who was seen to fail.
std::string title_of(const Identity& identity) {
  return identity.name + (identity.version.empty() ? "" : " " + identity.version);
}

/// The rules that the law does not have (any more).
std::vector<std::string> left_out(const JsonReader& list) {
  std::vector<std::string> ids;
  list.for_each([&](const JsonReader& each) {
    if (!rule_in(each.at("id"))) ids.push_back(each.at("id").text());
  });
  return ids;
}

void read_failures(const JsonReader& json, Report& report) {
  json.for_each([&](const JsonReader& each) {
    if (!rule_in(each.at("rule"))) return;
    report.result.failures.push_back(failure_in(each));
    report.told.push_back(told_in(each));
    report.told.back().aside.observed_title = title_of(report.result.identity);
  });
}

Report report_in(const JsonReader& json) {
  json.at("report").version(1);
  static constexpr std::array<std::string_view, 1> kinds{"trial"};
  json.at("kind").one_of(kinds);
  json.expect_only({"report",   "kind",           "gathercheck", "implementation", "adapter",
                    "source",   "edition",        "seed",        "exhaustive",     "interrupted",
                    "gone",     "generated",      "judged",      "not_run",        "trouble",
                    "failures", "rules",          "world",       "sample",         "share",
                    "merged",   "known_failures", "nearest",     "environment",    "seconds"});
  const auto edition = edition_in(json.at("edition"));
  Report report(TrialResult({}, edition));
  auto& result = report.result;
  result.identity = identity_in(json.at("implementation"));
  read_counts(json, result);
  result.tally = tally_of(json.at("rules"), edition, result.judged);
  report.left_out = left_out(json.at("rules"));
  result.interrupted = json.at("interrupted").boolean();
  result.gone = text_or_nothing(json, "gone");
  if (json.has("known_failures"))
    result.reconciliation = reconciliation_in(json.at("known_failures"));
  if (json.has("nearest")) result.nearest = nearest_in(json.at("nearest"));
  report.gathercheck = json.at("gathercheck").text();
  report.adapter = text_or_nothing(json, "adapter");
  report.source = text_or_nothing(json, "source");
  report.origins = origins_in(json, result.generated);
  read_failures(json.at("failures"), report);
  if (json.has("environment")) report.environment = environment_in(json.at("environment"));
  if (json.has("seconds")) {
    if (!json.at("seconds").is_number()) json.at("seconds").expected("a number");
    report.seconds = std::stod(json.at("seconds").json());
  }
  if (json.at("exhaustive").boolean() != report.is_exhaustive())
    json.at("exhaustive").expected(report.is_exhaustive() ? "true" : "false");
  return report;
}

}  // namespace

std::vector<Report> parse_reports(std::string_view text) {
  const auto document = JsonReader::parse(text, longest_report);
  const JsonReader root(document);
  root.at("report").version(1);
  static constexpr std::array<std::string_view, 2> kinds{"trial", "collection"};
  std::vector<Report> reports;
  if (root.at("kind").one_of(kinds) == 0) {
    reports.push_back(report_in(root));
    return reports;
  }
  root.expect_only({"report", "kind", "trials"});
  root.at("trials").for_each([&](const JsonReader& each) { reports.push_back(report_in(each)); });
  if (reports.empty()) root.at("trials").expected("a trial or more");
  return reports;
}

}  // namespace gathercheck::conformance
