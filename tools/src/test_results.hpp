// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/spec/rule.hpp"

namespace gathercheck::tools {

/// What a test program told of a run of all its tests (--gtest_output=json:FILE), rule by rule.
class TestResults {
 public:
  /// Throws UsageError for a file that is no such thing.
  explicit TestResults(const std::string& path);

  /// How many tests that are named after the rule saw it violated, and passed.
  std::uint64_t falsifications(const spec::Rule& rule) const;
  /// How many scenarios reached the rule in its property, if that was run and passed.
  std::optional<std::uint64_t> property(const spec::Rule& rule) const;
  /// Whether its property was left out, since the implementation lacks what the rule needs.
  bool skips_property(const spec::Rule& rule) const;

 private:
  struct Property {
    std::uint64_t reached = 0;
    bool passed = false;
    bool skipped = false;
  };

  std::map<std::string, std::uint64_t, std::less<>> falsifications_;
  std::map<std::string, Property, std::less<>> properties_;
};

}  // namespace gathercheck::tools
