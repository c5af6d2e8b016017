// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gathercheck/conformance/reach.hpp"
#include "gathercheck/spec/rule.hpp"
#include "test_results.hpp"

namespace gathercheck::tools {

/// What the matrix is made of: everything in it is looked up or counted when it is made.
struct MatrixSources {
  std::string rules;                      ///< the folder of the normative text
  std::string traces;                     ///< the folder of the recorded traces of the examples
  std::vector<conformance::Reach> reach;  ///< of the recordings of every edition
  std::optional<TestResults> falsifying;  ///< of the tests that falsify the rules, if they were run
  std::optional<TestResults> properties;  ///< of the properties, if they were run
};

/// What was found of one rule.
struct MatrixRow {
  const spec::Rule* rule = nullptr;
  std::string text;                       ///< the file that states it; empty if that does not
  bool checker = false;                   ///< whether one is linked
  std::string example;                    ///< the edition in which its recorded example holds
  std::uint64_t falsified = 0;            ///< tests that saw it violated
  std::optional<std::uint64_t> property;  ///< scenarios that reached it in its property
  bool property_skipped = false;          ///< since only a Python can run it
  /// Recorded traces that reach it, of its newest edition, by the part; those that are written by
  /// hand (facts and examples) are scenarios, the others are generated.
  std::map<conformance::Part, std::uint64_t> by_part;
  std::uint64_t scenarios = 0;  ///< written by hand
  /// Recorded traces that reach it, by its editions.
  std::map<spec::Edition, std::uint64_t> recorded;
  std::vector<std::string> claims;
  std::vector<std::string> holes;  ///< what is missing, in words
};

/// A row for each rule of the law, in its order.
std::vector<MatrixRow> make_matrix(const MatrixSources& sources);

/// Whether a part of the corpus is of scenarios that somebody wrote; others come from a generator.
bool is_written_by_hand(conformance::Part part);

}  // namespace gathercheck::tools
