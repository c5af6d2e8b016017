// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_needs.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "libraries/callback_gather.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

#ifdef NDEBUG
constexpr std::uint64_t cases = 50'000;
#else
constexpr std::uint64_t cases = 3'000;
#endif

/// asyncio's gather behind the bridge, beside the reference, in one edition.
class BridgedGatherBesideTheReference : public testing::TestWithParam<int> {
 protected:
  /// How many scenarios there were until two traces differed, or all that it can run.
  std::uint64_t compare(ScenarioSource& source) {
    const spec::Edition edition{GetParam()};
    const auto bridged = make_adapter([&] { return std::make_unique<CallbackLibrary>(edition); });
    std::uint64_t compared = 0;
    for (auto batch = source.next(100); !batch.empty(); batch = source.next(100)) {
      for (const auto& scenario : batch) {
        if (!bridged->identity().supports(needs_of(scenario))) continue;
        auto run = bridged->run_one(scenario);
        conformance::Run expected(ReferenceAdapter::trace(scenario, edition));
        EXPECT_EQ(run.text(), expected.text()) << to_json(scenario);
        if (HasFailure()) return compared;
        ++compared;
      }
    }
    return compared;
  }
};

TEST_P(BridgedGatherBesideTheReference, GivesTheSameTracesOfRandomScenarios) {
  RandomScenarios scenarios(cases, 1, {});
  EXPECT_GT(compare(scenarios), cases / 2);
}

INSTANTIATE_TEST_SUITE_P(Editions, BridgedGatherBesideTheReference,
                         testing::Range(spec::oldest_edition.minor, spec::newest_edition.minor + 1),
                         [](const auto& edition) {
                           return "In3_" + std::to_string(edition.param);
                         });

}  // namespace
}  // namespace gathercheck::conformance
