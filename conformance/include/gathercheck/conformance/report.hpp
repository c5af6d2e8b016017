// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/comparison.hpp"
#include "gathercheck/conformance/failure_text.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {

/// What is told of a failure: what stands beside it, the message as the terminal has it, and the
/// line that replays it.
struct Told {
  Aside aside;
  std::string message;
  std::string replay;  ///< empty if nobody knows what the implementation is called
};

/// Where and when a trial was held.
struct Environment {
  std::string system;    ///< as "Linux 6.1.0"
  std::string machine;   ///< as "x86_64"
  std::string compiler;  ///< of gathercheck, as "GCC 12.2.0"
  std::string time;      ///< when it began, as "2025-11-21T09:30:00Z"
};

/// Which scenarios one trial was of: a report that was merged is of several.
struct Origin {
  std::uint64_t seed = 1;
  std::optional<Extent> bounded{};  ///< a bounded world, or a part of it
  std::uint64_t generated = 0;
};

/// A trial as data: spec/format/report.schema.json. Every format of a report is made of this.
struct Report {
  explicit Report(TrialResult trial) : result(std::move(trial)) {}

  std::string gathercheck;  ///< the version of the program that held it
  std::string adapter;      ///< what the implementation is called on the command line; may be empty
  std::string source;       ///< the file in which the implementation or its adapter is, if known
  TrialResult result;
  std::vector<Told> told;       ///< of each failure
  std::vector<Origin> origins;  ///< one, unless it was merged
  std::optional<Environment> environment{};
  std::optional<double> seconds{};
  /// Rules of another version of the law that were judged: what is told of them was not read.
  std::vector<std::string> left_out{};

  /// Whether all scenarios of a bounded world were run.
  bool is_exhaustive() const;
};

/// What is told of each failure, with its message and the line that replays it.
std::vector<Told> told_of(const std::vector<Failure>& failures, const std::vector<Aside>& asides);

/// The same report gives the same bytes.
std::string to_json(const Report& report);

/// Reports of several implementations in one document.
std::string to_json(std::span<const Report> reports);

/// Reads a report, or a document of several. Throws spec::FormatError for what the format does not
/// allow, and for numbers that contradict each other. Ids are never used again, so a rule that the
/// law does not have is one of another version of it, and is left out.
std::vector<Report> parse_reports(std::string_view text);

/// The longest document that parse_reports() takes, in bytes.
inline constexpr std::size_t longest_report = std::size_t{256} << 20;

/// A comparison as data, likewise; `bounded` is what it was of, if not random scenarios. The same
/// comparison gives the same bytes, unless `timing` is asked for.
std::string report_json(const ComparisonResult& result, const Identity& expected,
                        const Identity& observed, const std::optional<Extent>& bounded,
                        bool timing);

/// The verdict on the whole as data: what the report of a trial has as "nearest".
std::string nearest_json(const Nearest& nearest);

}  // namespace gathercheck::conformance
