// SPDX-License-Identifier: MIT
#include "gathercheck/spec/finding.hpp"

#include <algorithm>
#include <array>

namespace gathercheck::spec {
namespace {

constexpr std::array<std::string_view, 3> words{"true", "false", "imprecise"};
constexpr std::string_view since = "since ";
constexpr std::string_view until = "until ";

}  // namespace

std::optional<Finding> parse_finding(std::string_view text) {
  if (const auto word = std::ranges::find(words, text); word != words.end())
    return Finding{static_cast<Finding::Truth>(word - words.begin()), {}};
  if (!text.starts_with(since) && !text.starts_with(until)) return std::nullopt;
  const auto edition = parse_edition(text.substr(since.size()));
  if (!edition) return std::nullopt;
  const auto range = text.starts_with(since) ? EditionRange{*edition, newest_edition}
                                             : EditionRange{oldest_edition, *edition};
  if (range == EditionRange{}) return std::nullopt;
  return Finding{Finding::Truth::right, range};
}

std::string to_string(const Finding& finding) {
  const auto& editions = finding.editions;
  if (editions == EditionRange{})
    return std::string(words[static_cast<std::size_t>(finding.truth)]);
  return editions.first == oldest_edition ? std::string(until) + to_string(editions.last)
                                          : std::string(since) + to_string(editions.first);
}

}  // namespace gathercheck::spec
