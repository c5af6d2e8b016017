// SPDX-License-Identifier: MIT
#include "first_failure.hpp"

#include <mutex>

#include "expectation.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "mutant_adapter.hpp"
#include "two_at_a_time.hpp"

namespace gathercheck::conformance {
namespace {

bool is_same(const std::optional<Failure>& one, const std::optional<Failure>& other) {
  if (!one || !other) return !one && !other;
  return one->rule == other->rule && one->violation.scenario == other->violation.scenario;
}

FirstFailures first_failures(const Mutant& mutant, std::uint64_t seed, std::uint64_t seeds,
                             const std::function<bool()>& go_on) {
  FirstFailures found{&mutant, first_failure(mutant, seed), 1, 1};
  while (found.seeds < seeds && (!go_on || go_on())) {
    if (is_same(found.failure, first_failure(mutant, seed + found.seeds))) ++found.same;
    ++found.seeds;
  }
  return found;
}

}  // namespace

std::optional<Failure> first_failure(const Mutant& mutant, std::uint64_t seed,
                                     std::uint64_t cases) {
  MutantAdapter adapter(mutant);
  const auto result = hold_trial(adapter, select_rules({}, {}, mutant.edition), mutant.edition,
                                 {.cases = cases, .seed = seed, .reach = 0});
  if (result.failures.empty()) return std::nullopt;
  return result.failures.front();
}

std::string first_message(const Mutant& mutant) {
  const auto failure = first_failure(mutant);
  if (!failure) return {};
  const MutantAdapter adapter(mutant);
  const auto beside =
      asides({*failure}, adapter.identity(), mutant.edition, "mutant:" + std::string(mutant.name));
  return failure_text(*failure, beside.front());
}

ScenarioSize FirstFailures::size() const {
  return failure ? size_of(failure->violation.scenario) : ScenarioSize{};
}

bool FirstFailures::describes() const {
  if (!failure) return false;
  const auto rules = " " + std::string(mutant->expect) + " ";
  return rules.find(" " + std::string(failure->rule->id) + " ") != std::string::npos;
}

bool FirstFailures::is_plain() const {
  return size().children <= 3 && size().steps <= 6;
}

std::vector<FirstFailures> first_failures(const std::vector<const Mutant*>& mutants,
                                          std::uint64_t seed, std::uint64_t seeds,
                                          const std::function<void()>& done,
                                          const std::function<bool()>& go_on) {
  std::vector<FirstFailures> all(mutants.size());
  std::mutex mutex;
  const auto work = [&](std::size_t i) {
    all[i] = first_failures(*mutants[i], seed, seeds, go_on);
    const std::lock_guard lock(mutex);
    if (done) done();
  };
  two_at_a_time(mutants.size(), work, go_on);
  std::erase_if(all, [&](const FirstFailures& each) { return each.seeds < seeds; });
  return all;
}

}  // namespace gathercheck::conformance
