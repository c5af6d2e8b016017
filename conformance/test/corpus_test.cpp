// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/corpus.hpp"

#include <gtest/gtest.h>

#include <set>

#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/stored_scenarios.hpp"

namespace gathercheck::conformance {
namespace {

std::vector<Scenario> random_scenarios(std::uint64_t seed, std::size_t count = 100) {
  return RandomScenarios(count, seed, {}).next(count);
}

LineUnpacker lines_of(const std::vector<Scenario>& scenarios) {
  ListedScenarios source(scenarios);
  return LineUnpacker(pack(Part::sample, source).bytes, "the test");
}

std::vector<Scenario> read_all(StoredScenarios stored) {
  std::vector<Scenario> found;
  for (auto batch = stored.next(7); !batch.empty(); batch = stored.next(7))
    found.insert(found.end(), batch.begin(), batch.end());
  return found;
}

TEST(StoredScenarios, ComeBackAsTheyWere) {
  const auto scenarios = random_scenarios(1);
  EXPECT_EQ(read_all(StoredScenarios(lines_of(scenarios))), scenarios);
}

TEST(StoredScenarios, TheTextDecidesWhateverTheShortcutMakes) {
  const auto scenarios = random_scenarios(1);
  auto changed = scenarios;
  changed[40] = changed[41];
  auto shorter = scenarios;
  shorter.resize(30);
  auto longer = scenarios;
  longer.push_back(scenarios.front());
  for (const auto& made : {scenarios, changed, shorter, longer, random_scenarios(2)})
    EXPECT_EQ(
        read_all(StoredScenarios(lines_of(scenarios), std::make_unique<ListedScenarios>(made))),
        scenarios);
}

TEST(StoredScenarios, ALineThatIsNoScenarioIsRefused) {
  LinePacker packer;
  packer.add("{\"scenario\":2}");
  StoredScenarios stored(LineUnpacker(packer.finish(), "the test"));
  EXPECT_THROW(stored.next(1), RecordingError);
}

TEST(Freshness, SaysHowMuchIsTheSame) {
  const auto scenarios = random_scenarios(1);
  auto changed = scenarios;
  changed[40] = changed[41];
  changed.pop_back();
  ListedScenarios same(scenarios);
  EXPECT_TRUE(freshness(lines_of(scenarios), same).is_fresh());
  ListedScenarios now(changed);
  const auto found = freshness(lines_of(scenarios), now);
  EXPECT_FALSE(found.is_fresh());
  EXPECT_EQ(found.stored, 100u);
  EXPECT_EQ(found.made, 99u);
  EXPECT_EQ(found.same, 98u);
}

TEST(Facts, SayWhatTheyShow) {
  const auto facts = make_scenarios(Part::facts, GATHERCHECK_SCENARIOS)->next(1000);
  EXPECT_GE(facts.size(), 30u);
  std::set<std::string> told;
  for (const auto& fact : facts) EXPECT_TRUE(told.insert(fact.about).second) << fact.about;
  EXPECT_FALSE(told.contains(""));
}

TEST(Facts, AFolderThatIsNotThereIsRefused) {
  EXPECT_THROW(make_scenarios(Part::facts, "no/such/folder"), RecordingError);
}

TEST(Parts, AreKnownByTheirNames) {
  for (const auto part : all_parts) EXPECT_EQ(parse_part(to_string(part)), part);
  EXPECT_FALSE(parse_part("everything").has_value());
}

}  // namespace
}  // namespace gathercheck::conformance
