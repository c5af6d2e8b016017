// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/comparison.hpp"

#include <algorithm>

#include "gathercheck/conformance/shrink.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 512;

class Comparer {
 public:
  Comparer(Implementation& expected, Implementation& observed)
      : expected_(expected),
        observed_(observed),
        result_(select_rules({}, {}, expected.identity().edition), expected.identity().edition) {
    for (auto& each : result_.tally.rules())
      each.supported = expected.identity().supports(each.rule->needs) &&
                       observed.identity().supports(each.rule->needs);
  }

  ComparisonResult run(ScenarioSource& source, const Progress& progress, std::uint64_t planned) {
    const auto start = std::chrono::steady_clock::now();
    go_through(source, progress, planned);
    if (result_.difference) shrink_difference();
    result_.time = std::chrono::steady_clock::now() - start;
    return std::move(result_);
  }

 private:
  void go_through(ScenarioSource& source, const Progress& progress, std::uint64_t planned) {
    for (auto batch = source.next(batch_size); !batch.empty(); batch = source.next(batch_size)) {
      compare(batch);
      if (result_.interrupted) return;
      if (progress && !progress(result_.compared, std::max(planned, result_.compared))) {
        result_.interrupted = true;
        return;
      }
    }
  }

  void compare(const std::vector<Scenario>& batch) {
    std::vector<Run> runs;
    runs.reserve(batch.size());
    try {
      observed_.run(batch, [&](std::size_t, Run run) { runs.push_back(std::move(run)); });
      expected_.run(batch, [&](std::size_t i, Run run) { take(batch[i], run, runs[i]); });
    } catch (const Interrupted&) {
      result_.interrupted = true;
    }
    result_.tally.judge(exhibits_);
    exhibits_.clear();
  }

  void take(const Scenario& scenario, Run& expected, Run& observed) {
    ++result_.compared;
    const bool same = !expected.text().empty() && expected.text() == observed.text();
    // Equal texts are equal traces: the one that is not yet read need not be.
    Run& readable = same ? observed : expected;
    if (note_trouble(scenario, same ? readable : expected) ||
        (!same && note_trouble(scenario, observed)))
      return;
    if (!same) {
      ++result_.different;
      if (!result_.difference) result_.difference = difference(scenario, expected, observed);
    }
    exhibits_.push_back({&scenario, readable.take_trace()});
  }

  bool note_trouble(const Scenario& scenario, Run& run) {
    const auto* trouble = run.trouble();
    if (!trouble) return false;
    ++result_.mishaps;
    if (result_.first_mishaps.size() < 10) result_.first_mishaps.push_back({scenario, *trouble});
    return true;
  }

  static Difference difference(const Scenario& scenario, Run& expected, Run& observed) {
    // Read from the texts, so that names are numbered alike in both.
    auto a = spec::parse_trace(expected.text());
    auto b = spec::parse_trace(observed.text());
    const auto first = first_difference(a, b);
    return {scenario, std::move(a), std::move(b), first};
  }

  void shrink_difference() {
    try {
      shrink_as_far_as_it_goes();
    } catch (const Interrupted&) {
      result_.interrupted = true;
    } catch (const Unavailable&) {
      // The difference stays as plain as it has become until here.
    }
  }

  void shrink_as_far_as_it_goes() {
    shrink(result_.difference->scenario, [&](const Scenario& scenario) {
      auto expected = expected_.run_one(scenario);
      auto observed = observed_.run_one(scenario);
      if (expected.trouble() || observed.trouble() || expected.text() == observed.text())
        return false;
      result_.difference = difference(scenario, expected, observed);
      return true;
    });
  }

  Implementation& expected_;
  Implementation& observed_;
  ComparisonResult result_;
  std::vector<Exhibit> exhibits_;  // of the batch that is being compared
};

}  // namespace

ComparisonResult compare(Implementation& expected, Implementation& observed, ScenarioSource& source,
                         const Progress& progress, std::uint64_t planned) {
  return Comparer(expected, observed).run(source, progress, planned);
}

std::size_t first_difference(const spec::Trace& a, const spec::Trace& b) {
  const auto [in_a, in_b] = std::ranges::mismatch(a.events, b.events);
  return static_cast<std::size_t>(in_a - a.events.begin());
}

}  // namespace gathercheck::conformance
