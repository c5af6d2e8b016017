// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/corpus.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "stored_fields.hpp"
#include "stored_file.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

constexpr std::size_t batch_size = 512;
constexpr auto no_corpus = "gathercheck oracle corpus makes one";

StoredPart read_part(const JsonReader& json) {
  json.expect_only({"part", "scenarios", "digest", "file"});
  StoredPart stored;
  stored.part = all_parts[json.at("part").one_of(part_words)];
  stored.scenarios = read_count(json.at("scenarios"));
  stored.digest = read_digest(json.at("digest"));
  stored.file = read_digest(json.at("file"));
  return stored;
}

}  // namespace

PackedPart pack(Part part, ScenarioSource& source) {
  PackedPart packed{{part, 0, "", ""}, ""};
  LinePacker packer;
  Digest digest;
  for (auto batch = source.next(batch_size); !batch.empty(); batch = source.next(batch_size)) {
    for (const auto& scenario : batch) {
      const auto line = to_json(scenario);
      packer.add(line);
      digest.add(line);
      digest.add("\n");
      ++packed.stored.scenarios;
    }
  }
  packed.bytes = packer.finish();
  packed.stored.digest = digest.hex();
  packed.stored.file = Digest::of(packed.bytes);
  return packed;
}

std::string corpus_json(std::span<const StoredPart> parts) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& each : parts)
    list.push_back({{"part", to_string(each.part)},
                    {"scenarios", each.scenarios},
                    {"digest", each.digest},
                    {"file", each.file}});
  return nlohmann::ordered_json{{"corpus", 1}, {"parts", list}}.dump(1) + "\n";
}

std::vector<StoredPart> parse_corpus(std::string_view text) {
  const auto document = JsonReader::parse(text);
  const JsonReader root(document);
  root.at("corpus").version(1);
  root.expect_only({"corpus", "parts"});
  std::vector<StoredPart> parts;
  root.at("parts").for_each([&](const JsonReader& each) { parts.push_back(read_part(each)); });
  return parts;
}

std::filesystem::path Corpus::folder_in(const std::filesystem::path& recordings) {
  return recordings / "corpus";
}

Corpus::Corpus(const std::filesystem::path& recordings) : folder_(folder_in(recordings)) {
  const auto file = folder_ / "corpus.json";
  try {
    parts_ = parse_corpus(read_stored(file, no_corpus));
  } catch (const spec::FormatError& error) {
    throw RecordingError(file.string() + ": " + error.what(), no_corpus);
  }
}

const StoredPart& Corpus::at(Part part) const {
  const auto found = std::ranges::find(parts_, part, &StoredPart::part);
  if (found == parts_.end())
    throw RecordingError(
        folder_.string() + " has no scenarios of the part " + std::string(to_string(part)),
        no_corpus);
  return *found;
}

LineUnpacker Corpus::lines(Part part) const {
  const auto file = folder_ / file_of(part);
  return LineUnpacker(read_stored(file, no_corpus, at(part).file), file.string());
}

Freshness freshness(LineUnpacker lines, ScenarioSource& now) {
  Freshness found;
  for (auto batch = now.next(batch_size); !batch.empty(); batch = now.next(batch_size)) {
    for (const auto& scenario : batch) {
      ++found.made;
      const auto line = lines.next();
      if (!line) continue;
      ++found.stored;
      if (to_json(scenario) == *line) ++found.same;
    }
  }
  while (lines.next()) ++found.stored;
  return found;
}

}  // namespace gathercheck::conformance
