// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gathercheck/conformance/part.hpp"
#include "gathercheck/spec/edition.hpp"

namespace gathercheck::conformance {

/// A recording that another one is stored on top of: only the traces that differ are stored.
struct Base {
  spec::Edition edition = spec::newest_edition;
  std::string digest;  ///< of the traces of the same part

  bool operator==(const Base&) const = default;
};

/// The recorded traces of a part of the corpus.
struct RecordedPart {
  Part part = Part::facts;
  std::string scenarios;  ///< the digest of the scenarios
  std::uint64_t traces = 0;
  std::uint64_t gaps = 0;  ///< how many scenarios the witness could not run; see is_gap()
  std::string digest;      ///< of the canonical traces and the gaps, each with the end of its line
  std::optional<Base> base;
  std::uint64_t own = 0;  ///< how many traces are in the file
  std::string file;       ///< the digest of the packed file

  bool operator==(const RecordedPart&) const = default;
};

/// Where a recording comes from. It has no dates and no paths: who does the same gets the same.
struct Provenance {
  spec::Edition edition = spec::newest_edition;
  std::string name;  ///< of the implementation that was recorded
  std::string version;
  std::string language;
  std::string command;  ///< what makes a recording like it
  std::vector<RecordedPart> parts;

  bool operator==(const Provenance&) const = default;
};

/// The text of provenance.json: spec/format/provenance.schema.json.
std::string to_json(const Provenance& provenance);

/// Reads it. Throws spec::FormatError for what the format does not allow.
Provenance parse_provenance(std::string_view text);

}  // namespace gathercheck::conformance
