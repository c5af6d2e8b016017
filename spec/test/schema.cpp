// SPDX-License-Identifier: MIT
#include "schema.hpp"

#include <fstream>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace gathercheck::spec {
namespace {

using valijson::adapters::NlohmannJsonAdapter;

/// The document that a `$ref` names, by the last part of its address. valijson remembers
/// "#/definitions/x" without the document it stands in, so no two schemas of spec/format may define
/// different things under one name.
const nlohmann::json* fetch(const std::string& address) {
  return new nlohmann::json(format_file(address.substr(address.rfind('/') + 1)));
}

void release(const nlohmann::json* document) {
  delete document;
}

}  // namespace

struct JsonSchema::Compiled {
  valijson::Schema schema;
};

JsonSchema::JsonSchema(const std::string& name) : compiled_(std::make_unique<Compiled>()) {
  const auto document = format_file(name + ".schema.json");
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(NlohmannJsonAdapter(document), compiled_->schema, fetch, release);
}

JsonSchema::~JsonSchema() = default;

std::string JsonSchema::complaint(const nlohmann::json& document) const {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (validator.validate(compiled_->schema, NlohmannJsonAdapter(document), nullptr)) return "";
  valijson::ValidationResults results;
  validator.validate(compiled_->schema, NlohmannJsonAdapter(document), &results);
  std::string text = "not valid";
  constexpr std::size_t enough = 2000;
  for (valijson::ValidationResults::Error error; text.size() < enough && results.popError(error);) {
    text += "; ";
    for (const auto& part : error.context) text += part;
    text += ": " + error.description;
  }
  return text;
}

nlohmann::json format_file(const std::string& name) {
  std::ifstream file(GATHERCHECK_FORMATS "/" + name);
  if (!file) throw std::runtime_error("no file " + name + " in spec/format");
  return nlohmann::json::parse(file);
}

}  // namespace gathercheck::spec
