// SPDX-License-Identifier: MIT
#include "oracle_options.hpp"

#include <algorithm>

#include "gathercheck/conformance/recording.hpp"
#include "gathercheck/conformance/recording_error.hpp"
#include "make_implementation.hpp"

namespace gathercheck::tools {

std::string usual_recordings() {
  return conformance::oracle_folder() + "/traces";
}

void add_parts(CLI::App& command, std::vector<std::string>& parts) {
  const auto& words = conformance::part_words;
  command
      .add_option("--part", parts,
                  "This part of the corpus only (facts, examples, small_world, sample, "
                  "dialect_examples, dialect_sample); may be "
                  "given again")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(std::vector<std::string>(words.begin(), words.end())));
}

std::vector<conformance::Part> read_parts(std::span<const std::string> names) {
  std::vector<conformance::Part> parts;
  for (const auto part : conformance::all_parts)
    if (std::ranges::find(names, to_string(part)) != names.end()) parts.push_back(part);
  return parts;
}

std::vector<spec::Edition> recorded_editions(const std::string& folder) {
  std::vector<spec::Edition> editions;
  for (auto edition = spec::oldest_edition; edition <= spec::newest_edition; ++edition.minor)
    if (conformance::Recording::exists(folder, edition)) editions.push_back(edition);
  if (editions.empty())
    throw conformance::RecordingError(folder + " has no recordings",
                                      conformance::how_to_record(spec::newest_edition));
  return editions;
}

}  // namespace gathercheck::tools
