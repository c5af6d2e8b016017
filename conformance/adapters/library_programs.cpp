// SPDX-License-Identifier: MIT
#include "library_programs.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "data_folder.hpp"

namespace gathercheck::conformance {
namespace {

/// A run is over in seconds: a compiler that thinks for longer is no help, nor are more threads.
constexpr std::string_view java = "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar";

constexpr std::array programs{LibraryProgram{"rust:try_join_all", "try_join_all", ""},
                              LibraryProgram{"rust:join_all", "join_all", ""},
                              LibraryProgram{"tokio:join_set", "join_set", ""},
                              LibraryProgram{"java:all_of", "all_of.jar", java},
                              LibraryProgram{"go:errgroup", "errgroup", ""}};

}  // namespace

std::string LibraryProgram::path() const {
  return companion(std::string(file));
}

bool LibraryProgram::is_built() const {
  std::error_code error;
  return std::filesystem::is_regular_file(path(), error);
}

std::vector<std::string> LibraryProgram::command() const {
  std::vector<std::string> words;
  std::istringstream rest{std::string(runtime)};
  for (std::string word; rest >> word;) words.push_back(word);
  words.push_back(path());
  return words;
}

std::span<const LibraryProgram> library_programs() {
  return programs;
}

const LibraryProgram* find_library_program(std::string_view name) {
  const auto found = std::ranges::find(programs, name, &LibraryProgram::name);
  return found == programs.end() ? nullptr : &*found;
}

}  // namespace gathercheck::conformance
