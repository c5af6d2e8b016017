// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gathercheck/conformance/implementation.hpp"
#include "gathercheck/conformance/recording.hpp"
#include "gathercheck/conformance/scenario.hpp"

namespace gathercheck::conformance {

/// A folder of recordings that a test makes and spoils; it is removed at the end.
class RecordingsFolder {
 public:
  /// With a corpus that has these scenarios as its facts.
  explicit RecordingsFolder(std::vector<Scenario> facts);
  ~RecordingsFolder();
  RecordingsFolder(const RecordingsFolder&) = delete;
  RecordingsFolder& operator=(const RecordingsFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Stores other scenarios as the facts of the corpus.
  void store_facts(std::vector<Scenario> facts) const;
  /// Records the facts, on top of the recording `base` if there is one, and stores them.
  Provenance record_facts(Implementation& witness, const Recording* base = nullptr) const;

  /// The bytes of a file, by its path in the folder.
  std::string read(const std::string& file) const;
  void write(const std::string& file, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

}  // namespace gathercheck::conformance
