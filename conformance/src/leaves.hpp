// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// A gather of gathers holds its leaves once for each way to them, and cancel() goes every way.
inline constexpr std::uint64_t most_leaves = 100'000;

/// Counts the leaves of every gather, from the innermost outwards. Gathers that hold each other can
/// never be made; they stay uncounted.
class Leaves {
 public:
  explicit Leaves(const Scenario& scenario)
      : scenario_(scenario), count_(scenario.awaitables.size() + 1, 1), holders_(count_.size()) {}

  /// The first gather found to have too many; no_name if there is none.
  spec::Name too_many();

 private:
  bool is_gather(spec::Name name) const {
    return scenario_.awaitable(name).kind == spec::Kind::gather;
  }
  std::vector<spec::Name> link();

  const Scenario& scenario_;
  std::vector<std::uint64_t> count_;
  std::vector<std::vector<spec::Name>> holders_;
  std::map<spec::Name, std::size_t> missing_;
};

}  // namespace gathercheck::conformance
