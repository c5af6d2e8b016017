// SPDX-License-Identifier: MIT
#pragma once

#include <istream>
#include <map>
#include <string>
#include <vector>

namespace gathercheck::spec {

/// One section of a normative text: a heading "## ID: title", a quote ("> ..."), paragraphs, a list
/// of "- key: value", blocks of JSON. Each may be left out but the heading; lines of one kind are
/// joined by blanks.
struct Section {
  std::string file;
  int line = 0;  ///< of the heading
  std::string id, title, quote, paragraph;
  std::map<std::string, std::string> fields;
  std::vector<std::string> blocks;

  /// The field `key`; empty if there is none.
  std::string field(const std::string& key) const;
  /// Throws std::runtime_error with the place of the section.
  [[noreturn]] void complain(const std::string& message) const;
};

/// Reads the sections of a text; what stands before the first heading is left out. Throws
/// std::runtime_error, with the place, for what has another form.
std::vector<Section> read_sections(std::istream& in, const std::string& file);

/// The same, of the file at `path`.
std::vector<Section> read_sections(const std::string& path);

}  // namespace gathercheck::spec
