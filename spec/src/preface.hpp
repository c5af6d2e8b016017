// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gathercheck::spec {

/// What a text says before its first section: its heading "# title", and paragraphs, the lines of
/// which are joined by blanks.
struct Preface {
  std::string title, paragraphs;
};

/// Reads the preface of the text at `path`. Throws std::runtime_error if it has no title.
Preface read_preface(const std::string& path);

}  // namespace gathercheck::spec
