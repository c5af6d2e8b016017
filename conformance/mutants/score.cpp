// SPDX-License-Identifier: MIT
#include "score.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "gathercheck/spec/capability.hpp"
#include "mutant_adapter.hpp"
#include "two_at_a_time.hpp"

namespace gathercheck::conformance {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

std::uint64_t Examination::first_kill() const {
  const auto first = std::ranges::min_element(kills, {}, &Kill::scenario);
  return first == kills.end() ? 0 : first->scenario;
}

bool Examination::killed_by(std::string_view rule) const {
  return std::ranges::any_of(kills, [&](const Kill& kill) { return kill.rule->id == rule; });
}

std::vector<std::string_view> Examination::missed() const {
  auto expected = words_of(mutant->expect);
  std::erase_if(expected, [this](std::string_view rule) { return killed_by(rule); });
  return expected;
}

std::vector<Score::OfRule> Score::rules() const {
  std::vector<OfRule> rules;
  for (const auto& rule : spec::law()) {
    auto& verdict = rules.emplace_back(OfRule{&rule, {}, {}, excuse(rule)});
    for (const auto& each : examinations) {
      if (!each.killed_by(rule.id)) continue;
      verdict.kills.push_back(each.mutant);
      if (each.kills.size() == 1) verdict.kills_alone.push_back(each.mutant);
    }
  }
  return rules;
}

std::uint64_t Score::killed() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(examinations, &Examination::killed));
}

std::uint64_t Score::killable() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      examinations, [](const Examination& each) { return each.mutant->equivalent.empty(); }));
}

std::vector<const Examination*> Score::survivors() const {
  std::vector<const Examination*> found;
  for (const auto& each : examinations)
    if (!each.killed() && each.mutant->equivalent.empty()) found.push_back(&each);
  return found;
}

std::vector<std::uint64_t> Score::first_kills() const {
  std::vector<std::uint64_t> numbers;
  for (const auto& each : examinations)
    if (each.killed()) numbers.push_back(each.first_kill());
  std::ranges::sort(numbers);
  return numbers;
}

/// Rules of which the wrong gathers share what decides them.
struct Excuse {
  std::string_view rule;
  std::string_view reason;
};
constexpr std::array excuses{
    Excuse{"BODY-8", "the clock and the count of turns are the loop's, and no gather can set them"},
};

std::string_view excuse(const spec::Rule& rule) {
  for (const auto need : words_of(rule.needs))
    if (std::ranges::find(spec::dialect_capability_words, need) !=
        spec::dialect_capability_words.end())
      return "only a Python can break it, and the tests that falsify traces stand in for a wrong "
             "gather";
  const auto found = std::ranges::find(excuses, rule.id, &Excuse::rule);
  return found == excuses.end() ? "" : found->reason;
}

Examination examine(const Mutant& mutant, TrialOptions options, const Progress& progress) {
  options.diagnose = false;
  MutantAdapter adapter(mutant);
  auto result =
      hold_trial(adapter, select_rules({}, {}, mutant.edition), mutant.edition, options, progress);
  Examination examination{&mutant,        {},          result.generated,  result.first_mishaps,
                          result.mishaps, result.time, result.interrupted};
  for (const auto& tally : result.tally.rules())
    if (tally.first_violation)
      examination.kills.push_back({tally.rule, tally.violated, tally.first_violation->number});
  return examination;
}

Score examine(const std::vector<const Mutant*>& mutants, const TrialOptions& options,
              const std::function<void(const Examination&)>& done,
              const std::function<bool()>& go_on) {
  const auto start = std::chrono::steady_clock::now();
  const auto goes_on = [&](std::uint64_t, std::uint64_t) { return !go_on || go_on(); };
  Score score;
  score.examinations.resize(mutants.size());
  std::mutex mutex;
  const auto work = [&](std::size_t i) {
    auto& examination = score.examinations[i];
    examination = examine(*mutants[i], options, goes_on);
    const std::lock_guard lock(mutex);
    if (done && !examination.interrupted) done(examination);
  };
  two_at_a_time(mutants.size(), work, go_on);
  std::erase_if(score.examinations,
                [](const Examination& each) { return !each.mutant || each.interrupted; });
  score.interrupted = score.examinations.size() < mutants.size();
  score.time = std::chrono::steady_clock::now() - start;
  return score;
}

}  // namespace gathercheck::conformance
