// SPDX-License-Identifier: MIT
#include "report_diff.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "gathercheck/conformance/wrapped.hpp"
#include "markdown_report.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;
using Kind = RuleChange::Kind;

bool was_judged(Standing standing) {
  return is_violated(standing) || standing == Standing::holds || standing == Standing::passing;
}

/// What a rule says of itself: the message if it is violated.
std::string said(Standing standing, const RuleTally& tally) {
  if (!tally.first_violation) return std::string(in_words(standing));
  return std::string(in_words(standing)) + ": " + tally.first_violation->judgement.reason;
}

/// Whether a rule that was not violated is violated now, the other way round, ...; nothing if it
/// stands as before.
std::optional<Kind> kind_of(Standing before, const RuleTally& was, Standing now,
                            const RuleTally& is) {
  if (is_violated(before) && is_violated(now)) {
    const bool same = was.first_violation && is.first_violation &&
                      was.first_violation->judgement.reason == is.first_violation->judgement.reason;
    return same ? std::nullopt : std::optional(Kind::changed);
  }
  if (is_violated(now)) return Kind::regressed;
  if (was_judged(before) && !was_judged(now)) return Kind::lost;
  if (is_violated(before)) return Kind::fixed;
  if (!was_judged(before) && was_judged(now)) return Kind::reached;
  return {};
}

/// A rule of one report, and how it stands there.
struct Place {
  const RuleTally* tally = nullptr;
  Standing standing = Standing::holds;
};

std::map<const spec::Rule*, Place> places_in(const Report& report) {
  std::map<const spec::Rule*, Place> places;
  for (const auto& each : report.result.tally.rules())
    places[each.rule] = {&each, standing_of(report, each)};
  return places;
}

std::vector<RuleChange> changes_of(const Report& before, const Report& now) {
  const auto old = places_in(before);
  const auto recent = places_in(now);
  std::vector<RuleChange> changes;
  for (const auto& rule : spec::law()) {
    const auto was = old.find(&rule);
    const auto is = recent.find(&rule);
    if (was == old.end() && is == recent.end()) continue;
    if (was == old.end()) {
      const auto& place = is->second;
      changes.push_back({&rule, Kind::fresh, "", said(place.standing, *place.tally),
                         is_violated(place.standing)});
    } else if (is == recent.end()) {
      const auto& place = was->second;
      changes.push_back({&rule, Kind::gone, said(place.standing, *place.tally), "",
                         place.standing == Standing::holds});
    } else if (const auto kind = kind_of(was->second.standing, *was->second.tally,
                                         is->second.standing, *is->second.tally)) {
      changes.push_back({&rule, *kind, said(was->second.standing, *was->second.tally),
                         said(is->second.standing, *is->second.tally),
                         *kind == Kind::regressed || *kind == Kind::lost});
    }
  }
  return changes;
}

std::string state_of(const Report& report) {
  return plain_line(report.result.identity.title(), 200) + ", law of " +
         to_string(report.result.edition) + ": " + figures_of(report).text();
}

bool is_same(const Report& one, const Report& other) {
  return one.result.identity.name == other.result.identity.name &&
         one.result.edition == other.result.edition;
}

const Report* find(const std::vector<Report>& reports, const Report& wanted) {
  const auto found =
      std::ranges::find_if(reports, [&](const Report& each) { return is_same(each, wanted); });
  return found == reports.end() ? nullptr : &*found;
}

std::uint64_t count(const ReportDiff& diff, Kind kind) {
  return static_cast<std::uint64_t>(std::ranges::count(diff.changes, kind, &RuleChange::kind));
}

/// "2 regressed, 1 fixed".
std::string summary(const ReportDiff& diff) {
  if (diff.is_new) return "was not there before";
  if (diff.is_gone) return "is not there any more";
  std::string text;
  for (std::size_t i = 0; i < change_kind_count; ++i)
    if (const auto number = count(diff, static_cast<Kind>(i)); number > 0)
      text += (text.empty() ? "" : ", ") + std::to_string(number) + " " +
              std::string(to_string(static_cast<Kind>(i)));
  if (diff.trouble_before != diff.trouble_now)
    text += (text.empty() ? "" : ", ") + std::string("trouble in ") +
            counted(diff.trouble_now, "scenario") + " after " + std::to_string(diff.trouble_before);
  if (diff.is_unfinished) text += std::string(text.empty() ? "" : ", ") + "unfinished";
  return text.empty() ? "nothing has changed" : text;
}

std::string told(const RuleChange& change) {
  std::string text;
  if (!change.before.empty()) text += "was " + plain_line(change.before);
  if (!change.before.empty() && !change.now.empty()) text += "; ";
  if (!change.now.empty()) text += "now " + plain_line(change.now);
  return text;
}

}  // namespace

std::string_view to_string(Kind kind) {
  static constexpr std::array<std::string_view, change_kind_count> words{
      "regressed", "fixed", "changed", "lost", "reached", "new", "gone"};
  return words[static_cast<std::size_t>(kind)];
}

bool ReportDiff::is_worse() const {
  return is_gone || is_unfinished || trouble_now > trouble_before ||
         std::ranges::any_of(changes, &RuleChange::is_worse);
}

std::vector<ReportDiff> diff_of(const std::vector<Report>& before, const std::vector<Report>& now) {
  std::vector<ReportDiff> diffs;
  for (const auto& report : now) {
    const auto* old = find(before, report);
    ReportDiff diff{report.result.identity.name, "", state_of(report), {}, 0, 0, !old, false,
                    is_unfinished(report)};
    if (old) {
      diff.before = state_of(*old);
      diff.changes = changes_of(*old, report);
      diff.trouble_before = old->result.mishaps;
    }
    diff.trouble_now = report.result.mishaps;
    diffs.push_back(std::move(diff));
  }
  for (const auto& report : before)
    if (!find(now, report))
      diffs.push_back({report.result.identity.name,
                       state_of(report),
                       "",
                       {},
                       report.result.mishaps,
                       0,
                       false,
                       true,
                       false});
  return diffs;
}

std::string to_text(const std::vector<ReportDiff>& diffs) {
  std::string text;
  for (const auto& diff : diffs) {
    text += plain_line(diff.implementation, 200) + ": " + summary(diff) + "\n";
    if (!diff.before.empty()) text += "  before:  " + plain_line(diff.before) + "\n";
    if (!diff.now.empty()) text += "  now:     " + plain_line(diff.now) + "\n";
    for (const auto& each : diff.changes) {
      std::string begin = std::string(each.is_worse ? "! " : "  ") +
                          std::string(to_string(each.kind)) + " " + std::string(each.rule->id);
      begin.resize(std::max<std::size_t>(begin.size() + 1, 22), ' ');
      text += begin + conformance::wrapped(told(each), begin.size(), 100) + "\n";
    }
  }
  return text;
}

std::string to_markdown(const std::vector<ReportDiff>& diffs) {
  std::string text = "## gathercheck: what has changed\n\n";
  for (const auto& diff : diffs) {
    text +=
        "### " + markdown_text(diff.implementation) + ": " + markdown_text(summary(diff)) + "\n\n";
    if (diff.changes.empty()) continue;
    text += "| | rule | before | now |\n|---|---|---|---|\n";
    for (const auto& each : diff.changes)
      text += "| " + std::string(to_string(each.kind)) + (each.is_worse ? " (worse)" : "") + " | " +
              std::string(each.rule->id) + ": " + markdown_text(each.rule->title) + " | " +
              markdown_text(each.before) + " | " + markdown_text(each.now) + " |\n";
    text += "\n";
  }
  return text;
}

std::string to_json(const std::vector<ReportDiff>& diffs) {
  using Json = nlohmann::ordered_json;
  Json document{{"report_diff", 1}, {"implementations", Json::array()}};
  bool is_worse = false;
  for (const auto& diff : diffs) {
    Json item{{"name", diff.implementation},
              {"before", diff.before},
              {"now", diff.now},
              {"worse", diff.is_worse()},
              {"new", diff.is_new},
              {"gone", diff.is_gone},
              {"trouble", {{"before", diff.trouble_before}, {"now", diff.trouble_now}}},
              {"changes", Json::array()}};
    for (const auto& each : diff.changes)
      item["changes"].push_back({{"rule", each.rule->id},
                                 {"kind", to_string(each.kind)},
                                 {"worse", each.is_worse},
                                 {"before", each.before},
                                 {"now", each.now}});
    is_worse = is_worse || diff.is_worse();
    document["implementations"].push_back(std::move(item));
  }
  document["worse"] = is_worse;
  return document.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gathercheck::tools
