// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/rebuilt_scenario.hpp"

#include <gtest/gtest.h>

#include "gathercheck/conformance/observation.hpp"
#include "gathercheck/conformance/recorded_run.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/trace_json.hpp"
#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

const std::filesystem::path traces = GATHERCHECK_TRACES;

/// The first runs of a part, so many at most.
std::vector<RecordedRun> runs_of(spec::Edition edition, Part part, std::size_t most) {
  const Part parts[] = {part};
  auto runs = recorded_runs(Recording(traces, edition), Corpus(traces), parts);
  if (runs.size() > most) runs.resize(most);
  return runs;
}

/// What a run of the program shows that a recorded trace tells.
spec::Trace rerun(const RecordedRun& run) {
  const auto told = spec::parse_trace(run.trace);
  const auto scenario = rebuild(told, parse_scenario(run.scenario));
  return scenario ? ReferenceAdapter::trace(*scenario, told.edition) : spec::Trace{};
}

void expect_same(spec::Edition edition, Part part) {
  for (const auto& run : runs_of(edition, part, 1000)) {
    const auto told = spec::parse_trace(run.trace);
    const auto shown = rerun(run);
    ASSERT_EQ(Observation(told, spec::Profile::python), Observation(shown, spec::Profile::python))
        << run.scenario << '\n'
        << run.trace << '\n'
        << spec::to_json(shown);
  }
}

TEST(RebuiltScenario, OfATrueTraceShowsTheSame) {
  for (const auto edition : {spec::oldest_edition, spec::Edition{11}, spec::newest_edition})
    for (const auto part : {Part::facts, Part::examples, Part::sample}) expect_same(edition, part);
}

}  // namespace
}  // namespace gathercheck::conformance
