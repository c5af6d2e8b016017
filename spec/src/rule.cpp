// SPDX-License-Identifier: MIT
#include "gathercheck/spec/rule.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gathercheck::spec {

std::string_view to_string(Level level) {
  static constexpr std::array<std::string_view, 3> words{"MUST", "SHOULD", "MAY"};
  return words[static_cast<std::size_t>(level)];
}

std::span<const std::string_view> profile_words() {
  static constexpr std::array<std::string_view, profile_count> words{"values", "cancellation",
                                                                     "future", "turns", "python"};
  return words;
}

std::string_view to_string(Profile profile) {
  return profile_words()[static_cast<std::size_t>(profile)];
}

Judgement Rule::judge(const History& history, Edition law) const {
  Judge judge;
  this->judge(history, law, judge);
  return judge.take();
}

const Rule* find_rule(std::string_view id) {
  const auto same = [](unsigned char a, unsigned char b) {
    return std::toupper(a) == std::toupper(b);
  };
  const auto found = std::ranges::find_if(
      law(), [&](const Rule& rule) { return std::ranges::equal(rule.id, id, same); });
  return found == law().end() ? nullptr : &*found;
}

}  // namespace gathercheck::spec
