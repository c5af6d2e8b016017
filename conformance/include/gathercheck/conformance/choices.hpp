// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace gathercheck::conformance {

/// A source of choices. Everything a generator decides it asks for here, so that one generator is
/// driven at random, through all there is, or by a recorded tape. 0 is the plainest choice of all.
class Choices {
 public:
  /// Random choices: the same seed gives the same ones on every machine.
  static Choices random(std::uint64_t seed);
  /// The first of all sequences of choices; next() goes to the one after it.
  static Choices exhaustive();

  /// A number from 0 to `bound` - 1; `bound` is at least 1.
  std::uint32_t below(std::uint32_t bound) {
    if (bound <= 1) return 0;
    return random_ ? draw(bound) : replay(bound);
  }

  /// Goes on to the next sequence of an exhaustive source, in lexicographic order; false if all
  /// have been seen.
  bool next();

 private:
  struct Choice {
    std::uint32_t value;
    std::uint32_t bound;
  };

  std::uint32_t draw(std::uint32_t bound);
  std::uint32_t replay(std::uint32_t bound);

  bool random_ = false;
  std::uint64_t state_ = 0;
  std::vector<Choice> tape_;
  std::size_t position_ = 0;
};

}  // namespace gathercheck::conformance
