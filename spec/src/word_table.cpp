// SPDX-License-Identifier: MIT
#include "word_table.hpp"

#include <fstream>
#include <stdexcept>

namespace gathercheck::spec {
namespace {

/// The cell that begins at `begin`, behind the "| " of its column.
std::string cell(const std::string& line, std::size_t begin) {
  return line.substr(begin, line.find(" |", begin) - begin);
}

}  // namespace

std::vector<WordRow> read_words(const std::string& path) {
  std::ifstream in(path);
  std::vector<WordRow> rows;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) inside = line == "## Words";
    if (!inside || !line.starts_with("| ")) continue;
    const auto word = cell(line, 2);
    rows.push_back({word, cell(line, word.size() + 5)});
  }
  if (rows.size() < 2) throw std::runtime_error(path + ": has no table of words");
  rows.erase(rows.begin());  // the heads of the columns
  return rows;
}

}  // namespace gathercheck::spec
