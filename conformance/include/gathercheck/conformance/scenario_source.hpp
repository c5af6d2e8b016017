// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gathercheck/conformance/scenario_gen.hpp"

namespace gathercheck::conformance {

/// Scenarios in batches, one after the other. The same source gives the same ones.
class ScenarioSource {
 public:
  virtual ~ScenarioSource() = default;
  /// At most `most` further scenarios; none when there are no more.
  virtual std::vector<Scenario> next(std::size_t most) = 0;
};

/// One of several shares of a bounded world: each `count`th scenario, from number `index` of them,
/// 1 to `count`. Together the shares are the whole.
struct Share {
  std::uint64_t index = 1;
  std::uint64_t count = 1;
};

/// Every scenario of a bounded world, once; or those of a share of it.
class WholeWorld : public ScenarioSource {
 public:
  explicit WholeWorld(World world = World::small(), Share share = {});
  std::vector<Scenario> next(std::size_t most) override;

 private:
  World world_;
  Share share_;
  std::uint64_t seen_ = 0;
  Choices choices_ = Choices::exhaustive();
  bool more_ = true;
};

/// A number of scenarios of one world, each drawn at random: the same seed draws the same ones.
class SampledWorld : public ScenarioSource {
 public:
  SampledWorld(World world, std::uint64_t count, std::uint64_t seed);
  std::vector<Scenario> next(std::size_t most) override;

 private:
  World world_;
  std::uint64_t count_;
  std::uint64_t seed_;
  std::uint64_t drawn_ = 0;
};

/// These scenarios, once.
class ListedScenarios : public ScenarioSource {
 public:
  explicit ListedScenarios(std::vector<Scenario> scenarios) : scenarios_(std::move(scenarios)) {}
  std::vector<Scenario> next(std::size_t most) override;
  std::size_t left() const { return scenarios_.size() - given_; }

 private:
  std::vector<Scenario> scenarios_;
  std::size_t given_ = 0;
};

/// A number of random scenarios of the large world. Half of them come from no particular focus, the
/// others from each of the foci in turn; a focus on the Python dialect makes scenarios of that, fit
/// for Pythons of the edition.
class RandomScenarios : public ScenarioSource {
 public:
  RandomScenarios(std::uint64_t count, std::uint64_t seed, std::vector<Focus> foci,
                  spec::Edition edition = spec::newest_edition);
  /// From each of the worlds in turn.
  RandomScenarios(std::vector<World> worlds, std::uint64_t count, std::uint64_t seed);
  std::vector<Scenario> next(std::size_t most) override;

 private:
  std::uint64_t count_;
  std::uint64_t seed_;
  std::uint64_t made_ = 0;
  std::vector<World> worlds_;
};

/// The scenario number `index` of RandomScenarios with this seed, from the world `world`.
Scenario random_scenario(std::uint64_t seed, std::uint64_t index, const World& world);

}  // namespace gathercheck::conformance
