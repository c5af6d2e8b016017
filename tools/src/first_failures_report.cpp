// SPDX-License-Identifier: MIT
#include "first_failures_report.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "gathercheck/conformance/wrapped.hpp"

namespace gathercheck::tools {
namespace {

using conformance::FirstFailures;

std::vector<const FirstFailures*> failing(const std::vector<FirstFailures>& all) {
  std::vector<const FirstFailures*> found;
  for (const auto& each : all)
    if (each.failure) found.push_back(&each);
  return found;
}

std::uint64_t sum_of(const std::vector<FirstFailures>& all, std::uint64_t FirstFailures::*member) {
  std::uint64_t sum = 0;
  for (const auto& each : all) sum += each.*member;
  return sum;
}

/// "in 3 0, in 120 1": how often each number occurs.
std::string distribution(const std::vector<const FirstFailures*>& all,
                         std::size_t conformance::ScenarioSize::*member) {
  std::map<std::size_t, std::size_t> times;
  for (const auto* each : all) ++times[each->size().*member];
  std::string text;
  for (const auto& [number, count] : times)
    text += (text.empty() ? "" : ", ") + std::to_string(number) + " in " + std::to_string(count);
  return text;
}

bool is_as_wanted(const FirstFailures& each) {
  return !each.failure || !each.mutant->roundabout.empty() || (each.describes() && each.is_plain());
}

void print(const FirstFailures& each, const Terminal& terminal) {
  std::ostringstream line;
  line << "  " << std::left << std::setw(48) << each.mutant->name << ' ' << std::setw(10)
       << (each.failure ? each.failure->rule->id : "nothing") << std::right << std::setw(8)
       << each.size().children << std::setw(7) << each.size().steps << std::setw(7) << each.same
       << '\n';
  std::cout << (is_as_wanted(each) ? line.str() : terminal.red(line.str()));
}

}  // namespace

void print_first_failures(const std::vector<FirstFailures>& all, const Terminal& terminal) {
  std::cout << "  " << std::left << std::setw(49) << "wrong gather" << std::setw(9) << "rule"
            << "children  steps  seeds\n";
  for (const auto& each : all) print(each, terminal);
  const auto seeds = sum_of(all, &FirstFailures::seeds);
  const auto same = sum_of(all, &FirstFailures::same);
  std::cout << '\n'
            << conformance::wrapped(plainness_of(all), 0) << "\n\n"
            << roundabout_ones(all) << grouped(same) << " of " << grouped(seeds)
            << " trials lead to the rule and the scenario that the first seed leads to\n";
}

std::string plainness_of(const std::vector<FirstFailures>& all) {
  const auto found = failing(all);
  if (found.empty()) return "No failure.";
  const auto describing = std::ranges::count_if(found, &FirstFailures::describes);
  const auto plain = std::ranges::count_if(found, &FirstFailures::is_plain);
  std::ostringstream text;
  text << found.size() << " first failures: in " << describing
       << " the rule describes the mistake, and " << plain
       << " show it with at most 3 children and 6 steps. Children: "
       << distribution(found, &conformance::ScenarioSize::children)
       << ". Steps: " << distribution(found, &conformance::ScenarioSize::steps) << '.';
  return text.str();
}

std::string roundabout_ones(const std::vector<FirstFailures>& all) {
  std::string text;
  for (const auto* each : failing(all))
    if (!each->mutant->roundabout.empty())
      text += "- " +
              conformance::wrapped("`" + std::string(each->mutant->name) +
                                       "`: " + std::string(each->mutant->roundabout),
                                   2) +
              "\n";
  return text;
}

bool teach(const std::vector<FirstFailures>& all) {
  return std::ranges::all_of(all, is_as_wanted) &&
         sum_of(all, &FirstFailures::same) * 100 >= sum_of(all, &FirstFailures::seeds) * 95;
}

}  // namespace gathercheck::tools
