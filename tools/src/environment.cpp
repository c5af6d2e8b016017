// SPDX-License-Identifier: MIT
#include "environment.hpp"

#include <sys/utsname.h>

#include <ctime>
#include <filesystem>
#include <sstream>

namespace gathercheck::tools {
namespace {

std::string compiler() {
#ifdef __clang__
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

conformance::Environment environment_now() {
  utsname names{};
  uname(&names);
  return {std::string(names.sysname) + " " + names.release, names.machine, compiler(), time_now()};
}

std::string source_in(const std::string& adapter) {
  std::istringstream words(adapter);
  std::string found;
  for (std::string word; words >> word;) {
    const std::filesystem::path path(word);
    std::error_code error;
    if (path.has_extension() && path.is_relative() && std::filesystem::is_regular_file(path, error))
      found = path.lexically_normal().generic_string();
  }
  return found;
}

}  // namespace gathercheck::tools
