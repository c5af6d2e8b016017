// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "gathercheck/conformance/corpus.hpp"
#include "gathercheck/conformance/recording.hpp"
#include "schema.hpp"

namespace gathercheck::conformance {
namespace {

namespace fs = std::filesystem;

const fs::path traces = GATHERCHECK_TRACES;

std::vector<spec::Edition> recorded_editions() {
  std::vector<spec::Edition> editions;
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor)
    if (Recording::exists(traces, edition)) editions.push_back(edition);
  return editions;
}

nlohmann::json document(const fs::path& file) {
  std::ifstream in(file);
  return nlohmann::json::parse(in);
}

TEST(StoredRecordings, AreThereForEveryEdition) {
  EXPECT_EQ(recorded_editions().size(), 7u);
}

TEST(StoredRecordings, HaveValidDocuments) {
  EXPECT_EQ(spec::JsonSchema("corpus").complaint(document(traces / "corpus" / "corpus.json")), "");
  for (const auto edition : recorded_editions()) {
    const auto file = Recording::folder_in(traces, edition) / "provenance.json";
    EXPECT_EQ(spec::JsonSchema("provenance").complaint(document(file)), "") << file;
  }
}

TEST(StoredRecordings, AreOfTheStoredScenarios) {
  const Corpus corpus(traces);
  for (const auto edition : recorded_editions()) {
    const Recording recording(traces, edition);
    for (const auto& part : recording.provenance().parts) {
      EXPECT_EQ(part.scenarios, corpus.at(part.part).digest) << to_string(edition);
      EXPECT_EQ(part.traces, corpus.at(part.part).scenarios) << to_string(edition);
    }
  }
}

TEST(StoredRecordings, NameNoFolderOfAMachine) {
  for (const auto edition : recorded_editions()) {
    const auto provenance = Recording(traces, edition).provenance();
    EXPECT_EQ(to_json(provenance).find('/'), std::string::npos) << to_json(provenance);
  }
}

TEST(StoredRecordings, AreSmall) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(traces))
    if (entry.is_regular_file()) bytes += entry.file_size();
  EXPECT_LT(bytes, 20'000'000u);
}

}  // namespace
}  // namespace gathercheck::conformance
