// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace gathercheck::spec {

/// A row of a table of words: "| word | meaning |".
struct WordRow {
  std::string word, meaning;
};

/// Reads the rows of the table in the section "## Words" of the text at `path`. Throws
/// std::runtime_error if there are none.
std::vector<WordRow> read_words(const std::string& path);

}  // namespace gathercheck::spec
