// SPDX-License-Identifier: MIT
#include "html_failures.hpp"

#include "gathercheck/conformance/scenario_json.hpp"
#include "html_text.hpp"
#include "links.hpp"
#include "markup.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"
#include "swim_lanes.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Failure;
using conformance::Report;
using conformance::Told;
using spec::Rule;

constexpr std::size_t most_text = 60'000;

std::string picture(const Failure& failure, const Told& told) {
  const auto& observed = failure.violation.trace;
  if (!told.aside.expected) return swim_lanes(observed, told.aside.observed_title);
  auto title = told.aside.expected_title;
  if (title.starts_with("reference "))
    title = "Python " + title.substr(10) + ", as the reference does it";
  return swim_lanes(*told.aside.expected, title, observed, told.aside.observed_title);
}

/// A text to be copied, folded away.
std::string reproducer(const std::string& anchor, std::string_view key, std::string_view name,
                       const std::string& text) {
  if (text.empty()) return "";
  const auto id = anchor + "-" + std::string(key);
  return "<details class=\"reproducer\"><summary>" + std::string(name) +
         "</summary><pre tabindex=\"0\" id=\"" + id + "\">" + escaped(plain(text, most_text)) +
         "</pre></details><button type=\"button\" data-copy=\"" + id +
         "\">Copy<span "
         "class=\"hear\"> " +
         std::string(name) + "</span></button>\n";
}

std::string related(const Failure& failure) {
  if (failure.related.empty()) return "";
  std::string links;
  for (const auto* each : failure.related) links += (links.empty() ? "" : ", ") + rule_link(*each);
  return "<p>Violated because of it: " + links + ".</p>\n";
}

std::string failure_html(const Report& report, const Failure& failure, std::size_t number,
                         bool opens) {
  const auto& told = told_of(report, failure);
  const auto& rule = *failure.rule;
  const auto anchor = failure_anchor(report, number, rule);
  std::string text = "<details class=\"failure\" id=\"" + anchor + "\"" + (opens ? " open" : "") +
                     "><summary><b>" + std::string(rule.id) + "</b> " + marked_up(rule.title) +
                     " <span class=\"times\">" + counted(failure.times, "time") +
                     "</span></summary>\n";
  text += "<p>" + marked_up(rule.sentence) + " (" + std::string(to_string(rule.level)) + ", " +
          rule_link(rule) + ")</p>\n";
  text += "<p class=\"reason\">" + html_line(failure.violation.judgement.reason) + "</p>\n";
  text +=
      "<figure><div class=\"scroll swim\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline "
      "of " +
      std::string(rule.id) + " of implementation " + std::to_string(number) + "\">" +
      picture(failure, told) +
      "</div></figure>\n<details><summary>As text</summary><pre tabindex=\"0\">" +
      escaped(plain(told.message, most_text)) + "</pre></details>\n";
  text += related(failure);
  if (!told.aside.hint.empty()) text += "<p>Hint: " + html_line(told.aside.hint) + ".</p>\n";
  text += "<h4>To see it again</h4>\n<div class=\"reproducers\">\n" +
          reproducer(anchor, "replay", "Line of a shell", told.replay) +
          reproducer(anchor, "python", "Program for Python", told.aside.python) +
          reproducer(anchor, "cpp", "Program in C++", told.aside.cpp) +
          reproducer(anchor, "scenario", "Scenario",
                     conformance::to_pretty_json(failure.violation.scenario));
  return text + "</div></details>\n";
}

}  // namespace

std::string failure_anchor(const Report& report, std::size_t number, const Rule& rule) {
  const auto* failure = failure_of(report, rule);
  return failure ? "i" + std::to_string(number) + "-" + anchor_of(failure->rule->id) : "";
}

std::string html_failures(const Report& report, std::size_t number, bool opens) {
  const auto& failures = report.result.failures;
  if (failures.empty()) return "";
  std::string text = "<section class=\"failures\"><h3>" + html_line(report.result.identity.name) +
                     ": " + counted(failures.size(), "failure") + "</h3>\n";
  for (const auto& each : failures)
    text += failure_html(report, each, number, opens && &each == &failures.front());
  return text + "</section>\n";
}

}  // namespace gathercheck::tools
