// SPDX-License-Identifier: MIT
#include "print.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "expectation.hpp"
#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/side_by_side.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {
namespace {

using conformance::RuleTally;
using conformance::Tally;

constexpr std::size_t most_failures = 3;

std::string verdict_of(const RuleTally& tally, bool known, const Terminal& terminal) {
  if (known) return terminal.yellow("known      ");
  if (tally.violated > 0) return terminal.red("violated   ");
  if (tally.holds == 0) return terminal.yellow("not reached");
  return terminal.green("holds      ");
}

void print_summary(const Tally& tally) {
  std::uint64_t holds = 0, violated = 0, unreached = 0, unsupported = 0;
  const RuleTally* rarest = nullptr;
  for (const auto& each : tally.rules()) {
    if (!each.supported)
      ++unsupported;
    else if (each.violated > 0)
      ++violated;
    else if (each.holds == 0)
      ++unreached;
    else
      ++holds;
    if (each.supported && (!rarest || each.reached() < rarest->reached())) rarest = &each;
  }
  std::cout << counted(tally.rules().size(), "rule") << ": " << holds
            << (holds == 1 ? " holds, " : " hold, ") << violated << " violated, " << unreached
            << " not reached, " << unsupported << " not supported\n";
  if (rarest && rarest->reached() > 0)
    std::cout << "least reached: " << rarest->rule->id << ", "
              << (rarest->reached() == 1 ? "once" : grouped(rarest->reached()) + " times") << '\n';
}

/// What the implementation lacks for a rule; if the rule does not say it, for its example.
std::string word_for(const spec::Rule& rule, const conformance::Identity& identity) {
  const auto word = identity.lacks(rule.needs);
  if (!word.empty()) return std::string(word);
  return std::string(
      identity.lacks(conformance::needs_of(conformance::parse_scenario(rule.example))));
}

/// One line for all rules that nobody can be judged by who lacks a capability.
void print_unsupported(const Tally& tally, const conformance::Identity& identity,
                       const Terminal& terminal) {
  std::map<std::string, std::uint64_t> lacking;
  std::uint64_t unsupported = 0;
  for (const auto& each : tally.rules()) {
    if (each.supported) continue;
    ++lacking[word_for(*each.rule, identity)];
    ++unsupported;
  }
  if (unsupported == 0) return;
  std::cout << "  " << terminal.yellow(grouped(unsupported))
            << (unsupported == 1 ? " rule needs" : " rules need") << " what "
            << plain_line(identity.name, 200) << " does not claim:";
  const char* separator = " ";
  for (const auto& [word, count] : lacking) {
    std::cout << separator << word << " (" << grouped(count) << ')';
    separator = ", ";
  }
  std::cout << '\n';
}

}  // namespace

std::string title_of(const conformance::Identity& identity) {
  return plain_line(identity.title(), 200);
}

std::string introduction_of(const conformance::Identity& identity, const Terminal& terminal) {
  return terminal.bold(title_of(identity)) + " (" + plain_line(identity.language, 200) + ")";
}

void print_tally(const Tally& tally, const conformance::Identity& identity,
                 const std::optional<conformance::Reconciliation>& reconciliation,
                 const Terminal& terminal) {
  for (const auto& each : tally.rules()) {
    if (!each.supported) continue;
    const bool known = reconciliation && reconciliation->knows(each.rule);
    std::cout << "  " << std::left << std::setw(10) << each.rule->id << ' '
              << verdict_of(each, known, terminal) << std::right << "  held " << std::setw(11)
              << grouped(each.holds) << "  violated " << std::setw(9) << grouped(each.violated)
              << "  vacuous " << std::setw(11) << grouped(each.vacuous) << '\n';
  }
  print_unsupported(tally, identity, terminal);
  print_summary(tally);
}

void print_failures(const std::vector<conformance::Failure>& failures,
                    const std::vector<conformance::Aside>& asides, const Terminal& terminal) {
  for (std::size_t i = 0; i < std::min(failures.size(), most_failures); ++i) {
    std::istringstream lines(plain(conformance::failure_text(failures[i], asides[i])));
    std::cout << '\n';
    bool first = true;
    for (std::string line; std::getline(lines, line); first = false)
      std::cout << (first                    ? terminal.red(line)
                    : line.starts_with("> ") ? terminal.yellow(line)
                                             : line)
                << '\n';
  }
  if (failures.size() <= most_failures) return;
  std::string others;
  for (std::size_t i = most_failures; i < failures.size(); ++i)
    others += (others.empty() ? "" : ", ") + std::string(failures[i].rule->id);
  std::cout << '\n'
            << conformance::wrapped("and " + grouped(failures.size() - most_failures) +
                                        " more failures, led by " + others +
                                        "; --rule ID shows one, the JSON report has all",
                                    0)
            << '\n';
}

void print_undiagnosed(const Tally& tally, const conformance::Identity& identity,
                       spec::Edition edition, const Terminal& terminal) {
  const auto failures = conformance::undiagnosed(tally);
  print_failures(failures, conformance::asides(failures, identity, edition, ""), terminal);
}

void print_mishaps(std::uint64_t count, const std::vector<conformance::Mishap>& first,
                   const Terminal& terminal) {
  if (count == 0) return;
  std::cout << terminal.red("harness trouble in " + counted(count, "scenario"))
            << " (no verdicts); the first:\n";
  for (const auto& mishap : first)
    std::cout << "  " << to_string(mishap.trouble.kind) << ": " << plain(mishap.trouble.what)
              << "\n    scenario: " << conformance::to_json(mishap.scenario) << '\n';
}

void print_difference(const conformance::Difference& difference, const std::string& expected,
                      const std::string& observed) {
  std::cout << conformance::to_pretty_json(difference.scenario) << "\n\n"
            << plain(spec::lanes(difference.expected, expected, difference.observed, observed),
                     std::string::npos);
}

}  // namespace gathercheck::tools
