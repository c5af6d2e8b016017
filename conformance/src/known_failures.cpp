// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/known_failures.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "gathercheck/conformance/trial.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "stored_fields.hpp"

namespace gathercheck::conformance {
namespace {

using Json = nlohmann::ordered_json;
using spec::JsonReader;

/// Reads the differences from one edition, in which no rule stands twice.
class Reader {
 public:
  explicit Reader(spec::Edition edition) : edition_(edition) {}

  KnownDifference difference(const JsonReader& json) {
    json.expect_only({"reason", "failures", "unreached"});
    KnownDifference difference{json.at("reason").text(), {}, {}};
    json.at("failures").for_each([&](const JsonReader& each) {
      difference.failures.push_back(failure(each));
    });
    if (json.has("unreached"))
      json.at("unreached").for_each([&](const JsonReader& each) {
        difference.unreached.push_back(rule(each));
      });
    return difference;
  }

 private:
  KnownFailure failure(const JsonReader& json) {
    json.expect_only({"rule", "message"});
    return {rule(json.at("rule")), json.at("message").text()};
  }

  std::string rule(const JsonReader& id) {
    const auto* rule = spec::find_rule(id.text());
    if (!rule || !rule->editions.contains(edition_))
      id.expected("the id of a rule of the edition " + to_string(edition_));
    if (!seen_.insert(id.text()).second) id.complain("\"" + id.text() + "\" stands here twice");
    return id.text();
  }

  spec::Edition edition_;
  std::set<std::string> seen_;
};

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_of(const KnownDifference& difference) {
  std::string text = "  {\"reason\": " + quoted(difference.reason) + ",\n   \"failures\": [";
  for (const auto& each : difference.failures) {
    if (&each != &difference.failures.front()) text += ",";
    text +=
        "\n    {\"rule\": " + quoted(each.rule) + ", \"message\": " + quoted(each.message) + "}";
  }
  text += "]";
  for (const auto& rule : difference.unreached)
    text +=
        (&rule == &difference.unreached.front() ? ",\n   \"unreached\": [" : ", ") + quoted(rule);
  return text + (difference.unreached.empty() ? "}" : "]}");
}

const KnownFailure* find(const KnownDifference& difference, std::string_view rule) {
  const auto found = std::ranges::find(difference.failures, rule, &KnownFailure::rule);
  return found == difference.failures.end() ? nullptr : &*found;
}

std::string_view id_of(const RuleTally& tally) {
  return tally.rule->id;
}

bool is_reached(const Tally& tally, std::string_view rule) {
  const auto found = std::ranges::find(tally.rules(), rule, id_of);
  return found != tally.rules().end() && found->reached() > 0;
}

}  // namespace

KnownFailures parse_known_failures(std::string_view text) {
  const auto document = JsonReader::parse(text);
  const JsonReader root(document);
  root.at("known_failures").version(1);
  root.expect_only({"known_failures", "implementation", "edition", "differences"});
  KnownFailures known;
  known.implementation = root.at("implementation").text();
  known.edition = read_edition(root.at("edition"));
  Reader reader(known.edition);
  root.at("differences").for_each([&](const JsonReader& each) {
    known.differences.push_back(reader.difference(each));
  });
  return known;
}

std::string to_json(const KnownFailures& known) {
  std::string text =
      "{\"known_failures\": 1,\n \"implementation\": " + quoted(known.implementation) +
      ",\n \"edition\": " + quoted(to_string(known.edition)) + ",\n \"differences\": [";
  for (const auto& each : known.differences)
    text += (&each == &known.differences.front() ? "\n" : ",\n") + text_of(each);
  return text + "]}\n";
}

const KnownFailure* find(const KnownFailures& known, std::string_view rule) {
  for (const auto& each : known.differences)
    if (const auto* failure = find(each, rule)) return failure;
  return nullptr;
}

bool is_unreached(const KnownFailures& known, std::string_view rule) {
  return std::ranges::any_of(known.differences, [&](const KnownDifference& each) {
    return std::ranges::find(each.unreached, rule) != each.unreached.end();
  });
}

std::string missing_reason(const KnownFailures& known) {
  for (std::size_t i = 0; i < known.differences.size(); ++i)
    if (known.differences[i].reason.find_first_not_of(" \t\n") == std::string::npos)
      return "differences[" + std::to_string(i) + "].reason";
  return {};
}

KnownFailures known_failures_of(const TrialResult& result, const KnownFailures& before,
                                bool whole) {
  KnownFailures known{result.identity.name, result.edition, {}};
  std::set<std::string_view> listed;
  const auto list = [&](KnownDifference& difference, const RuleTally& tally) {
    if (tally.first_violation && listed.insert(tally.rule->id).second)
      difference.failures.push_back(
          {std::string(tally.rule->id), tally.first_violation->judgement.reason});
  };
  const auto add = [&](KnownDifference difference) {
    if (!difference.failures.empty() || !difference.unreached.empty())
      known.differences.push_back(std::move(difference));
  };
  for (const auto& old : before.differences) {
    KnownDifference difference{old.reason, {}, {}};
    std::ranges::copy_if(old.unreached, std::back_inserter(difference.unreached),
                         [&](const std::string& rule) { return !is_reached(result.tally, rule); });
    for (const auto& each : old.failures) {
      const auto tally = std::ranges::find(result.tally.rules(), each.rule, id_of);
      if (tally == result.tally.rules().end())
        difference.failures.push_back(each);  // it was not judged
      else
        list(difference, *tally);
    }
    add(std::move(difference));
  }
  for (const auto& failure : result.failures) {
    KnownDifference difference;
    for (const auto& tally : result.tally.rules())
      if (tally.rule == failure.rule ||
          std::ranges::find(failure.related, tally.rule) != failure.related.end())
        list(difference, tally);
    add(std::move(difference));
  }
  KnownDifference silence;
  if (whole)
    for (const auto* rule : result.tally.reached_fewer(1))
      if (!is_unreached(known, rule->id)) silence.unreached.emplace_back(rule->id);
  add(std::move(silence));
  return known;
}

}  // namespace gathercheck::conformance
