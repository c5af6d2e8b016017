// SPDX-License-Identifier: MIT
#include "make_implementation.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "reference_adapter.hpp"

namespace gathercheck::conformance {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string on_path(const std::string& program) {
  std::istringstream path(environment("PATH"));
  for (std::string folder; std::getline(path, folder, ':');)
    if (!folder.empty() && is_program(fs::path(folder) / program))
      return fs::path(folder) / program;
  return "";
}

/// The newest Python of this version that pyenv has installed. Its shims on PATH are no programs:
/// they refuse versions that are not switched on.
std::string under_pyenv(const std::string& version) {
  std::string root = environment("PYENV_ROOT");
  if (root.empty()) root = environment("HOME") + "/.pyenv";
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(root) / "versions", error)) {
    const auto name = entry.path().filename().string();
    const auto python = entry.path() / "bin" / "python3";
    if ((name == version || name.starts_with(version + ".")) && is_program(python))
      found.push_back(python);
  }
  return found.empty() ? "" : *std::ranges::max_element(found, {}, &std::string::size);
}

/// Where the package gather_oracle is.
std::string oracle_folder() {
  const auto named = environment("GATHERCHECK_ORACLE");
  return named.empty() ? GATHERCHECK_ORACLE_DIR : named;
}

std::unique_ptr<Implementation> make_python(const std::string& which, const ChildCare& care) {
  ChildProcess::Options options;
  options.care = care;
  options.command = {find_python(which), "-m", "gather_oracle"};
  options.environment = {{"PYTHONPATH", oracle_folder()}, {"PYTHONDONTWRITEBYTECODE", "1"}};
  return std::make_unique<ChildProcess>(std::move(options));
}

std::unique_ptr<Implementation> make_reference(const std::string& which,
                                               std::optional<spec::Edition> edition) {
  if (!which.empty()) {
    edition = spec::parse_edition(which);
    if (!edition)
      throw Unavailable("the reference has no edition \"" + which + "\": it has 3.8 to 3.14");
  }
  return std::make_unique<ReferenceAdapter>(edition.value_or(spec::newest_edition));
}

}  // namespace

std::string find_python(const std::string& which) {
  if (which.find('/') != std::string::npos) {
    if (!is_program(which)) throw Unavailable("there is no program \"" + which + "\"");
    return which;
  }
  const bool is_shim = on_path("python" + which).find("/shims/") != std::string::npos;
  std::string found = which.empty() ? on_path("python3") : is_shim ? "" : on_path("python" + which);
  if (found.empty() && !which.empty()) found = under_pyenv(which);
  if (found.empty())
    throw Unavailable(
        "Python " + (which.empty() ? std::string("3") : which) +
        " was found neither on PATH nor under pyenv; name it with python:/path/to/python");
  return found;
}

std::vector<std::string> split_command(const std::string& command) {
  std::vector<std::string> words;
  char quote = 0;
  bool in_word = false;
  for (const char c : command) {
    if (quote != 0 ? c == quote : c == '\'' || c == '"') {
      quote = quote != 0 ? '\0' : c;
      if (!in_word) words.emplace_back();
      in_word = true;
    } else if (c == ' ' && quote == 0) {
      in_word = false;
    } else {
      if (!in_word) words.emplace_back();
      in_word = true;
      words.back() += c;
    }
  }
  if (quote != 0) throw Unavailable("the command has a quote that does not end: " + command);
  if (words.empty() || words.front().empty())
    throw Unavailable("expected an implementation, found \"" + command + "\"");
  return words;
}

std::unique_ptr<Implementation> make_implementation(const std::string& name,
                                                    std::optional<spec::Edition> edition,
                                                    const ChildCare& care) {
  const auto colon = name.find(':');
  const auto kind = name.substr(0, colon);
  const auto which = colon == std::string::npos ? "" : name.substr(colon + 1);
  if (kind == "reference") return make_reference(which, edition);
  if (kind == "python") return make_python(which, care);
  ChildProcess::Options options;
  options.care = care;
  options.command = split_command(name);
  return std::make_unique<ChildProcess>(std::move(options));
}

}  // namespace gathercheck::conformance
