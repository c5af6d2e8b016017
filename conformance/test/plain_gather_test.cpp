// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "gathercheck/conformance/extent.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/rule.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "mutant_adapter.hpp"
#include "reference_adapter.hpp"
#include "zoo.hpp"

namespace gathercheck::conformance {
namespace {

#ifdef NDEBUG
constexpr std::uint64_t random_cases = 20'000;
constexpr std::uint64_t bounded_sample = 0;  // all
#else
constexpr std::uint64_t random_cases = 1'000;
constexpr std::uint64_t bounded_sample = 1'000;
#endif

/// The gather that the wrong ones are made of, beside the reference, in one edition.
class PlainGatherBesideTheReference : public testing::TestWithParam<int> {
 protected:
  /// How many scenarios there were until two traces differed, or all.
  std::uint64_t compare(ScenarioSource& source) {
    std::uint64_t compared = 0;
    for (auto batch = source.next(100); !batch.empty(); batch = source.next(100))
      plain_.run(batch, [&](std::size_t i, conformance::Run run) {
        if (HasFailure()) return;
        ++compared;
        ASSERT_EQ(to_json(run.take_trace()), to_json(ReferenceAdapter::trace(batch[i], edition_)))
            << to_json(batch[i]);
      });
    return compared;
  }

  std::vector<Focus> foci() {
    std::vector<Focus> foci;
    for (const auto& rule : spec::law())
      if (plain_.identity().supports(rule.needs)) foci.emplace_back(rule.focus);
    return foci;
  }

  const spec::Edition edition_{GetParam()};
  MutantAdapter plain_{*find_mutant("does_nothing_wrong"), edition_};
};

TEST_P(PlainGatherBesideTheReference, GivesTheSameTracesInTheSmallWorld) {
  const auto world = make_scenarios(Extent{World::small(), {}, bounded_sample}, 1);
  EXPECT_EQ(compare(*world), bounded_sample > 0 ? bounded_sample : 329'280u);
}

TEST_P(PlainGatherBesideTheReference, GivesTheSameTracesInTheWideWorld) {
  const auto world = make_scenarios(Extent{World::wide(), {}, random_cases}, 1);
  EXPECT_EQ(compare(*world), random_cases);
}

TEST_P(PlainGatherBesideTheReference, GivesTheSameTracesOfRandomScenarios) {
  RandomScenarios scenarios(random_cases, 1, foci());
  EXPECT_EQ(compare(scenarios), random_cases);
}

INSTANTIATE_TEST_SUITE_P(Editions, PlainGatherBesideTheReference,
                         testing::Range(spec::oldest_edition.minor, spec::newest_edition.minor + 1),
                         [](const auto& edition) {
                           return "In3_" + std::to_string(edition.param);
                         });

}  // namespace
}  // namespace gathercheck::conformance
