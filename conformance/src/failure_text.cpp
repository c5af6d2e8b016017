// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/failure_text.hpp"

#include <algorithm>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/wrapped.hpp"
#include "gathercheck/spec/side_by_side.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t most_related = 8;

std::string paragraph(std::string_view text) {
  return "  " + wrapped(text, 2) + "\n";
}

std::string entry(std::string_view name, std::string_view text) {
  std::string begin = "  " + std::string(name) + ":";
  begin.resize(12, ' ');
  return begin + wrapped(text, begin.size()) + "\n";
}

std::string headline(const Failure& failure) {
  const auto& rule = *failure.rule;
  const bool every = rule.editions == spec::EditionRange{};
  const auto times = failure.times == 1  ? " once"
                     : failure.times > 1 ? " " + std::to_string(failure.times) + " times"
                                         : "";
  return std::string(rule.id) + " violated" + times + "   " + std::string(to_string(rule.level)) +
         ", " + (every ? "every edition" : "editions " + to_string(rule.editions)) + "\n";
}

/// Both traces, or the one that there is.
std::string traces(const Failure& failure, const Aside& aside) {
  const auto& observed = failure.violation.trace;
  if (!aside.expected) return spec::timeline(observed);
  // Both are read from their texts, so that names are numbered alike.
  return spec::lanes(spec::parse_trace(spec::to_json(*aside.expected)), aside.expected_title,
                     spec::parse_trace(spec::to_json(observed)), aside.observed_title);
}

std::string ids_of(const std::vector<const spec::Rule*>& rules) {
  std::string text;
  for (std::size_t i = 0; i < std::min(rules.size(), most_related); ++i)
    text += (i == 0 ? "" : ", ") + std::string(rules[i]->id);
  if (rules.size() > most_related)
    text += " and " + std::to_string(rules.size() - most_related) + " more";
  return text;
}

/// A text as one word of a shell.
std::string quoted(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace

std::string replay_line(const Failure& failure, const Aside& aside) {
  if (aside.adapter.empty()) return {};
  return "echo " + quoted(to_json(failure.violation.scenario)) + " | gathercheck check " +
         quoted(aside.adapter) + (aside.options.empty() ? "" : " " + aside.options) + " --replay -";
}

std::string failure_text(const Failure& failure, const Aside& aside) {
  const auto& rule = *failure.rule;
  std::string text = headline(failure);
  if (!rule.changed.empty()) text += paragraph("changed in " + std::string(rule.changed));
  text += paragraph(rule.sentence);
  text += paragraph(failure.violation.judgement.reason);
  text += "\n" + traces(failure, aside) + "\n";
  if (!aside.hint.empty()) text += entry("hint", aside.hint);
  if (!failure.related.empty()) text += entry("related", ids_of(failure.related));
  const auto replay = replay_line(failure, aside);
  if (!replay.empty()) text += "  replay:   " + replay + "\n";
  return text + entry("rule", "spec/rules/" + std::string(rule.family) + ".md (gathercheck rules " +
                                  std::string(rule.id) + ")");
}

}  // namespace gathercheck::conformance
