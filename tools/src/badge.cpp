// SPDX-License-Identifier: MIT
#include "badge.hpp"

#include "markup.hpp"
#include "plain_text.hpp"
#include "print.hpp"
#include "standing.hpp"

namespace gathercheck::tools {
namespace {

using conformance::Report;

constexpr std::string_view green = "#1a7f37";
constexpr std::string_view yellow = "#7d5a00";
constexpr std::string_view red = "#b3261e";

/// About as wide as the text is in a font that is 11 pixels high.
std::size_t width_of(const std::string& text) {
  return 7 * text.size() + 12;
}

bool is_wrong(const Report& report, const Figures& figures) {
  return figures[Standing::violated] + figures[Standing::changed] + figures[Standing::passing] +
                 report.result.mishaps >
             0 ||
         is_unfinished(report);
}

std::string words(const Report& report, const Figures& figures) {
  std::string text = std::to_string(figures[Standing::holds]) + " of " +
                     std::to_string(figures.rules()) + " rules hold";
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) text += ", " + std::to_string(count) + " " + std::string(what);
  };
  add(figures.violated(), "violated");
  add(figures[Standing::not_supported], "not supported");
  add(figures[Standing::not_reached] + figures[Standing::unseen] + figures[Standing::absent],
      "not reached");
  add(report.result.mishaps, "in trouble");
  return text + (is_unfinished(report) ? ", unfinished" : "");
}

std::string label(std::size_t x, const std::string& text) {
  return "<text x=\"" + std::to_string(x) + "\" y=\"14\">" + escaped(text) + "</text>";
}

}  // namespace

std::string badge(const Report& report) {
  const auto figures = figures_of(report);
  const auto colour = is_wrong(report, figures)                     ? red
                      : figures[Standing::holds] == figures.rules() ? green
                                                                    : yellow;
  const auto name = "gather " + to_string(report.result.edition);
  const auto told = words(report, figures);
  const auto left = width_of(name);
  const auto whole = left + width_of(told);
  const auto about = plain_line(report.result.identity.title(), 200) + ": " + told;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(whole) +
         "\" height=\"20\" role=\"img\" aria-label=\"" + escaped(name + ": " + told) +
         "\"><title>" + escaped(about) + "</title><rect width=\"" + std::to_string(whole) +
         "\" height=\"20\" rx=\"3\" fill=\"#3d4450\"/><path d=\"M" + std::to_string(left) + " 0H" +
         std::to_string(whole - 3) + "a3 3 0 0 1 3 3V17a3 3 0 0 1 -3 3H" + std::to_string(left) +
         "z\" fill=\"" + std::string(colour) +
         "\"/><g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">" +
         label(6, name) + label(left + 6, told) + "</g></svg>\n";
}

}  // namespace gathercheck::tools
