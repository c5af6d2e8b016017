// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "gathercheck/conformance/failure.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/conformance/shrink.hpp"
#include "gathercheck/conformance/trial.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::uint64_t random_cases = 2'000;
constexpr std::uint64_t fixed_seed = 1;
constexpr std::size_t batch_size = 64;
constexpr std::size_t starts_of_a_violation = 3;

/// A rule that was violated, and what became of it in the scenarios of the diagnosis.
struct Suspect {
  RuleTally* tally = nullptr;
  std::vector<std::size_t> broken;  ///< the scenarios in which it is violated, in ascending order
  std::size_t reached = 0;
  bool explained = false;  ///< whether it leads a failure or is related to one
};

/// How much there is to read in a scenario; the text decides between equals.
using Plainness = std::tuple<std::size_t, std::size_t, std::string>;

Plainness plainness(const Scenario& scenario) {
  auto text = to_json(scenario);
  return {scenario.awaitables.size() + scenario.timeline.size(), text.size(), std::move(text)};
}

/// Rules that any gather can be judged by say more to most readers than those that see turns.
double weight(spec::Profile profile) {
  static constexpr std::array<double, spec::profile_count> weights{1.3, 1.2, 1.0, 0.5, 0.1};
  return weights[static_cast<std::size_t>(profile)];
}

class Investigation {
 public:
  Investigation(Implementation& implementation, Tally& tally)
      : implementation_(implementation), tally_(tally) {
    for (auto& each : tally_.rules())
      if (each.first_violation) suspects_.push_back({&each, {}, 0, false});
  }

  Diagnosis find(const std::vector<Scenario>* of) {
    if (suspects_.empty()) return {};
    if (of)
      scenarios_ = *of;
    else
      gather_scenarios();
    rank_scenarios();
    undisturbed([&] { look(); });
    open_.assign(scenarios_.size(), false);
    for (const auto& suspect : suspects_)
      for (const auto i : suspect.broken) open_[i] = true;
    while (auto* suspect = best()) lead(*suspect);
    for (auto& suspect : suspects_)
      if (!suspect.explained && suspect.broken.empty() && !is_related(suspect)) lead(suspect);
    relate_the_rest();
    simplify_the_rest();
    for (auto& failure : failures_)
      std::ranges::sort(failure.related);  // by their place in the law
    return {std::move(failures_), interrupted_};
  }

 private:
  /// The examples of the law and some random scenarios, whatever rules were judged.
  void gather_scenarios() {
    std::vector<Focus> foci;
    for (const auto* rule : select_rules({}, {}, tally_.law())) {
      if (!implementation_.identity().supports(rule->needs)) continue;
      scenarios_.push_back(parse_scenario(rule->example));
      foci.emplace_back(rule->focus);
    }
    RandomScenarios random(random_cases, fixed_seed, foci, implementation_.identity().edition);
    for (auto batch = random.next(batch_size); !batch.empty(); batch = random.next(batch_size))
      std::ranges::move(batch, std::back_inserter(scenarios_));
  }

  /// In which order they are plain.
  void rank_scenarios() {
    std::vector<std::size_t> order(scenarios_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<Plainness> keys;
    for (const auto& scenario : scenarios_) keys.push_back(plainness(scenario));
    std::ranges::sort(order, {}, [&](std::size_t i) -> const Plainness& { return keys[i]; });
    rank_.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
  }

  /// Runs them all and judges them by all suspects.
  void look() {
    implementation_.run(scenarios_, [&](std::size_t i, Run run) {
      if (run.trouble()) return;
      const auto trace = run.take_trace();
      const spec::History history(trace);
      for (auto& suspect : suspects_) judge(suspect, history, i);
    });
  }

  void judge(Suspect& suspect, const spec::History& history, std::size_t scenario) {
    const auto verdict = suspect.tally->rule->judge(history, tally_.law()).verdict;
    if (verdict == spec::Verdict::vacuous) return;
    ++suspect.reached;
    if (verdict == spec::Verdict::violated) suspect.broken.push_back(scenario);
  }

  bool is_violated(const Suspect& suspect, const spec::History& history) const {
    return suspect.tally->rule->judge(history, tally_.law()).verdict == spec::Verdict::violated;
  }

  std::size_t open_of(const Suspect& suspect) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(suspect.broken, [&](std::size_t i) { return open_[i]; }));
  }

  /// How well the rule says what is wrong: of the scenarios in which it was reached or in which
  /// anything is wrong that was not explained yet, the share in which it is violated.
  double fit(const Suspect& suspect) const {
    const auto open = open_of(suspect);
    const auto all = static_cast<std::size_t>(std::ranges::count(open_, true));
    const auto reached = suspect.reached - suspect.broken.size() + open;
    return weight(suspect.tally->rule->profile) * static_cast<double>(open) /
           static_cast<double>(reached + all - open);
  }

  Suspect* best() {
    Suspect* found = nullptr;
    for (auto& suspect : suspects_) {
      if (suspect.explained || open_of(suspect) == 0) continue;
      if (!found || fit(suspect) > fit(*found)) found = &suspect;
    }
    return found;
  }

  /// Makes a failure of the suspect, and relates to it what is violated in its scenario, too.
  void lead(Suspect& suspect) {
    suspect.explained = true;
    Failure failure{suspect.tally->rule, plainest(suspect), suspect.tally->violated, {}};
    const spec::History history(failure.violation.trace);
    for (auto& other : suspects_) {
      if (other.explained || !is_violated(other, history)) continue;
      failure.related.push_back(other.tally->rule);
      other.explained = true;
    }
    suspect.tally->first_violation = failure.violation;
    close(suspect);
    for (const auto* rule : failure.related)
      if (const auto& other = suspect_of(rule); mostly_with(other, suspect)) close(other);
    failures_.push_back(std::move(failure));
  }

  /// What is wrong where the rule is violated needs no other explanation.
  void close(const Suspect& suspect) {
    for (const auto i : suspect.broken) open_[i] = false;
  }

  /// Whether a rule is violated for the most part where the other is. If not, it may well be
  /// violated for another reason, too.
  static bool mostly_with(const Suspect& suspect, const Suspect& leader) {
    return 2 * shared(suspect, leader) > suspect.broken.size();
  }

  /// In how many scenarios both are violated.
  static std::size_t shared(const Suspect& one, const Suspect& other) {
    std::vector<std::size_t> both;
    std::ranges::set_intersection(one.broken, other.broken, std::back_inserter(both));
    return both.size();
  }

  Suspect& suspect_of(const spec::Rule* rule) {
    return *std::ranges::find(suspects_, rule,
                              [](const Suspect& each) { return each.tally->rule; });
  }

  /// Relates what only the trial has found to the first failure of which a rule is violated there,
  /// too.
  bool is_related(Suspect& suspect) {
    const spec::History history(suspect.tally->first_violation->trace);
    const auto breaks = [&](const spec::Rule* rule) {
      return rule->judge(history, tally_.law()).verdict == spec::Verdict::violated;
    };
    for (auto& failure : failures_) {
      if (!breaks(failure.rule) && std::ranges::none_of(failure.related, breaks)) continue;
      failure.related.push_back(suspect.tally->rule);
      suspect.explained = true;
      return true;
    }
    return false;
  }

  /// What is violated only where another rule is, too, belongs to the failure that this leads.
  void relate_the_rest() {
    for (auto& suspect : suspects_) {
      if (suspect.explained) continue;
      const auto most = std::ranges::max_element(failures_, {}, [&](const Failure& failure) {
        return shared(suspect, suspect_of(failure.rule));
      });
      suspect.explained = true;
      most->related.push_back(suspect.tally->rule);
    }
  }

  /// Makes the violations of related rules plain: each by itself, so that what is said of a rule
  /// does not depend on which others were judged.
  void simplify_the_rest() {
    for (auto& suspect : suspects_)
      if (!leads(suspect)) suspect.tally->first_violation = plainest(suspect);
  }

  bool leads(const Suspect& suspect) const {
    return std::ranges::find(failures_, suspect.tally->rule, &Failure::rule) != failures_.end();
  }

  /// The plainest violation that shrinking leads to, from the plainest scenarios in which the rule
  /// is violated; from that of the trial, if there are none.
  Violation plainest(const Suspect& suspect) {
    auto broken = suspect.broken;
    std::ranges::sort(broken, {}, [&](std::size_t i) { return rank_[i]; });
    broken.resize(std::min(broken.size(), starts_of_a_violation));
    if (broken.empty()) return shrunk(suspect, suspect.tally->first_violation->scenario);
    std::vector<Violation> found;
    for (const auto i : broken) found.push_back(shrunk(suspect, scenarios_[i]));
    return std::ranges::min(found, {},
                            [](const Violation& each) { return plainness(each.scenario); });
  }

  Violation shrunk(const Suspect& suspect, const Scenario& start) {
    auto violation = *suspect.tally->first_violation;
    const auto violates = [&](const Scenario& scenario) {
      auto run = implementation_.run_one(scenario);
      if (run.trouble()) return false;
      auto trace = run.take_trace();
      auto judgement = suspect.tally->rule->judge(spec::History(trace), tally_.law());
      if (judgement.verdict != spec::Verdict::violated) return false;
      violation = {scenario, std::move(trace), std::move(judgement), violation.number};
      return true;
    };
    undisturbed([&] {
      if (!interrupted_ && !gone_ && violates(start)) shrink(start, violates);
    });
    return violation;
  }

  /// Does what runs scenarios; what was found stays if that ends early.
  template <typename Work>
  void undisturbed(Work work) {
    try {
      work();
    } catch (const Interrupted&) {
      interrupted_ = true;
    } catch (const Unavailable&) {
      gone_ = true;
    }
  }

  Implementation& implementation_;
  Tally& tally_;
  std::vector<Suspect> suspects_;
  std::vector<Scenario> scenarios_;
  std::vector<bool>
      open_;  // the scenarios in which something is violated that is not explained yet
  std::vector<std::size_t> rank_;  // the place of each scenario, from the plainest on
  std::vector<Failure> failures_;
  bool interrupted_ = false;
  bool gone_ = false;
};

}  // namespace

std::vector<Failure> undiagnosed(const Tally& tally) {
  std::vector<Failure> failures;
  for (const auto& each : tally.rules())
    if (each.first_violation)
      failures.push_back({each.rule, *each.first_violation, each.violated, {}});
  return failures;
}

Diagnosis diagnose(Implementation& implementation, Tally& tally, const std::vector<Scenario>* of) {
  return Investigation(implementation, tally).find(of);
}

}  // namespace gathercheck::conformance
