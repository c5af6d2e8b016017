// SPDX-License-Identifier: MIT
#include "zoo_document.hpp"
#include "gathercheck/conformance/wrapped.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include "zoo_report.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Examination;
using conformance::Score;

constexpr std::size_t width = 140;

constexpr auto introduction = R"(# mutants: the zoo of wrong gathers

Gathers that are wrong on purpose test the suite. Each gets one decision of gather wrong, is named by what it does wrong, says where that was
seen, and names the rules that describe the mistake. All of them run on the loop, the tasks and the futures of the reference.

- `plain_gather.hpp`: `asyncio/tasks.py` written down plainly, one virtual function for each decision. Unchanged it gives the same bytes as the
  reference, which `../test/plain_gather_test.cpp` shows.
- `wrong_about_*.cpp`: the wrong gathers, by what they get wrong. A new one is a class that overrides one decision, and an entry in the list at
  the end of the file.
- `score.hpp`: what the suite makes of them: which rules notice, and in which scenario first.

Each is also placed among the known semantics (`../semantics`): *gather 96.2 %* agrees most with gather of the edition that it means to be, in
96.2 % of the scenarios of the profile `cancellation`.

```
gathercheck mutants --list                               # all of them
gathercheck mutants wraps_a_failure                      # what the suite makes of one
gathercheck mutants --first 20                           # what is said first of each, with how many steps, by how many of 20 seeds
gathercheck check mutant:wraps_a_failure                 # the same as a report, with the plainest scenarios
gathercheck run --timeline --adapter mutant:wraps_a_failure scenario.json
gathercheck mutants --markdown conformance/mutants/README.md   # makes this page; the test mutants.page says when it is out of date
```

)";

/// A row of a table in Markdown.
std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const auto& cell : cells) text += " " + cell + " |";
  return text + "\n";
}

/// The rules that kill it; of many only those that describe the mistake.
std::string killers(const Examination& each) {
  constexpr std::size_t most_listed = 8;
  if (!each.killed()) return "none: " + std::string(each.mutant->equivalent);
  if (each.kills.size() <= most_listed) return ids_of(each);
  const std::string described(each.mutant->expect);
  const auto words = 1 + std::ranges::count(described, ' ');
  return described + " and " + std::to_string(each.kills.size() - static_cast<std::size_t>(words)) +
         " more";
}

std::string wrong_gathers(const Score& score, const ZooPlacements& placements) {
  std::string text;
  std::string_view theme;
  for (const auto& each : score.examinations) {
    const auto& mutant = *each.mutant;
    if (theme != mutant.theme) {
      text += "\n### Wrong about " + std::string(mutant.theme) + "\n\n" +
              row({"wrong gather", "where it was seen", "killed by", "scenarios to the kill",
                   "nearest to"}) +
              "|---|---|---|---|---|\n";
      theme = mutant.theme;
    }
    text += row({"`" + std::string(mutant.name) + "`", std::string(mutant.story), killers(each),
                 each.killed() ? grouped(each.first_kill()) : "survives", placements.at(&mutant)});
  }
  return text;
}

std::string rules(const Score& score) {
  std::string text = row({"rule", "kills", "those that no other rule kills"}) + "|---|---|---|\n";
  for (const auto& each : score.rules())
    if (!each.kills.empty())
      text += row({std::string(each.rule->id), std::to_string(each.kills.size()),
                   names_of(each.kills_alone)});
  return text;
}

std::string family(const Score::OfRule& each) {
  return std::string(each.rule->id.substr(0, each.rule->id.rfind('-')));
}

/// The rule, or its family if all of that are excused for the same reason.
std::string excused(const std::vector<Score::OfRule>& rules, const Score::OfRule& each) {
  const bool all = std::ranges::all_of(rules, [&](const Score::OfRule& other) {
    return family(other) != family(each) || (other.kills.empty() && other.excuse == each.excuse);
  });
  return all && !each.excuse.empty() ? family(each) + "-*" : std::string(each.rule->id);
}

/// The rules that kill none, gathered by the reason.
std::string excuses(const Score& score) {
  std::map<std::string, std::string> rules_of;
  const auto rules = score.rules();
  for (const auto& each : rules) {
    if (!each.kills.empty()) continue;
    auto& ids = rules_of[each.excuse.empty() ? "nobody knows why" : std::string(each.excuse)];
    const auto id = excused(rules, each);
    if (!ids.ends_with(id)) ids += " " + id;
  }
  std::string text;
  for (const auto& [reason, ids] : rules_of)
    text += "- " + conformance::wrapped(reason + ":" + ids, 2, width) + "\n";
  return text;
}

}  // namespace

std::string zoo_document(const Score& score, const conformance::TrialOptions& options,
                         const ZooPlacements& placements) {
  std::ostringstream text;
  text << introduction << "## The score\n\n"
       << conformance::wrapped(
              summary(score) +
                  ". Each was judged by the whole law of its edition, on the examples of the "
                  "rules, on " +
                  grouped(options.cases) + " random scenarios (seed " +
                  std::to_string(options.seed) +
                  "), and on more for the rules that these did not reach often enough.",
              0, width)
       << "\n\n## What kills each\n"
       << wrong_gathers(score, placements) << "\n## What each rule kills\n\n"
       << rules(score) << "\n## Rules that kill none\n\n"
       << excuses(score);
  return text.str();
}

}  // namespace gathercheck::tools
