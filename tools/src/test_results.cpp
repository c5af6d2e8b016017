// SPDX-License-Identifier: MIT
#include "test_results.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "files.hpp"

namespace gathercheck::tools {
namespace {

using nlohmann::json;

/// The suite that has the property of a rule: "ERR_1".
std::string property_suite(const spec::Rule& rule) {
  std::string name(rule.id);
  std::ranges::replace(name, '-', '_');
  return name;
}

/// The suite of the tests that falsify a rule: "Err1".
std::string falsifying_suite(const spec::Rule& rule) {
  std::string name;
  bool word_begins = true;
  for (const char c : rule.id) {
    const auto letter = static_cast<unsigned char>(c);
    if (c != '-')
      name += static_cast<char>(word_begins ? std::toupper(letter) : std::tolower(letter));
    word_begins = c == '-';
  }
  return name;
}

/// What a test notes of a rule that it saw violated begins so, and ends with the id of the rule.
constexpr std::string_view violated = "violated_";

bool passed(const json& test) {
  return test.at("result") == "COMPLETED" && !test.contains("failures");
}

}  // namespace

TestResults::TestResults(const std::string& path) {
  try {
    const auto document = json::parse(read_file(path));
    for (const auto& suite : document.at("testsuites")) {
      const auto& name = suite.at("name").get_ref<const std::string&>();
      for (const auto& test : suite.at("testsuite")) {
        for (const auto& [key, value] : test.items())
          if (passed(test) && key.starts_with(violated)) ++falsifications_[name + "/" + key];
        if (test.contains("reached") || test.at("result") == "SKIPPED")
          properties_[name] = {std::stoull(test.value("reached", "0")), passed(test),
                               test.at("result") == "SKIPPED"};
      }
    }
  } catch (const std::exception& error) {
    throw UsageError(path + ": no results of a test program: " + error.what(),
                     "a test program writes them with --gtest_output=json:FILE");
  }
}

std::uint64_t TestResults::falsifications(const spec::Rule& rule) const {
  const auto key = falsifying_suite(rule) + "/" + std::string(violated) + std::string(rule.id);
  const auto found = falsifications_.find(key);
  return found == falsifications_.end() ? 0 : found->second;
}

std::optional<std::uint64_t> TestResults::property(const spec::Rule& rule) const {
  const auto found = properties_.find(property_suite(rule));
  if (found == properties_.end() || !found->second.passed) return {};
  return found->second.reached;
}

bool TestResults::skips_property(const spec::Rule& rule) const {
  const auto found = properties_.find(property_suite(rule));
  return found != properties_.end() && found->second.skipped;
}

}  // namespace gathercheck::tools
