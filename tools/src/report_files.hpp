// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "files.hpp"
#include "gathercheck/conformance/report.hpp"

namespace gathercheck::tools {

/// The files that a report is written to, by their formats; "-" is standard output.
struct ReportPaths {
  std::string html;
  std::string junit;
  std::string sarif;
  std::string markdown;
  std::string tap;
  std::string badge;

  bool any() const;
  /// Whether one of them is standard output.
  bool uses_standard_output() const;
};

/// --html, --junit, --sarif, --markdown, --tap and --badge.
void add_report_options(CLI::App& command, ReportPaths& paths);

/// The same files, known to be such that they can be written.
class ReportFiles {
 public:
  /// Throws UsageError if one cannot be written, or two are standard output.
  explicit ReportFiles(const ReportPaths& paths);

  /// Each as a whole or not at all. Throws UsageError if that fails, or if a badge is asked for of
  /// several reports.
  void write(std::span<const conformance::Report> reports) const;

 private:
  ReportPaths paths_;
  std::vector<OutputFile> files_;  // in the order of the formats
};

}  // namespace gathercheck::tools
