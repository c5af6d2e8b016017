// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// What became of a rule from one report to the next.
struct RuleChange {
  enum class Kind : std::uint8_t {
    regressed,  ///< it was not violated, and is
    fixed,      ///< it was violated, and holds
    changed,    ///< it is violated as before, but another message tells of it
    lost,       ///< it held or was violated, and is not reached or not supported any more
    reached,    ///< it was not reached or not supported, and holds
    fresh,      ///< it was not judged before
    gone,       ///< it is not judged any more
  };

  const spec::Rule* rule = nullptr;
  Kind kind = Kind::fixed;
  std::string before;  ///< how it stood, or the message; empty if it was not judged
  std::string now;
  bool is_worse = false;  ///< whether it is for the worse
};
inline constexpr std::size_t change_kind_count = 7;

std::string_view to_string(RuleChange::Kind kind);

/// What became of one implementation.
struct ReportDiff {
  std::string implementation;
  std::string before;  ///< its version and law, and how its rules stood
  std::string now;
  std::vector<RuleChange> changes;  ///< in the order of the law
  std::uint64_t trouble_before = 0;
  std::uint64_t trouble_now = 0;
  bool is_new = false;   ///< only the new reports have it
  bool is_gone = false;  ///< only the old ones
  bool is_unfinished = false;

  /// Whether anything is worse than it was.
  bool is_worse() const;
};

/// Compares reports, implementation by implementation (by name and law).
std::vector<ReportDiff> diff_of(const std::vector<conformance::Report>& before,
                                const std::vector<conformance::Report>& now);

/// For people.
std::string to_text(const std::vector<ReportDiff>& diffs);
/// For the summary of a job.
std::string to_markdown(const std::vector<ReportDiff>& diffs);
/// For machines.
std::string to_json(const std::vector<ReportDiff>& diffs);

}  // namespace gathercheck::tools
