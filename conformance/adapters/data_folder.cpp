// SPDX-License-Identifier: MIT
#include "data_folder.hpp"

#include <cstdlib>

namespace gathercheck::conformance {
namespace {

namespace fs = std::filesystem;

/// What GATHERCHECK_DATA names; may be nothing.
fs::path named_folder() {
  const char* named = std::getenv("GATHERCHECK_DATA");
  return named ? named : "";
}

/// Of the program that runs: it may have been moved since it was installed.
fs::path program_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

fs::path as_installed() {
  return (program_folder() / GATHERCHECK_DATA_BESIDE_PROGRAM).lexically_normal();
}

bool is_data_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "oracle", error);
}

}  // namespace

fs::path data_folder() {
  if (const auto named = named_folder(); !named.empty()) return named;
  const fs::path source = GATHERCHECK_SOURCE_TREE;
  const auto installed = as_installed();
  return is_data_folder(installed) || !is_data_folder(source) ? installed : source;
}

std::string hint_at_missing_data(std::string_view complaint) {
  const auto folder = data_folder();
  if (is_data_folder(folder) || complaint.find(folder.string()) == complaint.npos) return "";
  const auto hint = "gathercheck reads its own files in " + folder.string();
  if (!named_folder().empty())
    return hint + ", which GATHERCHECK_DATA names; without it, in " + as_installed().string();
  return hint + "; install it as a whole, or name another such folder with GATHERCHECK_DATA";
}

fs::path companion(const std::string& name) {
  const auto installed =
      (program_folder() / GATHERCHECK_COMPANIONS_BESIDE_PROGRAM / name).lexically_normal();
  std::error_code error;
  return fs::is_regular_file(installed, error) ? installed
                                               : fs::path(GATHERCHECK_BUILT_COMPANIONS) / name;
}

}  // namespace gathercheck::conformance
