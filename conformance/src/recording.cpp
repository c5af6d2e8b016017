// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/recording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gathercheck/conformance/recording_error.hpp"
#include "gathercheck/spec/format_error.hpp"
#include "stored_file.hpp"

namespace gathercheck::conformance {
namespace {

Provenance read_provenance(const std::filesystem::path& file, spec::Edition edition) {
  const auto text = read_stored(file, how_to_record(edition));
  try {
    auto provenance = parse_provenance(text);
    if (provenance.edition == edition) return provenance;
    throw RecordingError(file.string() + ": expected a recording of " + to_string(edition) +
                             ", found one of " + to_string(provenance.edition),
                         how_to_record(edition));
  } catch (const spec::FormatError& error) {
    throw RecordingError(file.string() + ": " + error.what(), how_to_record(edition));
  }
}

}  // namespace

bool is_gap(std::string_view line) {
  return line.starts_with("{\"trouble\":");
}

std::optional<std::string> gap_of(const Trouble& trouble) {
  if (trouble.kind != Trouble::Kind::refused || !trouble.what.starts_with("needs ")) return {};
  return nlohmann::json{{"trouble", trouble.what}}.dump();
}

std::string how_to_record(spec::Edition edition) {
  return "gathercheck oracle record --python " + to_string(edition) + " makes a recording";
}

std::string head_of_traces(spec::Edition edition) {
  return "{\"trace\":1,\"edition\":\"" + to_string(edition) + "\"";
}

RecordedTraces::RecordedTraces(LineUnpacker own, RecordedPart part, spec::Edition edition,
                               std::unique_ptr<RecordedTraces> base)
    : own_(std::move(own)),
      part_(std::move(part)),
      head_(head_of_traces(edition)),
      base_(std::move(base)) {}

std::optional<std::string_view> RecordedTraces::next() {
  auto trace = own_.next();
  const auto base = base_ ? base_->next() : std::nullopt;
  check_count(trace.has_value());
  if (!trace) return {};
  ++given_;
  if (is_gap(*trace)) ++gaps_;
  if (!base || !trace->empty()) return trace;
  trace_.assign(head_).append(base->substr(std::min(base_->head_.size(), base->size())));
  return trace_;
}

void RecordedTraces::check_count(bool more) const {
  if (more ? given_ >= part_.traces : given_ != part_.traces)
    complain(std::to_string(part_.traces) + " traces, but " +
             (more ? "more" : std::to_string(given_)));
  if (!more && gaps_ != part_.gaps)
    complain(std::to_string(part_.gaps) + " gaps, but " + std::to_string(gaps_));
}

void RecordedTraces::complain(const std::string& what) const {
  throw RecordingError("the part " + std::string(to_string(part_.part)) +
                           " of a recording is, by its provenance, to have " + what,
                       "take its folder from the repository again");
}

Recording::Recording(std::filesystem::path recordings, spec::Edition edition)
    : recordings_(std::move(recordings)),
      provenance_(read_provenance(folder_in(recordings_, edition) / "provenance.json", edition)) {}

bool Recording::exists(const std::filesystem::path& recordings, spec::Edition edition) {
  std::error_code error;
  return std::filesystem::exists(folder_in(recordings, edition), error);
}

std::filesystem::path Recording::folder_in(const std::filesystem::path& recordings,
                                           spec::Edition edition) {
  return recordings / to_string(edition);
}

const RecordedPart* Recording::find(Part part) const {
  const auto found = std::ranges::find(provenance_.parts, part, &RecordedPart::part);
  return found == provenance_.parts.end() ? nullptr : &*found;
}

RecordedTraces Recording::traces(Part part) const {
  const auto edition = provenance_.edition;
  const auto* recorded = find(part);
  if (!recorded)
    throw RecordingError(
        "the recording of " + to_string(edition) + " has no part " + std::string(to_string(part)),
        how_to_record(edition));
  const auto file = folder_in(recordings_, edition) / file_of(part);
  LineUnpacker own(read_stored(file, how_to_record(edition), recorded->file), file.string());
  return RecordedTraces(std::move(own), *recorded, edition, base_of(*recorded));
}

std::unique_ptr<RecordedTraces> Recording::base_of(const RecordedPart& part) const {
  if (!part.base) return nullptr;
  const Recording base(recordings_, part.base->edition);
  const auto* found = base.find(part.part);
  if (!found || found->digest != part.base->digest || found->base)
    throw RecordingError("the part " + std::string(to_string(part.part)) + " of the recording of " +
                             to_string(provenance_.edition) + " is stored on top of one of " +
                             to_string(part.base->edition) + " that is not there any more",
                         how_to_record(provenance_.edition));
  return std::make_unique<RecordedTraces>(base.traces(part.part));
}

}  // namespace gathercheck::conformance
