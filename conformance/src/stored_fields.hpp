// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "gathercheck/conformance/digest.hpp"
#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::conformance {

/// A number of things.
inline std::uint64_t read_count(const spec::JsonReader& json) {
  return static_cast<std::uint64_t>(json.integer(0, std::numeric_limits<std::int64_t>::max()));
}

/// A digest as Digest writes it.
inline std::string read_digest(const spec::JsonReader& json) {
  if (!Digest::is_hex(json.text())) json.expected("64 small hexadecimal digits");
  return json.text();
}

/// The name of an edition.
inline spec::Edition read_edition(const spec::JsonReader& json) {
  const auto edition = spec::parse_edition(json.text());
  if (!edition) json.expected("an edition from \"3.8\" to \"3.14\"");
  return *edition;
}

}  // namespace gathercheck::conformance
