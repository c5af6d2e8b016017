// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/conformance/packed_lines.hpp"
#include "gathercheck/conformance/provenance.hpp"
#include "gathercheck/conformance/run.hpp"

namespace gathercheck::conformance {

/// Whether a line of a recording says that there is no trace, since the witness could not run the
/// scenario: `{"trouble":"needs Python 3.12: eager tasks"}`. Only scenarios of the Python dialect
/// have gaps.
bool is_gap(std::string_view line);
/// The gap for what a witness was in trouble with; nothing if it does not say what it needs.
std::optional<std::string> gap_of(const Trouble& trouble);

/// The canonical traces and the gaps of a part of a recording, one after the other.
class RecordedTraces {
 public:
  /// `own` are the traces that are stored; where `base` is given, an empty line stands for the
  /// trace of the base with the edition's name in place of its own.
  RecordedTraces(LineUnpacker own, RecordedPart part, spec::Edition edition,
                 std::unique_ptr<RecordedTraces> base);

  /// The next trace or gap, valid until the next call; none after the last. Throws RecordingError
  /// if the files do not hold what the provenance says.
  std::optional<std::string_view> next();

 private:
  void check_count(bool more) const;
  [[noreturn]] void complain(const std::string& what) const;

  LineUnpacker own_;
  RecordedPart part_;
  std::string head_;  // how a trace of this edition begins
  std::unique_ptr<RecordedTraces> base_;
  std::string trace_;  // the last one that came from the base
  std::uint64_t given_ = 0;
  std::uint64_t gaps_ = 0;
};

/// What one Python was seen to do with the corpus, as it is stored.
class Recording {
 public:
  /// The recording of an edition in a folder of recordings. Throws RecordingError if there is none,
  /// or none that can be read.
  Recording(std::filesystem::path recordings, spec::Edition edition);

  /// Whether the folder has a recording of the edition.
  static bool exists(const std::filesystem::path& recordings, spec::Edition edition);
  /// Where a recording is within a folder of recordings.
  static std::filesystem::path folder_in(const std::filesystem::path& recordings,
                                         spec::Edition edition);

  const Provenance& provenance() const { return provenance_; }
  /// Null if the part was not recorded.
  const RecordedPart* find(Part part) const;
  /// Throws RecordingError if the part was not recorded, or its files are not those of which the
  /// provenance speaks.
  RecordedTraces traces(Part part) const;

 private:
  std::unique_ptr<RecordedTraces> base_of(const RecordedPart& part) const;

  std::filesystem::path recordings_;
  Provenance provenance_;
};

/// "gathercheck oracle record --python 3.11 ...": what to do about a recording that is no good.
std::string how_to_record(spec::Edition edition);

/// How the canonical text of a trace of this edition begins.
std::string head_of_traces(spec::Edition edition);

}  // namespace gathercheck::conformance
