// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gathercheck/conformance/scenario_source.hpp"

namespace gathercheck::conformance {

/// A part of the corpus, which is the scenarios that recordings are made of.
enum class Part : std::uint8_t {
  facts,             ///< written by hand, one fact each: conformance/scenarios
  examples,          ///< the examples of the rules, but for those of the Python dialect
  small_world,       ///< the whole bounded world
  sample,            ///< random scenarios of the large world
  dialect_examples,  ///< the examples of the rules in the Python dialect
  dialect_sample,    ///< random scenarios of the Python dialect
};
inline constexpr std::array<std::string_view, 6> part_words{
    "facts", "examples", "small_world", "sample", "dialect_examples", "dialect_sample"};
inline constexpr std::array<Part, 6> all_parts{
    Part::facts,  Part::examples,         Part::small_world,
    Part::sample, Part::dialect_examples, Part::dialect_sample};

std::string_view to_string(Part part);
/// Whether its scenarios are of the Python dialect, some of which only newer Pythons can run.
inline bool speaks_python(Part part) {
  return part >= Part::dialect_examples;
}
/// Reads the words of `part_words`; nothing for any other text.
std::optional<Part> parse_part(std::string_view text);

/// The name of the file of a part: "facts.jsonl.zst".
std::string file_of(Part part);

/// The scenarios of which a part would be made now. The facts are the files of the folder `facts`,
/// in the order of their names. Throws RecordingError for a file there that is no scenario.
std::unique_ptr<ScenarioSource> make_scenarios(Part part, const std::filesystem::path& facts);

/// The same for a part that comes from the generator; null for the others.
std::unique_ptr<ScenarioSource> generate_scenarios(Part part);

}  // namespace gathercheck::conformance
