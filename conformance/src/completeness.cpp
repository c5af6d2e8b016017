// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/completeness.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "gathercheck/conformance/observation.hpp"
#include "gathercheck/conformance/rebuilt_scenario.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Profile;
using spec::Trace;

/// How many traces are tried for an edit that is wanted once: some edits apply to few.
constexpr std::uint64_t patience = 50;

std::vector<const TraceEdit*> edits_of(const CompletenessOptions& options) {
  if (!options.edits.empty()) return options.edits;
  std::vector<const TraceEdit*> all;
  for (const auto& edit : trace_edits()) all.push_back(&edit);
  return all;
}

std::vector<Profile> profiles_of(const CompletenessOptions& options) {
  if (!options.profiles.empty()) return options.profiles;
  return {Profile::values, Profile::cancellation, Profile::future, Profile::turns, Profile::python};
}

bool is_of_dialect(const RecordedRun& run) {
  return run.trace.substr(0, run.trace.find("\"awaitables\"")).find("\"python\":true") !=
         std::string::npos;
}

/// The first profile that has a rule against the trace; nothing if none has.
std::optional<Profile> first_objection(const Trace& trace) {
  const spec::History history(trace);
  std::optional<Profile> first;
  spec::Judge judge;
  for (const auto& rule : spec::law()) {
    if (first && rule.profile >= *first) continue;
    rule.judge(history, trace.edition, judge);
    if (judge.take().verdict == spec::Verdict::violated) first = rule.profile;
  }
  return first;
}

class Measurement {
 public:
  Measurement(std::span<const RecordedRun> runs, Implementation& implementation,
              const CompletenessOptions& options, const Progress& progress)
      : implementation_(implementation),
        options_(options),
        progress_(progress),
        profiles_(profiles_of(options)) {
    for (const auto& run : runs) (is_of_dialect(run) ? of_dialect_ : plain_).push_back(&run);
  }

  CompletenessResult run() {
    const auto edits = edits_of(options_);
    for (const auto* edit : edits) {
      measure(*edit);
      if (progress_ && !progress_(result_.tallies.size(), edits.size())) result_.interrupted = true;
      if (result_.interrupted) break;
    }
    return std::move(result_);
  }

 private:
  void measure(const TraceEdit& edit) {
    result_.tallies.push_back({&edit, 0, {}});
    const auto& runs = edit.of_dialect ? of_dialect_ : plain_;
    if (runs.empty()) return;
    auto& tally = result_.tallies.back();
    const auto number = static_cast<std::uint64_t>(&edit - trace_edits().data());
    const auto edition = static_cast<std::uint64_t>(implementation_.identity().edition.minor);
    auto choices = Choices::random((options_.seed * 100 + edition) * 1000 + number);
    for (std::uint64_t left = options_.of_each * patience; left > 0; --left) {
      if (tally.made == options_.of_each) return;
      const auto& run = *runs[choices.below(static_cast<std::uint32_t>(runs.size()))];
      const auto original = spec::parse_trace(run.trace);
      auto falsified = original;
      if (edit.apply(falsified, choices)) judge(tally, run, original, falsified);
    }
  }

  void judge(EditTally& tally, const RecordedRun& run, const Trace& original,
             const Trace& falsified) {
    ++tally.made;
    const auto objection = first_objection(falsified);
    std::optional<std::optional<Trace>> rebuilt;
    for (const auto profile : profiles_) {
      if (profile < tally.edit->since || !concerns(profile, original)) continue;
      const Observation seen(falsified, profile);
      if (seen == Observation(original, profile)) continue;
      auto& edited = tally.at(profile);
      ++edited.observable;
      if (objection && *objection <= profile) {
        ++edited.rejected;
        continue;
      }
      if (!rebuilt) rebuilt = rerun(run, falsified);
      if (*rebuilt && seen == Observation(**rebuilt, profile))
        ++edited.equivalent;
      else
        keep(tally, profile, run, falsified);
    }
  }

  /// What the implementation does with the program that the trace tells.
  std::optional<Trace> rerun(const RecordedRun& run, const Trace& told) {
    const auto scenario = rebuild(told, parse_scenario(run.scenario));
    if (!scenario) return {};
    auto rerun = implementation_.run_one(*scenario);
    if (rerun.trouble()) return {};
    return rerun.take_trace();
  }

  void keep(const EditTally& tally, Profile profile, const RecordedRun& run,
            const Trace& falsified) {
    const auto kept = std::ranges::count_if(result_.survivors, [&](const Survivor& each) {
      return each.edit == tally.edit && each.profile == profile;
    });
    if (static_cast<std::size_t>(kept) < options_.survivors)
      result_.survivors.push_back(
          {tally.edit, profile, run.scenario, run.trace, spec::to_json(falsified)});
  }

  std::vector<const RecordedRun*> plain_;
  std::vector<const RecordedRun*> of_dialect_;
  Implementation& implementation_;
  const CompletenessOptions& options_;
  const Progress& progress_;
  const std::vector<Profile> profiles_;
  CompletenessResult result_;
};

}  // namespace

Edited& Edited::operator+=(const Edited& other) {
  observable += other.observable;
  equivalent += other.equivalent;
  rejected += other.rejected;
  return *this;
}

void CompletenessResult::add(CompletenessResult other) {
  if (tallies.empty()) tallies.resize(other.tallies.size());
  for (std::size_t i = 0; i < std::min(tallies.size(), other.tallies.size()); ++i) {
    tallies[i].edit = other.tallies[i].edit;
    tallies[i].made += other.tallies[i].made;
    for (std::size_t p = 0; p < spec::profile_count; ++p)
      tallies[i].profiles[p] += other.tallies[i].profiles[p];
  }
  std::ranges::move(other.survivors, std::back_inserter(survivors));
  interrupted = interrupted || other.interrupted;
}

Edited CompletenessResult::total(Profile profile) const {
  Edited sum;
  for (const auto& tally : tallies) sum += tally.at(profile);
  return sum;
}

CompletenessResult measure_completeness(std::span<const RecordedRun> runs,
                                        Implementation& implementation,
                                        const CompletenessOptions& options,
                                        const Progress& progress) {
  return Measurement(runs, implementation, options, progress).run();
}

}  // namespace gathercheck::conformance
