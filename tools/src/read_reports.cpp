// SPDX-License-Identifier: MIT
#include "read_reports.hpp"

#include <iostream>

#include "files.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "plain_text.hpp"

namespace gathercheck::tools {

namespace {

std::string shown(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

/// Says of what nothing is told.
void tell_left_out(const std::string& path, const conformance::Report& report) {
  if (report.left_out.empty()) return;
  std::string ids;
  for (const auto& each : report.left_out) ids += (ids.empty() ? "" : ", ") + each;
  std::cerr << "gathercheck: " << shown(path)
            << ": left out are rules that this version of the law does not have: "
            << plain_line(ids) << '\n';
}

}  // namespace

std::vector<conformance::Report> read_reports(const std::string& path) {
  try {
    auto reports = conformance::parse_reports(read_file(path, conformance::longest_report));
    for (const auto& each : reports) tell_left_out(path, each);
    return reports;
  } catch (const spec::FormatError& error) {
    throw UsageError(shown(path) + ": " + error.what(),
                     "gathercheck check --json FILE writes a report");
  }
}

std::vector<conformance::Report> read_reports(const std::vector<std::string>& paths) {
  std::vector<conformance::Report> reports;
  for (const auto& path : paths)
    for (auto& each : read_reports(path)) reports.push_back(std::move(each));
  return reports;
}

}  // namespace gathercheck::tools
