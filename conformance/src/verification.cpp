// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/verification.hpp"

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/stored_scenarios.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 256;

/// The lines of a part of a recording, as many as there are scenarios.
class Lines {
 public:
  Lines(const Recording& recording, const Corpus& corpus, Part part, bool digested)
      : recording_(recording), part_(part), digested_(digested), traces_(recording.traces(part)) {
    if (recorded().scenarios != corpus.at(part).digest)
      complain("was made of other scenarios than the corpus has now");
  }

  /// The trace of the next scenario, or its gap.
  std::string_view next() {
    const auto line = traces_.next();
    if (!line) complain("has fewer traces than there are scenarios");
    if (digested_) {
      digest_.add(*line);
      digest_.add("\n");
    }
    return *line;
  }

  /// There are no more scenarios.
  void end() {
    if (traces_.next()) complain("has more traces than there are scenarios");
    if (digested_ && digest_.hex() != recorded().digest)
      complain("has other traces than those of which it has the digest");
  }

 private:
  const RecordedPart& recorded() const { return *recording_.find(part_); }

  [[noreturn]] void complain(const std::string& what) const {
    const auto edition = recording_.provenance().edition;
    throw RecordingError("the part " + std::string(to_string(part_)) + " of the recording of " +
                             to_string(edition) + " " + what,
                         how_to_record(edition));
  }

  const Recording& recording_;
  const Part part_;
  const bool digested_;
  RecordedTraces traces_;
  Digest digest_;
};

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
    Lines lines(recording_, corpus_, part, options_.judge);
    StoredScenarios scenarios(corpus_.lines(part), generate_scenarios(part));
    const bool runs = !speaks_python(part) || implementation_.identity().supports("python");
    for (auto batch = scenarios.next(batch_size); !batch.empty();
         batch = scenarios.next(batch_size)) {
      if (runs)
        compare(batch, lines);
      else
        read(batch, lines);
      result_.tally.judge(exhibits_);
      exhibits_.clear();
      if (progress_ && !progress_(result_.compared + result_.unsupported, planned_))
        throw Interrupted();
    }
    lines.end();
  }

  void compare(const std::vector<Scenario>& batch, Lines& lines) {
    implementation_.run(batch, [&](std::size_t i, Run run) {
      const auto line = lines.next();
      if (is_gap(line))
        ++result_.unsupported;
      else
        take(batch[i], line, run);
    });
  }

  void read(const std::vector<Scenario>& batch, Lines& lines) {
    for (const auto& scenario : batch) {
      const auto line = lines.next();
      ++result_.unsupported;
      if (options_.judge && !is_gap(line))
        exhibits_.push_back({&scenario, spec::parse_trace(line)});
    }
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
