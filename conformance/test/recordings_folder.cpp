// SPDX-License-Identifier: MIT
#include "recordings_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "gathercheck/conformance/record.hpp"

namespace gathercheck::conformance {

namespace fs = std::filesystem;

RecordingsFolder::RecordingsFolder(std::vector<Scenario> facts) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  path_ = fs::temp_directory_path() /
          ("gathercheck_" + std::string(test->name()) + "_" + std::to_string(getpid()));
  fs::remove_all(path_);
  store_facts(std::move(facts));
}

RecordingsFolder::~RecordingsFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

void RecordingsFolder::store_facts(std::vector<Scenario> facts) const {
  ListedScenarios source(std::move(facts));
  const auto packed = pack(Part::facts, source);
  write("corpus/facts.jsonl.zst", packed.bytes);
  write("corpus/corpus.json", corpus_json({&packed.stored, 1}));
}

Provenance RecordingsFolder::record_facts(Implementation& witness, const Recording* base) const {
  const auto part = record(witness, Corpus(path_), Part::facts, base);
  const auto& identity = witness.identity();
  const Provenance provenance{identity.edition,  identity.name,    identity.version,
                              identity.language, "made by a test", {part.recorded}};
  write(to_string(identity.edition) + "/facts.jsonl.zst", part.bytes);
  write(to_string(identity.edition) + "/provenance.json", to_json(provenance));
  return provenance;
}

std::string RecordingsFolder::read(const std::string& file) const {
  std::ifstream in(path_ / file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void RecordingsFolder::write(const std::string& file, const std::string& bytes) const {
  fs::create_directories((path_ / file).parent_path());
  std::ofstream(path_ / file, std::ios::binary) << bytes;
}

}  // namespace gathercheck::conformance
