// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/provenance.hpp"

#include <nlohmann/json.hpp>

#include "gathercheck/spec/json_reader.hpp"
#include "stored_fields.hpp"

namespace gathercheck::conformance {
namespace {

using Json = nlohmann::ordered_json;
using spec::JsonReader;

Json part_json(const RecordedPart& part) {
  Json json{{"part", to_string(part.part)}, {"scenarios", part.scenarios}, {"traces", part.traces}};
  if (part.gaps > 0) json["gaps"] = part.gaps;
  json["digest"] = part.digest;
  if (part.base)
    json["base"] = {{"edition", to_string(part.base->edition)}, {"digest", part.base->digest}};
  json["own"] = part.own;
  json["file"] = part.file;
  return json;
}

Base read_base(const JsonReader& json) {
  json.expect_only({"edition", "digest"});
  return {read_edition(json.at("edition")), read_digest(json.at("digest"))};
}

RecordedPart read_part(const JsonReader& json) {
  json.expect_only({"part", "scenarios", "traces", "gaps", "digest", "base", "own", "file"});
  RecordedPart part;
  part.part = all_parts[json.at("part").one_of(part_words)];
  part.scenarios = read_digest(json.at("scenarios"));
  part.traces = read_count(json.at("traces"));
  if (json.has("gaps")) part.gaps = read_count(json.at("gaps"));
  part.digest = read_digest(json.at("digest"));
  if (json.has("base")) part.base = read_base(json.at("base"));
  part.own = read_count(json.at("own"));
  part.file = read_digest(json.at("file"));
  return part;
}

}  // namespace

std::string to_json(const Provenance& provenance) {
  auto parts = Json::array();
  for (const auto& each : provenance.parts) parts.push_back(part_json(each));
  const Json json{{"provenance", 1},
                  {"edition", to_string(provenance.edition)},
                  {"name", provenance.name},
                  {"version", provenance.version},
                  {"language", provenance.language},
                  {"command", provenance.command},
                  {"parts", std::move(parts)}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Provenance parse_provenance(std::string_view text) {
  const auto document = JsonReader::parse(text);
  const JsonReader root(document);
  root.at("provenance").version(1);
  root.expect_only({"provenance", "edition", "name", "version", "language", "command", "parts"});
  Provenance provenance;
  provenance.edition = read_edition(root.at("edition"));
  provenance.name = root.at("name").text();
  provenance.version = root.at("version").text();
  provenance.language = root.at("language").text();
  provenance.command = root.at("command").text();
  root.at("parts").for_each(
      [&](const JsonReader& each) { provenance.parts.push_back(read_part(each)); });
  return provenance;
}

}  // namespace gathercheck::conformance
