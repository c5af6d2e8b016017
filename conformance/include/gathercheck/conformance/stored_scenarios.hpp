// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/packed_lines.hpp"
#include "gathercheck/conformance/scenario_source.hpp"

namespace gathercheck::conformance {

/// Scenarios from lines of text. The lines decide. Reading one takes longer than to run it, so
/// `shortcut`, which makes what is likely to be the same scenarios, is asked first: one whose text
/// is the line need not be read. After the first that is not, it is asked no more.
class StoredScenarios : public ScenarioSource {
 public:
  explicit StoredScenarios(LineUnpacker lines, std::unique_ptr<ScenarioSource> shortcut = {});
  /// Throws RecordingError for a line that is no scenario.
  std::vector<Scenario> next(std::size_t most) override;

 private:
  Scenario read(std::string_view line) const;

  LineUnpacker lines_;
  std::unique_ptr<ScenarioSource> shortcut_;
};

}  // namespace gathercheck::conformance
