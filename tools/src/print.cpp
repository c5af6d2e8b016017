// SPDX-License-Identifier: MIT
#include "print.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "gathercheck/spec/trace_text.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::tools {
namespace {

using conformance::RuleTally;
using conformance::Tally;

std::string verdict_of(const RuleTally& tally, const Terminal& terminal) {
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
  std::cout << tally.rules().size() << " rules: " << holds << " hold, " << violated << " violated, "
            << unreached << " not reached, " << unsupported << " not supported\n";
  if (rarest)
    std::cout << "least reached: " << rarest->rule->id << ", " << grouped(rarest->reached())
              << " times\n";
}

/// One line for all rules that nobody can be judged by who lacks a capability.
void print_unsupported(const Tally& tally, const conformance::Identity& identity,
                       const Terminal& terminal) {
  std::map<std::string_view, std::uint64_t> lacking;
  std::uint64_t unsupported = 0;
  for (const auto& each : tally.rules()) {
    if (each.supported) continue;
    ++lacking[identity.lacks(each.rule->needs)];
    ++unsupported;
  }
  if (unsupported == 0) return;
  std::cout << "  " << terminal.yellow(grouped(unsupported)) << " rules need what " << identity.name
            << " does not claim:";
  const char* separator = " ";
  for (const auto& [word, count] : lacking) {
    std::cout << separator << word << " (" << grouped(count) << ')';
    separator = ", ";
  }
  std::cout << '\n';
}

/// The trace beside that of the reference; alone, if only a Python can run the scenario.
std::string shown_traces(const conformance::Violation& violation, spec::Edition law,
                         const conformance::Identity& identity) {
  if (violation.scenario.python) return spec::timeline(violation.trace);
  // Both are read from their texts, so that names are numbered alike.
  const auto expected = spec::parse_trace(
      spec::to_json(conformance::ReferenceAdapter::trace(violation.scenario, law)));
  const auto observed = spec::parse_trace(spec::to_json(violation.trace));
  return spec::lanes(expected, "reference " + to_string(law), observed, title(identity),
                     conformance::first_difference(expected, observed));
}

void print_violation(const RuleTally& tally, spec::Edition law,
                     const conformance::Identity& identity, const Terminal& terminal) {
  const auto& rule = *tally.rule;
  const auto& violation = *tally.first_violation;
  std::cout << '\n'
            << terminal.red(std::string(rule.id) + " violated") << " " << grouped(tally.violated)
            << " times   " << to_string(rule.level) << ", editions " << to_string(rule.editions)
            << (rule.changed.empty() ? "" : "\n  changed in " + std::string(rule.changed)) << "\n  "
            << rule.sentence << "\n  " << violation.judgement.reason << "\n\n";
  std::cout << shown_traces(violation, law, identity)
            << "\n  scenario: " << conformance::to_json(violation.scenario)
            << "\n  replay:   gathercheck run --adapter ADAPTER --timeline FILE, with the scenario "
               "in FILE"
            << "\n  rule:     spec/rules/" << rule.family << ".md (gathercheck rules " << rule.id
            << ")\n";
}

}  // namespace

std::string title(const conformance::Identity& identity) {
  return identity.name + (identity.version.empty() ? "" : " " + identity.version);
}

void print_tally(const Tally& tally, const conformance::Identity& identity,
                 const Terminal& terminal) {
  for (const auto& each : tally.rules()) {
    if (!each.supported) continue;
    std::cout << "  " << std::left << std::setw(10) << each.rule->id << ' '
              << verdict_of(each, terminal) << std::right << "  held " << std::setw(11)
              << grouped(each.holds) << "  violated " << std::setw(9) << grouped(each.violated)
              << "  vacuous " << std::setw(11) << grouped(each.vacuous) << '\n';
  }
  print_unsupported(tally, identity, terminal);
  print_summary(tally);
}

void print_violations(const Tally& tally, const conformance::Identity& identity,
                      const Terminal& terminal) {
  for (const auto& each : tally.rules())
    if (each.first_violation) print_violation(each, tally.law(), identity, terminal);
}

void print_mishaps(std::uint64_t count, const std::vector<conformance::Mishap>& first,
                   const Terminal& terminal) {
  if (count == 0) return;
  std::cout << terminal.red("harness trouble in " + grouped(count) + " scenarios")
            << " (no verdicts); the first:\n";
  for (const auto& mishap : first)
    std::cout << "  " << to_string(mishap.trouble.kind) << ": " << mishap.trouble.what
              << "\n    scenario: " << conformance::to_json(mishap.scenario) << '\n';
}

void print_difference(const conformance::Difference& difference, const std::string& expected,
                      const std::string& observed) {
  std::cout << conformance::to_pretty_json(difference.scenario) << "\n\n"
            << spec::lanes(difference.expected, expected, difference.observed, observed,
                           difference.first);
}

}  // namespace gathercheck::tools
