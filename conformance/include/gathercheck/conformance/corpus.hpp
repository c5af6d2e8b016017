// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/packed_lines.hpp"
#include "gathercheck/conformance/part.hpp"

namespace gathercheck::conformance {

/// A part of the corpus, as it is stored.
struct StoredPart {
  Part part = Part::facts;
  std::uint64_t scenarios = 0;
  std::string digest;  ///< of the lines, each with its end
  std::string file;    ///< the digest of the packed file

  bool operator==(const StoredPart&) const = default;
};

/// A part that is to be stored.
struct PackedPart {
  StoredPart stored;
  std::string bytes;  ///< what belongs into its file
};

/// Packs every scenario of the source.
PackedPart pack(Part part, ScenarioSource& source);

/// The text of corpus.json: spec/format/corpus.schema.json.
std::string corpus_json(std::span<const StoredPart> parts);

/// Reads it. Throws spec::FormatError for what the format does not allow.
std::vector<StoredPart> parse_corpus(std::string_view text);

/// The fixed scenarios that recordings are made of. They are stored as text, so that recordings
/// outlive changes of the generator.
class Corpus {
 public:
  /// The corpus of a folder of recordings. Throws RecordingError if there is none, or none that can
  /// be read.
  explicit Corpus(const std::filesystem::path& recordings);

  /// Where the corpus of a folder of recordings is.
  static std::filesystem::path folder_in(const std::filesystem::path& recordings);

  const std::vector<StoredPart>& parts() const { return parts_; }
  /// Throws RecordingError if the part is not stored.
  const StoredPart& at(Part part) const;
  /// The scenarios of a part as text, one a line. Throws RecordingError unless the file is the one
  /// that was stored.
  LineUnpacker lines(Part part) const;

 private:
  std::filesystem::path folder_;
  std::vector<StoredPart> parts_;
};

/// A stored part beside what would be stored now.
struct Freshness {
  std::uint64_t stored = 0;
  std::uint64_t made = 0;
  std::uint64_t same = 0;  ///< how many have the same text at the same place

  bool is_fresh() const { return stored == made && made == same; }
};

/// Compares the lines of a part with the scenarios that would be stored now.
Freshness freshness(LineUnpacker lines, ScenarioSource& now);

}  // namespace gathercheck::conformance
