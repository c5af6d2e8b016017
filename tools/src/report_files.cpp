// SPDX-License-Identifier: MIT
#include "report_files.hpp"

#include <algorithm>

#include "badge.hpp"
#include "html_report.hpp"
#include "junit_report.hpp"
#include "markdown_report.hpp"
#include "sarif_report.hpp"
#include "tap_report.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using Reports = std::span<const Report>;

std::string badge_of(Reports reports) {
  if (reports.size() != 1)
    throw UsageError("a badge is of one report, and these are " + std::to_string(reports.size()),
                     "gathercheck report FILE --badge FILE makes one of each");
  return badge(reports.front());
}

struct Format {
  std::string ReportPaths::*path;
  std::string (*render)(Reports);
  const char* option;
  const char* description;
};

constexpr std::array<Format, 6> formats{{
    {&ReportPaths::html, html_report, "--html",
     "Write the report as a page of HTML, which needs nothing else; - for standard output"},
    {&ReportPaths::junit, junit_report, "--junit", "Write it as JUnit XML"},
    {&ReportPaths::sarif, sarif_report, "--sarif", "Write it as SARIF 2.1.0"},
    {&ReportPaths::markdown, markdown_report, "--markdown",
     "Write it as Markdown, for the summary of a job"},
    {&ReportPaths::tap, tap_report, "--tap", "Write it in the Test Anything Protocol"},
    {&ReportPaths::badge, badge_of, "--badge", "Write a badge, in SVG"},
}};

}  // namespace

bool ReportPaths::any() const {
  return std::ranges::any_of(formats,
                             [this](const Format& each) { return !(this->*each.path).empty(); });
}

bool ReportPaths::uses_standard_output() const {
  return std::ranges::any_of(formats,
                             [this](const Format& each) { return this->*each.path == "-"; });
}

void add_report_options(CLI::App& command, ReportPaths& paths) {
  for (const auto& each : formats)
    command.add_option(each.option, paths.*each.path, each.description)->type_name("FILE");
}

ReportFiles::ReportFiles(const ReportPaths& paths) : paths_(paths) {
  const auto printed =
      std::ranges::count_if(formats, [&](const Format& each) { return paths.*each.path == "-"; });
  if (printed > 1)
    throw UsageError("two reports cannot both go to standard output", "name a file for one");
  for (const auto& each : formats) files_.emplace_back(paths.*each.path);
}

void ReportFiles::write(Reports reports) const {
  for (std::size_t i = 0; i < formats.size(); ++i)
    if (!(paths_.*formats[i].path).empty()) files_[i].write(formats[i].render(reports));
}

}  // namespace gathercheck::tools
