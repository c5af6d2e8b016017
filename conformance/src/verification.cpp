// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/verification.hpp"

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/stored_scenarios.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 256;

[[noreturn]] void throw_mismatch(const Recording& recording, Part part, const std::string& what) {
  const auto edition = recording.provenance().edition;
  throw RecordingError("the part " + std::string(to_string(part)) + " of the recording of " +
                           to_string(edition) + " " + what,
                       how_to_record(edition));
}

class Verifier {
 public:
  Verifier(const Recording& recording, const Corpus& corpus, Implementation& implementation,
           const VerificationOptions& options, const Progress& progress)
      : recording_(recording),
        corpus_(corpus),
        implementation_(implementation),
        options_(options),
        progress_(progress),
        result_(select_rules({}, {}, recording.provenance().edition),
                recording.provenance().edition) {}

  VerificationResult run() {
    const auto start = std::chrono::steady_clock::now();
    const auto parts = this->parts();
    for (const auto part : parts) planned_ += corpus_.at(part).scenarios;
    try {
      for (const auto part : parts) verify(part);
    } catch (const Interrupted&) {
      result_.interrupted = true;
    }
    result_.time = std::chrono::steady_clock::now() - start;
    return std::move(result_);
  }

 private:
  std::vector<Part> parts() const {
    if (!options_.parts.empty()) return options_.parts;
    std::vector<Part> recorded;
    for (const auto& each : recording_.provenance().parts) recorded.push_back(each.part);
    return recorded;
  }

  void verify(Part part) {
    auto traces = recording_.traces(part);
    const auto& recorded = *recording_.find(part);
    if (recorded.scenarios != corpus_.at(part).digest)
      throw_mismatch(recording_, part, "was made of other scenarios than the corpus has now");
    StoredScenarios scenarios(corpus_.lines(part), generate_scenarios(part));
    Digest digest;
    for (auto batch = scenarios.next(batch_size); !batch.empty();
         batch = scenarios.next(batch_size))
      compare(batch, part, traces, digest);
    if (traces.next()) throw_mismatch(recording_, part, "has more traces than there are scenarios");
    if (options_.judge && digest.hex() != recorded.digest)
      throw_mismatch(recording_, part, "has other traces than those of which it has the digest");
  }

  void compare(const std::vector<Scenario>& batch, Part part, RecordedTraces& traces,
               Digest& digest) {
    implementation_.run(batch, [&](std::size_t i, Run run) {
      const auto trace = traces.next();
      if (!trace) throw_mismatch(recording_, part, "has fewer traces than there are scenarios");
      if (options_.judge) {
        digest.add(*trace);
        digest.add("\n");
      }
      take(batch[i], *trace, run);
    });
    result_.tally.judge(exhibits_);
    exhibits_.clear();
    if (progress_ && !progress_(result_.compared, planned_)) throw Interrupted();
  }

  void take(const Scenario& scenario, std::string_view recorded, Run& observed) {
    ++result_.compared;
    const bool same = observed.text() == recorded;
    const auto* trouble = same ? nullptr : observed.trouble();
    if (trouble) {
      ++result_.mishaps;
      if (result_.first_mishaps.size() < 10) result_.first_mishaps.push_back({scenario, *trouble});
    } else if (!same) {
      ++result_.different;
      if (!result_.difference) note_difference(scenario, recorded, observed);
    }
    // Equal texts are equal traces, and the one of the reference need not be read.
    if (options_.judge)
      exhibits_.push_back({&scenario, same ? observed.take_trace() : spec::parse_trace(recorded)});
  }

  void note_difference(const Scenario& scenario, std::string_view recorded, Run& observed) {
    // Read from the texts, so that names are numbered alike in both.
    auto a = spec::parse_trace(recorded);
    auto b = spec::parse_trace(observed.text());
    const auto first = first_difference(a, b);
    result_.difference = Difference{scenario, std::move(a), std::move(b), first};
  }

  const Recording& recording_;
  const Corpus& corpus_;
  Implementation& implementation_;
  const VerificationOptions& options_;
  const Progress& progress_;
  VerificationResult result_;
  std::uint64_t planned_ = 0;
  std::vector<Exhibit> exhibits_;  // of the batch that is being compared
};

}  // namespace

VerificationResult verify(const Recording& recording, const Corpus& corpus,
                          Implementation& implementation, const VerificationOptions& options,
                          const Progress& progress) {
  return Verifier(recording, corpus, implementation, options, progress).run();
}

}  // namespace gathercheck::conformance
