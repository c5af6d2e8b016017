// SPDX-License-Identifier: MIT
#include "markdown_report.hpp"

#include <algorithm>
#include <cctype>

#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;

/// A job summary of GitHub has at most 1 MiB; beyond this the failures are only named.
constexpr std::size_t most_text = 700'000;

std::string row(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const auto& each : cells) text += " " + each + " |";
  return text + "\n";
}

std::string sum(std::uint64_t number) {
  return grouped(number);
}

std::string table(std::span<const Report> reports) {
  std::vector<std::string> heads{"implementation", "law"};
  for (std::size_t i = 0; i < standing_count; ++i)
    heads.emplace_back(to_string(static_cast<Standing>(i)));
  for (const auto* scenarios : {"scenarios", "judged", "not run", "in trouble"})
    heads.emplace_back(scenarios);
  std::string text = row(heads) + "|---|---|";
  for (std::size_t i = 2; i < heads.size(); ++i) text += "--:|";
  text += "\n";
  for (const auto& each : reports) {
    const auto figures = figures_of(each);
    std::vector<std::string> cells{markdown_text(each.result.identity.title()),
                                   to_string(each.result.edition)};
    for (const auto count : figures.counts) cells.push_back(sum(count));
    for (const auto count :
         {each.result.generated, each.result.judged, each.result.not_run, each.result.mishaps})
      cells.push_back(sum(count));
    text += row(cells);
  }
  return text;
}

std::string failure_text(const Report& report, const conformance::Failure& failure) {
  const auto& told = told_of(report, failure);
  const auto summary = "<details><summary>" + std::string(failure.rule->id) + ": " +
                       markdown_text(failure.rule->title) + "</summary>\n\n";
  auto text = summary + markdown_block(told.message);
  if (!told.aside.python.empty())
    text +=
        "A program for Python that shows what gather does:\n\n" + markdown_block(told.aside.python);
  return text + "\n</details>\n\n";
}

std::string failures_of(const Report& report) {
  std::string text;
  for (const auto& each : report.result.failures) {
    if (text.size() > most_text) {
      text += "- " + std::string(each.rule->id) + ": " + markdown_text(each.rule->title) + "\n";
      continue;
    }
    text += failure_text(report, each);
  }
  return text;
}

std::string troubles_of(const Report& report) {
  std::string text;
  for (const auto& each : report.result.first_mishaps)
    text += "- " + std::string(to_string(each.trouble.kind)) + ": " +
            markdown_text(plain_line(each.trouble.what, 300)) + "\n";
  return text.empty() ? text : "Trouble of the harness, which is no verdict:\n\n" + text + "\n";
}

std::string part(const Report& report) {
  const auto& result = report.result;
  std::string text = "### " + markdown_text(result.identity.title()) + "\n\n";
  if (result.nearest)
    text += markdown_text(result.identity.name + " " + result.nearest->sentence()) + ".\n\n";
  text += figures_of(report).text() + ".\n\n";
  if (result.interrupted) text += "It was interrupted before its end.\n\n";
  if (!result.gone.empty())
    text +=
        "It was stopped before its end: " + markdown_text(plain_line(result.gone, 300)) + "\n\n";
  return text + troubles_of(report) + failures_of(report);
}

}  // namespace

std::string markdown_text(std::string_view text) {
  // What would be HTML, emphasis, code, a link, a heading, a cell or a mention.
  static constexpr std::string_view marks = "<>&@|`*_[]\\~#!";
  const auto line = plain_line(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_within = i > 0 && i + 1 < line.size() && line[i] == '_' &&
                           std::isalnum(static_cast<unsigned char>(line[i - 1])) != 0 &&
                           std::isalnum(static_cast<unsigned char>(line[i + 1])) != 0;
    if (is_within || marks.find(line[i]) == marks.npos)
      out += line[i];
    else
      out += "&#" + std::to_string(static_cast<int>(line[i])) + ";";
  }
  return out;
}

std::string markdown_block(std::string_view text) {
  const auto shown = plain(text, 30'000);
  std::size_t longest = 2;
  for (std::size_t i = 0, run = 0; i < shown.size(); ++i) {
    run = shown[i] == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fence + "text\n" + shown + (shown.ends_with('\n') ? "" : "\n") + fence + "\n\n";
}

std::string markdown_report(std::span<const Report> reports) {
  std::string text = "## gathercheck\n\n" + table(reports) + "\n";
  for (const auto& each : reports) text += part(each);
  return text;
}

}  // namespace gathercheck::tools
