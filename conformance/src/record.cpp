// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/record.hpp"

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/conformance/stored_scenarios.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 512;

class PartRecorder {
 public:
  PartRecorder(Implementation& witness, const StoredPart& stored, const Recording* base)
      : witness_(witness), planned_(stored.scenarios), head_(head_of(witness)) {
    new_.recorded.part = stored.part;
    new_.recorded.scenarios = stored.digest;
    if (base) stand_on(*base);
  }

  NewPart run(ScenarioSource& source, const Progress& progress) {
    for (auto batch = source.next(batch_size); !batch.empty(); batch = source.next(batch_size)) {
      witness_.run(batch, [&](std::size_t i, Run run) { take(batch[i], run); });
      if (progress && !progress(new_.recorded.traces, planned_)) throw Interrupted();
    }
    new_.bytes = packer_.finish();
    new_.recorded.file = Digest::of(new_.bytes);
    new_.recorded.digest = digest_.hex();
    return std::move(new_);
  }

 private:
  static std::string head_of(const Implementation& implementation) {
    return head_of_traces(implementation.identity().edition);
  }

  /// Stores on top of `base`, if that has the traces of the same scenarios.
  void stand_on(const Recording& base) {
    const auto* below = base.find(new_.recorded.part);
    if (!below || below->base || below->scenarios != new_.recorded.scenarios) return;
    new_.recorded.base = Base{base.provenance().edition, below->digest};
    base_.emplace(base.traces(new_.recorded.part));
    base_head_ = head_of_traces(base.provenance().edition);
  }

  void take(const Scenario& scenario, Run& run) {
    const auto line = line_of(scenario, run);
    digest_.add(line);
    digest_.add("\n");
    const bool known = is_in_base(line);
    packer_.add(known ? "" : line);
    if (!known) ++new_.recorded.own;
    if (is_gap(line)) ++new_.recorded.gaps;
    ++new_.recorded.traces;
  }

  std::string line_of(const Scenario& scenario, Run& run) const {
    if (const auto* trouble = run.trouble()) {
      const auto gap = speaks_python(new_.recorded.part) ? gap_of(*trouble) : std::nullopt;
      if (!gap) refuse(std::string(to_string(trouble->kind)) + ": " + trouble->what, scenario);
      return *gap;
    }
    const std::string text(run.text());
    if (!text.starts_with(head_) || spec::to_json(run.trace()) != text)
      refuse("the trace is not in the canonical form, or of another edition", scenario);
    return text;
  }

  bool is_in_base(std::string_view line) {
    const auto base = base_ ? base_->next() : std::nullopt;
    return base && !is_gap(*base) && !is_gap(line) &&
           base->substr(base_head_.size()) == line.substr(head_.size());
  }

  [[noreturn]] void refuse(const std::string& why, const Scenario& scenario) const {
    throw RecordingError(
        witness_.identity().name + " cannot be recorded: " + why +
            "; the scenario was: " + to_json(scenario),
        "a recording has a trace of every scenario that its Python can run; nothing was written");
  }

  Implementation& witness_;
  std::uint64_t planned_;
  std::string head_;
  std::optional<RecordedTraces> base_;
  std::string base_head_;
  LinePacker packer_;
  Digest digest_;
  NewPart new_;
};

}  // namespace

NewPart record(Implementation& witness, const Corpus& corpus, Part part, const Recording* base,
               const Progress& progress) {
  StoredScenarios scenarios(corpus.lines(part));
  return PartRecorder(witness, corpus.at(part), base).run(scenarios, progress);
}

}  // namespace gathercheck::conformance
