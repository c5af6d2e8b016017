// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gathercheck::conformance {

/// A library in another language that is shipped as a program: conformance/kits.
struct LibraryProgram {
  std::string_view name;     ///< as "rust:try_join_all"
  std::string_view file;     ///< a companion of this program
  std::string_view runtime;  ///< what runs the file, with its arguments, or nothing

  std::string path() const;
  /// Whether it was built: it is where its language and its packages were found.
  bool is_built() const;
  std::vector<std::string> command() const;
};

std::span<const LibraryProgram> library_programs();

/// The one of this name; null if there is none.
const LibraryProgram* find_library_program(std::string_view name);

}  // namespace gathercheck::conformance
