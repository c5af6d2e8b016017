// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/recorded_run.hpp"

#include <string_view>

namespace gathercheck::conformance {

std::vector<RecordedRun> recorded_runs(const Recording& recording, const Corpus& corpus,
                                       std::span<const Part> parts) {
  std::vector<RecordedRun> runs;
  for (const auto part : parts) {
    auto traces = recording.traces(part);
    auto scenarios = corpus.lines(part);
    while (const auto trace = traces.next()) {
      const auto scenario = scenarios.next();
      if (scenario && trace->find(R"("event":"gather")") != std::string_view::npos)
        runs.push_back({std::string(*scenario), std::string(*trace)});
    }
  }
  return runs;
}

}  // namespace gathercheck::conformance
