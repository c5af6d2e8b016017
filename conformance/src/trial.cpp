// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/trial.hpp"

#include <algorithm>
#include <stdexcept>

#include "gathercheck/conformance/as_claimed.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/scenario_source.hpp"
#include "gathercheck/spec/capability.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 64;

/// A search is given up if it brought so much trouble and not one trace.
constexpr std::uint64_t patience = 128;

class Trial {
 public:
  Trial(Implementation& implementation, std::vector<const spec::Rule*> rules, spec::Edition edition,
        const TrialOptions& options, const Progress& progress)
      : implementation_(implementation),
        options_(options),
        progress_(progress),
        result_(std::move(rules), edition) {
    result_.identity = implementation.identity();
    for (auto& tally : result_.tally.rules())
      tally.supported = result_.identity.supports(tally.rule->needs);
  }

  TrialResult hold() {
    const auto start = std::chrono::steady_clock::now();
    if (options_.listed) {
      ListedScenarios listed(*options_.listed);
      planned_ = listed.left();
      go_through(listed, [] { return false; });
    } else if (options_.bounded) {
      planned_ = options_.bounded->sample;
      go_through(*make_scenarios(*options_.bounded, options_.seed), [] { return false; });
    } else {
      ListedScenarios examples(examples_of_rules());
      planned_ = examples.left() + options_.cases;
      go_through(examples, [] { return false; });
      RandomScenarios scenarios(options_.cases, options_.seed, foci(), result_.identity.edition);
      go_through(scenarios, [] { return false; });
      if (!is_all_trouble())
        for (const auto* rule : missing()) reach(*rule);
    }
    set_aside_what_is_beyond_it();
    if (options_.diagnose) diagnose_violations();
    result_.time = std::chrono::steady_clock::now() - start;
    return std::move(result_);
  }

 private:
  std::vector<const spec::Rule*> missing() const {
    return result_.tally.reached_fewer(options_.reach);
  }

  bool is_all_trouble() const { return result_.judged == 0 && result_.mishaps > 0; }

  /// How often the rule is to be reached.
  std::uint64_t wanted(const spec::Rule& rule) const {
    const bool of_python = rule.needs.find(spec::python_capability) != std::string_view::npos;
    return of_python ? std::min(options_.reach, options_.reach_of_python) : options_.reach;
  }

  std::vector<Scenario> examples_of_rules() const {
    std::vector<Scenario> examples;
    for (const auto& tally : result_.tally.rules())
      if (tally.supported) examples.push_back(parse_scenario(tally.rule->example));
    return examples;
  }

  std::vector<Focus> foci() const {
    std::vector<Focus> foci;
    for (const auto& tally : result_.tally.rules())
      if (tally.supported) foci.emplace_back(tally.rule->focus);
    return foci;
  }

  /// Rules that are beyond what it claims, though their `needs` do not say so: they were never
  /// reached, and not even their example could be run.
  void set_aside_what_is_beyond_it() {
    for (auto& tally : result_.tally.rules()) {
      if (!tally.supported || tally.reached() > 0) continue;
      if (implementation_.lacks(parse_scenario(tally.rule->example)).empty()) continue;
      tally.supported = false;
      tally.vacuous = 0;
    }
  }

  /// More scenarios from the rule's own focus, until it has been reached often enough or nothing
  /// but trouble comes of it.
  void reach(const spec::Rule& rule) {
    const auto& tally = *std::ranges::find(result_.tally.rules(), &rule, &RuleTally::rule);
    // A rule that was violated has its verdict.
    const auto enough = [&] { return tally.violated > 0 || tally.reached() >= wanted(rule); };
    if (is_over() || enough()) return;
    const auto hopeless = [&, mishaps = result_.mishaps, judged = result_.judged] {
      return result_.mishaps - mishaps >= patience && result_.judged == judged;
    };
    RandomScenarios scenarios({World::of(Focus(rule.focus), result_.identity.edition)},
                              options_.extra, options_.seed + 1);
    go_through(scenarios, [&] { return enough() || hopeless(); });
  }

  void go_through(ScenarioSource& source, const std::function<bool()>& enough) {
    while (!is_over() && !enough()) {
      const auto batch = source.next(batch_size);
      if (batch.empty()) return;
      const auto before = result_.generated;
      result_.generated += batch.size();
      try {
        implementation_.run(
            batch, [&](std::size_t i, Run run) { take(batch[i], before + i + 1, std::move(run)); });
      } catch (const Interrupted&) {
        result_.interrupted = true;
      } catch (const Unavailable& error) {
        result_.gone = error.what();
      }
      judge();
      if (!result_.gone.empty() && result_.judged == 0) throw Unavailable(result_.gone);
      if (progress_ && !progress_(result_.generated, std::max(planned_, result_.generated)))
        result_.interrupted = true;
    }
  }

  bool is_over() const { return result_.interrupted || !result_.gone.empty(); }

  void take(const Scenario& scenario, std::uint64_t number, Run run) {
    if (const auto* trouble = run.trouble()) {
      if (trouble->kind == Trouble::Kind::unclaimed) {
        ++result_.not_run;
        return;
      }
      ++result_.mishaps;
      if (result_.first_mishaps.size() < 10) result_.first_mishaps.push_back({scenario, *trouble});
      return;
    }
    exhibits_.push_back({&scenario, run.take_trace(), number});
  }

  void judge() {
    result_.judged += exhibits_.size();
    result_.tally.judge(exhibits_);
    exhibits_.clear();
  }

  void diagnose_violations() {
    auto diagnosis =
        diagnose(implementation_, result_.tally, options_.listed ? &*options_.listed : nullptr);
    result_.failures = std::move(diagnosis.failures);
    if (diagnosis.interrupted) result_.interrupted = true;
  }

  AsClaimed implementation_;
  const TrialOptions& options_;
  const Progress& progress_;
  TrialResult result_;
  std::vector<Exhibit> exhibits_;  // of the batch that is being run
  std::uint64_t planned_ = 0;
};

}  // namespace

std::vector<const spec::Rule*> select_rules(const std::vector<std::string>& ids,
                                            const std::vector<std::string>& profiles,
                                            spec::Edition edition) {
  std::vector<const spec::Rule*> wanted;
  for (const auto& id : ids) {
    const auto* rule = spec::find_rule(id);
    if (!rule) throw std::invalid_argument("there is no rule \"" + id + "\"");
    if (!rule->editions.contains(edition))
      throw std::invalid_argument("the rule " + std::string(rule->id) + " holds in the editions " +
                                  to_string(rule->editions) + ", not in " + to_string(edition));
    if (std::ranges::find(wanted, rule) == wanted.end()) wanted.push_back(rule);
  }
  for (const auto& profile : profiles)
    if (std::ranges::find(spec::profile_words(), profile) == spec::profile_words().end())
      throw std::invalid_argument("there is no profile \"" + profile + "\"");
  for (const auto& rule : spec::law()) {
    const bool asked = profiles.empty()
                           ? ids.empty()
                           : std::ranges::find(profiles, to_string(rule.profile)) != profiles.end();
    if (asked && rule.editions.contains(edition) &&
        std::ranges::find(wanted, &rule) == wanted.end())
      wanted.push_back(&rule);
  }
  return wanted;
}

TrialResult hold_trial(Implementation& implementation, std::vector<const spec::Rule*> rules,
                       spec::Edition edition, const TrialOptions& options,
                       const Progress& progress) {
  return Trial(implementation, std::move(rules), edition, options, progress).hold();
}

}  // namespace gathercheck::conformance
