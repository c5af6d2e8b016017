// SPDX-License-Identifier: MIT
#include "first_message.hpp"

#include "expectation.hpp"
#include "gathercheck/conformance/trial.hpp"
#include "mutant_adapter.hpp"

namespace gathercheck::conformance {

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

}  // namespace gathercheck::conformance
