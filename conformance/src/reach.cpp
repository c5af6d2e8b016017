// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/reach.hpp"

#include <algorithm>

#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::conformance {
namespace {

constexpr std::size_t batch_size = 256;

/// Up to so many further traces, to be judged. Nobody asks for their scenarios.
std::vector<Exhibit> next_exhibits(RecordedTraces& traces) {
  static const Scenario unknown;
  std::vector<Exhibit> exhibits;
  while (exhibits.size() < batch_size) {
    const auto text = traces.next();
    if (!text) break;
    if (is_gap(*text)) continue;
    exhibits.push_back({&unknown, spec::parse_trace(*text)});
  }
  return exhibits;
}

Tally tally_of(const Recording& recording, Part part, std::uint64_t& done, std::uint64_t planned,
               const Progress& progress) {
  const auto edition = recording.provenance().edition;
  Tally tally(select_rules({}, {}, edition), edition);
  auto traces = recording.traces(part);
  for (auto exhibits = next_exhibits(traces); !exhibits.empty(); exhibits = next_exhibits(traces)) {
    tally.judge(exhibits);
    done += exhibits.size();
    if (progress && !progress(done, planned)) throw Interrupted();
  }
  return tally;
}

}  // namespace

std::vector<Reach> reach_of(const Recording& recording, const std::vector<Part>& parts,
                            const Progress& progress) {
  std::vector<RecordedPart> wanted;
  for (const auto& each : recording.provenance().parts)
    if (std::ranges::find(parts, each.part) != parts.end()) wanted.push_back(each);
  std::uint64_t done = 0;
  std::uint64_t planned = 0;
  for (const auto& each : wanted) planned += each.traces;
  std::vector<Reach> found;
  for (const auto& each : wanted)
    found.push_back({recording.provenance().edition, each.part,
                     tally_of(recording, each.part, done, planned, progress)});
  return found;
}

}  // namespace gathercheck::conformance
