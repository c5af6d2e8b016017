// SPDX-License-Identifier: MIT
#include "zoo_report.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gathercheck/conformance/wrapped.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Examination;
using conformance::Mutant;
using conformance::Score;
using nlohmann::ordered_json;

/// "100 %", and never that if one is missing.
std::string percent(std::uint64_t part, std::uint64_t whole) {
  return std::to_string(whole == 0 ? 100 : part * 100 / whole) + " %";
}

std::uint64_t median(const std::vector<std::uint64_t>& sorted) {
  return sorted.empty() ? 0 : sorted[sorted.size() / 2];
}

std::uint64_t most(const std::vector<std::uint64_t>& sorted) {
  return sorted.empty() ? 0 : sorted.back();
}

std::string fate(const Examination& each, const Terminal& terminal) {
  if (each.killed()) return terminal.green("killed  ");
  return each.mutant->equivalent.empty() ? terminal.red("survives") : terminal.yellow("survives");
}

void print(const Examination& each, bool timing, const Terminal& terminal) {
  std::cout << "  " << std::left << std::setw(48) << each.mutant->name << ' '
            << fate(each, terminal) << std::right << std::setw(9)
            << (each.killed() ? grouped(each.first_kill()) : "-");
  if (timing)
    std::cout << std::setw(8) << std::fixed << std::setprecision(1) << each.time.count() << " s";
  std::cout << std::setw(6) << each.kills.size() << "  " << ids_of(each) << '\n';
}

void print_troubles(const Score& score, const Terminal& terminal) {
  for (const auto& each : score.examinations) {
    if (!each.mutant->equivalent.empty() && !each.killed())
      std::cout << "  " << each.mutant->name << " survives: " << each.mutant->equivalent << '\n';
    if (!each.mutant->equivalent.empty() && each.killed())
      std::cout << terminal.red("  " + std::string(each.mutant->name))
                << " is no survivor: killed by " << ids_of(each) << '\n';
    for (const auto rule : each.missed())
      std::cout << terminal.red("  " + std::string(each.mutant->name)) << " is not killed by "
                << rule << ", which describes its mistake\n";
    if (each.mishaps > 0)
      std::cout << "  " << each.mutant->name << ": " << grouped(each.mishaps)
                << " in trouble, the first: " << plain(each.first_mishaps.front().trouble.what)
                << '\n';
  }
  for (const auto* each : score.survivors())
    std::cout << terminal.red("  " + std::string(each->mutant->name))
              << " survives and is not known to be equivalent\n";
  for (const auto& rule : idle_rules(score))
    std::cout << terminal.red("  " + rule) << " kills none\n";
}

ordered_json as_json(const Examination& each, bool timing) {
  auto kills = ordered_json::array();
  for (const auto& kill : each.kills)
    kills.push_back({{"rule", kill.rule->id}, {"times", kill.times}, {"scenario", kill.scenario}});
  ordered_json json{{"name", each.mutant->name},     {"theme", each.mutant->theme},
                    {"story", each.mutant->story},   {"edition", to_string(each.mutant->edition)},
                    {"expect", each.mutant->expect}, {"equivalent", each.mutant->equivalent},
                    {"killed", each.killed()},       {"scenarios to the kill", each.first_kill()},
                    {"scenarios", each.scenarios},   {"in trouble", each.mishaps},
                    {"missed", each.missed()},       {"killed by", kills}};
  if (timing) json["seconds"] = each.time.count();
  return json;
}

ordered_json as_json(const std::vector<const Mutant*>& mutants) {
  auto names = ordered_json::array();
  for (const auto* mutant : mutants) names.push_back(mutant->name);
  return names;
}

}  // namespace

std::string ids_of(const Examination& examination) {
  std::string ids;
  for (const auto& kill : examination.kills)
    ids += (ids.empty() ? "" : " ") + std::string(kill.rule->id);
  return ids;
}

std::string names_of(const std::vector<const Mutant*>& mutants) {
  std::string names;
  for (const auto* mutant : mutants)
    names += (names.empty() ? "" : " ") + std::string(mutant->name);
  return names;
}

std::string summary(const Score& score) {
  const auto numbers = score.first_kills();
  std::ostringstream text;
  text << score.examinations.size() << " wrong gathers: " << score.killed() << " killed of the "
       << score.killable() << " that a rule could kill ("
       << percent(score.killed(), score.killable()) << "); scenarios to the kill: median "
       << grouped(median(numbers)) << ", most " << grouped(most(numbers));
  return text.str();
}

std::vector<std::string> idle_rules(const Score& score) {
  std::vector<std::string> idle;
  if (score.examinations.size() < conformance::zoo().size()) return idle;
  for (const auto& each : score.rules())
    if (each.kills.empty() && each.excuse.empty()) idle.emplace_back(each.rule->id);
  return idle;
}

void print_score(const Score& score, bool timing, const Terminal& terminal) {
  std::cout << "  " << std::left << std::setw(49) << "wrong gather" << std::right << std::setw(17)
            << "scenarios" << (timing ? "      time" : "") << " rules  which\n";
  for (const auto& each : score.examinations) print(each, timing, terminal);
  std::cout << '\n';
  for (const auto& each : score.rules())
    if (!each.kills_alone.empty())
      std::cout << "  only " << each.rule->id << " kills " << names_of(each.kills_alone) << '\n';
  print_troubles(score, terminal);
  std::cout << summary(score) << (score.interrupted ? "; interrupted" : "") << '\n';
}

std::string score_json(const Score& score, const conformance::TrialOptions& options, bool timing) {
  auto mutants = ordered_json::array();
  for (const auto& each : score.examinations) mutants.push_back(as_json(each, timing));
  auto rules = ordered_json::array();
  for (const auto& each : score.rules())
    rules.push_back({{"id", each.rule->id},
                     {"kills", as_json(each.kills)},
                     {"kills alone", as_json(each.kills_alone)},
                     {"excuse", each.excuse}});
  const auto numbers = score.first_kills();
  ordered_json json{
      {"cases", options.cases},           {"seed", options.seed},      {"killed", score.killed()},
      {"killable", score.killable()},     {"median", median(numbers)}, {"most", most(numbers)},
      {"interrupted", score.interrupted}, {"mutants", mutants},        {"rules", rules}};
  if (timing) json["seconds"] = score.time.count();
  return json.dump(1) + "\n";
}

}  // namespace gathercheck::tools
