// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace gathercheck::spec {

/// One of the JSON Schemas of spec/format, for tests.
class JsonSchema {
 public:
  /// By its name: scenario, trace, protocol or report. Throws std::runtime_error if there is none.
  explicit JsonSchema(const std::string& name);
  ~JsonSchema();

  /// What it says against a document; empty if it is valid.
  std::string complaint(const nlohmann::json& document) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

/// A file of spec/format as JSON. Throws std::runtime_error if it cannot be read.
nlohmann::json format_file(const std::string& name);

}  // namespace gathercheck::spec
