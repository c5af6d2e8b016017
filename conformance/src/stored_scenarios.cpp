// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/stored_scenarios.hpp"

#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/format_error.hpp"

namespace gathercheck::conformance {

StoredScenarios::StoredScenarios(LineUnpacker lines, std::unique_ptr<ScenarioSource> shortcut)
    : lines_(std::move(lines)), shortcut_(std::move(shortcut)) {}

std::vector<Scenario> StoredScenarios::next(std::size_t most) {
  auto batch = shortcut_ ? shortcut_->next(most) : std::vector<Scenario>();
  std::size_t count = 0;
  for (; count < most; ++count) {
    const auto line = lines_.next();
    if (!line) break;
    if (shortcut_ && count < batch.size() && to_json(batch[count]) == *line) continue;
    shortcut_.reset();
    batch.resize(count);
    batch.push_back(read(*line));
  }
  batch.resize(count);
  return batch;
}

Scenario StoredScenarios::read(std::string_view line) const {
  try {
    return parse_scenario(line);
  } catch (const spec::FormatError& error) {
    throw RecordingError("the stored scenarios cannot be read: " + std::string(error.what()),
                         "the format has changed since they were stored; gathercheck oracle corpus "
                         "stores them anew, and every edition has to be recorded again");
  }
}

}  // namespace gathercheck::conformance
