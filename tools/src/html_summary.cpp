// SPDX-License-Identifier: MIT
#include "html_summary.hpp"

#include <algorithm>

#include "html_text.hpp"
#include "markup.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;
using spec::Profile;

constexpr int bar_width = 200;
constexpr int bar_height = 14;

/// The colour of a standing: a class of pages/report.css.
std::string_view look(Standing standing) {
  switch (standing) {
    case Standing::holds:
      return "holds";
    case Standing::violated:
    case Standing::changed:
    case Standing::passing:
      return "violated";
    case Standing::known:
    case Standing::absent:
      return "known";
    case Standing::unseen:
    case Standing::not_reached:
      return "unreached";
    case Standing::not_supported:
      return "unsupported";
  }
  return "";
}

Figures figures_of(const Report& report, Profile profile) {
  Figures figures;
  for (const auto& each : report.result.tally.rules())
    if (each.rule->profile == profile) figures.add(standing_of(report, each));
  return figures;
}

/// The rules of a profile as a bar, of which each part is as long as there are rules that stand so.
std::string bar(const Figures& figures, std::string_view profile) {
  std::string parts;
  double at = 0;
  for (std::size_t i = 0; i < standing_count; ++i) {
    const double width =
        bar_width * static_cast<double>(figures.counts[i]) / static_cast<double>(figures.rules());
    if (figures.counts[i] > 0)
      parts += "<rect class=\"" + std::string(look(static_cast<Standing>(i))) + "\" x=\"" +
               std::to_string(at) + "\" width=\"" + std::to_string(width) + "\" height=\"" +
               std::to_string(bar_height) + "\"><title>" + std::to_string(figures.counts[i]) + " " +
               std::string(i == 0 ? "hold" : in_words(static_cast<Standing>(i))) +
               "</title></rect>";
    at += width;
  }
  return "<svg class=\"share\" role=\"img\" aria-label=\"" + std::string(profile) + ": " +
         figures.text() + "\" width=\"" + std::to_string(bar_width) + "\" height=\"" +
         std::to_string(bar_height) + "\" viewBox=\"0 0 " + std::to_string(bar_width) + " " +
         std::to_string(bar_height) + "\" preserveAspectRatio=\"none\">" + parts + "</svg>";
}

std::string agreement(const Report& report, Profile profile) {
  if (!report.result.nearest) return "";
  for (const auto& each : report.result.nearest->agreement)
    if (each.profile == profile) return each.percent();
  return "";
}

std::string profile_row(const Report& report, Profile profile) {
  const auto figures = figures_of(report, profile);
  if (figures.rules() == 0) return "";
  const auto& nearest = report.result.nearest;
  const bool satisfied = nearest && nearest->satisfied && profile <= *nearest->satisfied;
  const auto word = std::string(to_string(profile));
  return "<tr><th scope=\"row\">" + word + "</th><td>" + bar(figures, word) + "</td><td>" +
         std::to_string(figures[Standing::holds]) + " of " + std::to_string(figures.rules()) +
         "</td><td>" + (satisfied ? "\u2713<span class=\"hear\"> satisfied</span>" : "") +
         "</td><td>" + agreement(report, profile) + "</td></tr>\n";
}

std::string profiles(const Report& report, std::size_t number) {
  const bool agrees = report.result.nearest && !report.result.nearest->agreement.empty();
  std::string rows;
  for (std::size_t i = 0; i < spec::profile_count; ++i)
    rows += profile_row(report, static_cast<Profile>(i));
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Profiles of "
         "implementation " +
         std::to_string(number) +
         "\"><table class=\"profiles\"><thead><tr><th scope=\"col\">profile</th><th "
         "scope=\"col\">rules</th><th scope=\"col\">hold</th><th scope=\"col\">in full</th><th "
         "scope=\"col\">" +
         std::string(agrees ? "as the nearest" : "<span class=\"hear\">agreement</span>") +
         "</th></tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
}

/// The rule of the weakest profile that is violated: who breaks that has least of gather.
const spec::Rule* weakest_broken(const Report& report) {
  const spec::Rule* weakest = nullptr;
  const auto consider = [&](const spec::Rule* rule) {
    if (!weakest || rule->profile < weakest->profile) weakest = rule;
  };
  for (const auto& each : report.result.failures) consider(each.rule);
  for (const auto& each : report.result.tally.rules())
    if (each.violated > 0) consider(each.rule);
  return weakest;
}

/// The sentence that answers what it does differently.
std::string verdict(const Report& report) {
  const auto& nearest = report.result.nearest;
  const auto name = html_line(report.result.identity.name);
  if (nearest) return "<b>" + name + "</b> " + html_line(nearest->sentence()) + ".";
  const auto violated = tools::figures_of(report).violated();
  if (violated == 0) return "<b>" + name + "</b> violates no rule that was judged.";
  return "<b>" + name + "</b> violates " + counted(violated, "rule") + ".";
}

std::string broken(const Report& report) {
  const auto* rule = weakest_broken(report);
  if (!rule) return "";
  return "<p>The weakest rule that it breaks: " + rule_link(*rule) + " of the profile " +
         std::string(to_string(rule->profile)) + ". " + marked_up(rule->title) + ".</p>\n";
}

std::string how(const conformance::Departure& departure) {
  if (departure.how == conformance::Departure::How::differs) return "only one of them breaks it in";
  return std::string(to_string(departure.how)) + " it in";
}

std::string departures(const Report& report) {
  if (!report.result.nearest || report.result.nearest->departures.empty()) return "";
  std::string items;
  for (const auto& each : report.result.nearest->departures)
    items += "<li>" + rule_link(*each.rule) + " (" + how(each) + " " +
             counted(each.scenarios, "scenario") + "): " + marked_up(each.rule->title) + "</li>\n";
  return "<details><summary>In what it departs from " + html_line(report.result.nearest->title) +
         ": " + counted(report.result.nearest->departures.size(), "rule") + "</summary><ul>\n" +
         items + "</ul></details>\n";
}

/// Which other known behaviours it might as well be, or nearly.
std::string others(const Report& report) {
  if (!report.result.nearest) return "";
  std::string alike, nearly;
  for (const auto& each : report.result.nearest->alike)
    alike += (alike.empty() ? "" : ", ") + html_line(each);
  for (const auto& each : report.result.nearest->nearly)
    nearly += (nearly.empty() ? "" : ", ") + html_line(each.semantics) + " (" +
              each.agreement.percent() + ")";
  return (alike.empty() ? "" : "<p>Nothing that was run tells it from " + alike + ".</p>\n") +
         (nearly.empty() ? "" : "<p>Nearly as near, in cancellation: " + nearly + ".</p>\n");
}

std::string origin_text(const Report& report) {
  std::string text;
  for (const auto& each : report.origins)
    text += (text.empty() ? "" : "; ") +
            (each.bounded ? to_text(*each.bounded, each.seed)
                          : "random scenarios of seed " + std::to_string(each.seed));
  return text;
}

std::string facts(const Report& report) {
  const auto& result = report.result;
  const auto fact = [](std::string_view name, const std::string& text) {
    return "<div><dt>" + std::string(name) + "</dt><dd>" + text + "</dd></div>\n";
  };
  std::string list =
      fact("law", "Python " + to_string(result.edition)) +
      fact("written in", html_line(result.identity.language)) +
      fact("rules", tools::figures_of(report).text()) +
      fact("scenarios", grouped(result.generated) + " generated, " + grouped(result.judged) +
                            " judged, " + grouped(result.not_run) + " not run, " +
                            grouped(result.mishaps) + " in trouble") +
      fact("which are", html_line(origin_text(report)));
  if (!report.source.empty())
    list += fact("source", "<code>" + html_line(report.source) + "</code>");
  if (report.environment)
    list += fact("where",
                 html_line(report.environment->system + ", " + report.environment->machine + ", " +
                           report.environment->compiler + ", " + report.environment->time));
  if (report.seconds) list += fact("took", std::to_string(*report.seconds) + " s");
  return "<dl>\n" + list + fact("gathercheck", html_line(report.gathercheck)) + "</dl>\n";
}

std::string troubles(const Report& report) {
  const auto& result = report.result;
  std::string text;
  if (result.interrupted) text += "<p class=\"alarm\">It was interrupted before its end.</p>\n";
  if (!result.gone.empty())
    text += "<p class=\"alarm\">It was stopped before its end: " +
            escaped(plain_line(result.gone, 600)) + "</p>\n";
  if (result.mishaps == 0) return text;
  text += "<details><summary class=\"alarm\">Trouble of the harness in " +
          counted(result.mishaps, "scenario") + ", which is no verdict</summary><ul>\n";
  for (const auto& each : result.first_mishaps)
    text += "<li><b>" + std::string(to_string(each.trouble.kind)) + "</b><pre tabindex=\"0\">" +
            escaped(plain(each.trouble.what, 2'000)) + "</pre></li>\n";
  return text + "</ul></details>\n";
}

}  // namespace

std::string html_summary(const Report& report, std::size_t number, bool alone) {
  const auto id = "i" + std::to_string(number);
  return "<article class=\"summary\" id=\"" + id + "\" aria-labelledby=\"" + id + "-name\">\n<h2" +
         (alone ? " class=\"hear\"" : "") + " id=\"" + id + "-name\">" +
         html_line(report.result.identity.title()) + "</h2>\n<p class=\"verdict\">" +
         verdict(report) + "</p>\n" + profiles(report, number) + broken(report) + others(report) +
         troubles(report) + departures(report) + facts(report) + "</article>\n";
}

}  // namespace gathercheck::tools
