// SPDX-License-Identifier: MIT
#include "junit_report.hpp"

#include "markup.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using conformance::RuleTally;

/// A text within an element.
std::string xml(std::string_view text) {
  return escaped(plain(text));
}

/// One attribute, with the blank before it.
std::string attribute(std::string_view name, std::string_view text) {
  return " " + std::string(name) + "=\"" + escaped(plain_line(text)) + "\"";
}

std::string attribute(std::string_view name, std::uint64_t number) {
  return attribute(name, std::to_string(number));
}

/// What a failed case tells: the failure as the terminal has it, or to which other it belongs.
std::string text_of(const Report& report, const RuleTally& tally) {
  if (!tally.first_violation) return std::string(tally.rule->sentence);
  const auto* failure = failure_of(report, *tally.rule);
  if (failure && failure->rule == tally.rule) return told_of(report, *failure).message;
  const auto& reason = tally.first_violation->judgement.reason;
  return std::string(tally.rule->sentence) + "\n" + reason +
         (failure ? "\nseen with " + std::string(failure->rule->id) : "");
}

std::string message_of(const RuleTally& tally, Standing standing) {
  const auto words = std::string(in_words(standing));
  return tally.first_violation ? words + ": " + tally.first_violation->judgement.reason : words;
}

/// What a case has in it; nothing if it has passed.
std::string outcome(const Report& report, const RuleTally& tally, Standing standing) {
  if (standing == Standing::holds) return "";
  // In the element and not in an attribute, which the schema of Jenkins does not know.
  if (standing == Standing::not_supported)
    return "<skipped>not supported: it needs " + xml(tally.rule->needs) + "</skipped>";
  if (is_as_listed(standing)) return "<skipped>" + xml(message_of(tally, standing)) + "</skipped>";
  return "<failure" + attribute("message", message_of(tally, standing)) +
         attribute("type", to_string(standing)) + ">" + xml(text_of(report, tally)) + "</failure>";
}

std::string rule_case(const Report& report, const RuleTally& tally) {
  const auto& rule = *tally.rule;
  return "    <testcase" +
         attribute("classname", "gathercheck." + std::string(to_string(rule.profile))) +
         attribute("name", std::string(rule.id) + ": " + std::string(rule.title)) + " time=\"0\">" +
         outcome(report, tally, standing_of(report, tally)) + "<system-out>" + counts_text(tally) +
         "</system-out></testcase>\n";
}

std::string error_case(const std::string& name, std::string_view kind, std::string_view what) {
  return "    <testcase" + attribute("classname", "gathercheck.harness") + attribute("name", name) +
         " time=\"0\"><error" + attribute("message", plain_line(what, 300)) +
         attribute("type", kind) + ">" + xml(what) + "</error></testcase>\n";
}

/// The first scenarios that were trouble, and why it was stopped; each is a case of its own.
std::vector<std::string> errors(const Report& report) {
  std::vector<std::string> cases;
  const auto& result = report.result;
  for (std::size_t i = 0; i < result.first_mishaps.size(); ++i) {
    const auto& trouble = result.first_mishaps[i].trouble;
    cases.push_back(
        error_case("trouble " + std::to_string(i + 1) + " of " + std::to_string(result.mishaps),
                   to_string(trouble.kind), trouble.what));
  }
  if (!result.gone.empty()) cases.push_back(error_case("the trial", "gone", result.gone));
  if (result.interrupted)
    cases.push_back(error_case("the trial", "interrupted", "it was interrupted before its end"));
  return cases;
}

/// How many cases of a suite came to what.
struct Sums {
  std::uint64_t tests = 0;
  std::uint64_t failures = 0;
  std::uint64_t errors = 0;
  std::uint64_t skipped = 0;

  void add(const Sums& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
  }
};

Sums sums_of(const Report& report) {
  const auto figures = figures_of(report);
  const auto errors_of_harness = errors(report).size();
  const auto skipped =
      figures[Standing::not_supported] + figures[Standing::known] + figures[Standing::absent];
  return {figures.rules() + errors_of_harness, figures.rules() - figures[Standing::holds] - skipped,
          errors_of_harness, skipped};
}

std::string attributes(const Sums& sums) {
  return attribute("tests", sums.tests) + attribute("failures", sums.failures) +
         attribute("errors", sums.errors);
}

std::string property(std::string_view name, std::string_view value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

std::string properties(const Report& report) {
  const auto& result = report.result;
  const auto figures = figures_of(report);
  std::string text = "    <properties>\n" + property("gathercheck", report.gathercheck) +
                     property("edition", to_string(result.edition)) +
                     property("seed", std::to_string(report.origins.front().seed)) +
                     property("generated", std::to_string(result.generated)) +
                     property("judged", std::to_string(result.judged)) +
                     property("not run", std::to_string(result.not_run)) +
                     property("trouble", std::to_string(result.mishaps));
  for (std::size_t i = 0; i < standing_count; ++i)
    text += property(to_string(static_cast<Standing>(i)), std::to_string(figures.counts[i]));
  if (result.nearest) text += property("nearest", result.nearest->sentence());
  return text + "    </properties>\n";
}

std::string suite(const Report& report) {
  std::string text = "  <testsuite" + attribute("name", report.result.identity.title()) +
                     attributes(sums_of(report)) + attribute("skipped", sums_of(report).skipped) +
                     attribute("time", report.seconds ? std::to_string(*report.seconds) : "0") +
                     ">\n" + properties(report);
  for (const auto& each : report.result.tally.rules()) text += rule_case(report, each);
  for (const auto& each : errors(report)) text += each;
  return text + "  </testsuite>\n";
}

}  // namespace

std::string junit_report(std::span<const Report> reports) {
  Sums sums;
  std::string suites;
  for (const auto& each : reports) {
    sums.add(sums_of(each));
    suites += suite(each);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gathercheck\"" +
         attributes(sums) + ">\n" + suites + "</testsuites>\n";
}

}  // namespace gathercheck::tools
