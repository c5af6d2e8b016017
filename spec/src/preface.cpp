// SPDX-License-Identifier: MIT
#include "preface.hpp"

#include <fstream>
#include <stdexcept>

namespace gathercheck::spec {

Preface read_preface(const std::string& path) {
  std::ifstream in(path);
  Preface preface;
  for (std::string line; std::getline(in, line) && !line.starts_with("## ");) {
    if (line.starts_with("# "))
      preface.title = line.substr(2);
    else if (!line.empty())
      preface.paragraphs += (preface.paragraphs.empty() ? "" : " ") + line;
  }
  if (preface.title.empty()) throw std::runtime_error(path + ": has no title");
  return preface;
}

}  // namespace gathercheck::spec
