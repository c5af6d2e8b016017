// SPDX-License-Identifier: MIT
#include "read_scenarios.hpp"

#include <sstream>

#include "files.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"

namespace gathercheck::tools {
namespace {

std::string named(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

conformance::Scenario parse(const std::string& text, const std::string& place) {
  try {
    return conformance::parse_scenario(text);
  } catch (const spec::FormatError& error) {
    throw UsageError(place + ": " + error.what(), "spec/format/README.md tells what a scenario is");
  }
}

/// Whether the text is a document of several lines rather than one on each.
bool is_one_document(const std::string& text) {
  const auto end = text.find('\n');
  try {
    conformance::parse_scenario(text.substr(0, end));
    return text.find_first_not_of(" \t\r\n", end) == std::string::npos;
  } catch (const spec::FormatError&) {
    return text.find("\n{") == std::string::npos;
  }
}

}  // namespace

conformance::Scenario read_scenario(const std::string& path) {
  return parse(read_file(path), named(path));
}

std::vector<conformance::Scenario> read_scenarios(const std::string& path) {
  const auto text = read_file(path);
  if (is_one_document(text)) return {parse(text, named(path))};
  std::vector<conformance::Scenario> scenarios;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    scenarios.push_back(parse(line, named(path) + ":" + std::to_string(number)));
  }
  return scenarios;
}

}  // namespace gathercheck::tools
