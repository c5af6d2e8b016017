// SPDX-License-Identifier: MIT
#include "make_implementation.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <utility>

#include "data_folder.hpp"
#include "known_semantics.hpp"
#include "libraries.hpp"
#include "library_programs.hpp"
#include "mutant_adapter.hpp"
#include "reference_adapter.hpp"
#include "remote_library_adapter.hpp"
#include "semantics_adapter.hpp"
#include "zoo.hpp"

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

std::vector<std::string> all_on_path(const std::string& program) {
  std::vector<std::string> found;
  std::istringstream path(environment("PATH"));
  for (std::string folder; std::getline(path, folder, ':');)
    if (!folder.empty() && is_program(fs::path(folder) / program))
      found.push_back(fs::path(folder) / program);
  return found;
}

std::string on_path(const std::string& program) {
  const auto found = all_on_path(program);
  return found.empty() ? "" : found.front();
}

std::string existing(const std::string& path) {
  if (!is_program(path)) throw Unavailable("there is no program \"" + path + "\"");
  return path;
}

/// "3.12.1" as {3, 12, 1}; nothing for a pre-release or any other name.
std::vector<int> numbers_of(const std::string& version) {
  std::vector<int> numbers;
  std::istringstream parts(version);
  for (std::string part; std::getline(parts, part, '.');) {
    const bool is_number =
        !part.empty() && part.size() < 6 &&
        std::ranges::all_of(part, [](unsigned char c) { return std::isdigit(c); });
    if (!is_number) return {};
    numbers.push_back(std::stoi(part));
  }
  return numbers;
}

/// Refuses a version of which there is no edition, installed or not.
void expect_edition(const std::string& version) {
  constexpr std::pair oldest(3, spec::oldest_edition.minor);
  const auto numbers = numbers_of(version);
  if (numbers.size() < 2 || std::pair(numbers[0], numbers[1]) >= oldest) return;
  throw Unavailable("Python " + version + " is older than the oldest edition, " +
                    to_string(spec::oldest_edition) +
                    ": before that CancelledError was an Exception, and an error outside of "
                    "Exception ended the loop");
}

/// The newest Python of this version that pyenv has installed, but no pre-release. Its shims on
/// PATH are no programs: they refuse versions that are not switched on.
std::string under_pyenv(const std::string& version) {
  std::string root = environment("PYENV_ROOT");
  if (root.empty()) root = environment("HOME") + "/.pyenv";
  std::vector<int> newest;
  std::string found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(root) / "versions", error)) {
    const auto name = entry.path().filename().string();
    const auto python = entry.path() / "bin" / "python3";
    const auto numbers = numbers_of(name);
    if (name != version && !name.starts_with(version + ".")) continue;
    if (numbers.empty() || numbers <= newest || !is_program(python)) continue;
    newest = numbers;
    found = python;
  }
  return found;
}

/// The folder of the package gather_oracle, which every witness needs.
std::string existing_oracle() {
  const fs::path folder = oracle_folder();
  std::error_code error;
  if (!fs::is_directory(folder / "gather_oracle", error))
    throw Unavailable("the oracle was not found in the folder \"" + folder.string() + "\"");
  return folder;
}

std::unique_ptr<Implementation> make_witness(std::vector<std::string> command,
                                             const ChildCare& care,
                                             std::map<std::string, std::string> further = {}) {
  ChildProcess::Options options;
  options.care = care;
  options.command = std::move(command);
  options.environment = {{"PYTHONPATH", existing_oracle()}, {"PYTHONDONTWRITEBYTECODE", "1"}};
  options.environment.merge(further);
  return std::make_unique<ChildProcess>(std::move(options));
}

std::unique_ptr<Implementation> make_python(const std::string& python, const ChildCare& care) {
  return make_witness({python, "-m", "gather_oracle"}, care);
}

std::string find_pypy(const std::string& which) {
  if (which.find('/') != std::string::npos) return existing(which);
  const auto program = "pypy" + (which.empty() ? "3" : which);
  auto found = on_path(program);
  if (found.empty())
    throw Unavailable("PyPy was not found on PATH as " + program +
                      "; name it with pypy:/path/to/pypy3");
  return found;
}

/// Scenarios are too short for the compiler to pay off, and what it makes slows every collection
/// down; with a larger nursery, there are fewer.
std::unique_ptr<Implementation> make_pypy(const std::string& pypy, const ChildCare& care) {
  return make_witness({pypy, "--jit", "off", "-m", "gather_oracle"}, care,
                      {{"PYPY_GC_NURSERY", "32M"}});
}

std::unique_ptr<Implementation> make_uvloop(const std::string& python, const ChildCare& care) {
  return make_witness({python, "-m", "gather_oracle", "--uvloop"}, care);
}

/// On the first python3 on PATH that has uvloop: often it is not the first of all.
std::unique_ptr<Implementation> make_any_uvloop(const ChildCare& care) {
  std::string last;
  for (const auto& python : all_on_path("python3")) {
    try {
      return make_uvloop(python, care);
    } catch (const Unavailable& error) {
      last = std::string("\ntried last: ") + error.what();
    }
  }
  throw Unavailable(
      "uvloop was not found in any python3 on PATH; name a Python that has it with "
      "uvloop:/path/to/python3" +
      last);
}

std::unique_ptr<Implementation> make_pyodide(const ChildCare& care) {
  const auto node = on_path("node");
  if (node.empty())
    throw Unavailable("Node.js was not found on PATH as node, and pyodide needs it");
  return make_witness({node, oracle_folder() + "/pyodide.cjs"}, care);
}

/// A script of the kit for JavaScript: "promise_all".
std::unique_ptr<Implementation> make_javascript(const std::string& which, const ChildCare& care) {
  const auto script = data_folder() / "conformance/kits/javascript" / (which + ".js");
  if (which.empty() || !is_program(script))
    throw Unavailable("there is no script \"" + script.string() + "\"");
  const auto node = on_path("node");
  if (node.empty()) throw Unavailable("Node.js was not found on PATH as node");
  ChildProcess::Options options;
  options.care = care;
  options.command = {node, script.string()};
  return std::make_unique<ChildProcess>(std::move(options));
}

/// A folder behind those that a variable lists already.
std::string behind(const char* variable, const fs::path& folder) {
  const auto listed = environment(variable);
  return listed.empty() ? folder.string() : listed + ":" + folder.string();
}

/// A command that speaks the protocol. A script finds the kit of its language by itself.
std::unique_ptr<Implementation> make_command(const std::string& command, const ChildCare& care) {
  const auto kits = data_folder() / "conformance/kits";
  ChildProcess::Options options;
  options.care = care;
  options.command = split_command(command);
  options.environment = {{"NODE_PATH", behind("NODE_PATH", kits / "javascript")},
                         {"PYTHONPATH", behind("PYTHONPATH", kits / "python")}};
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

/// "mutant:hangs_when_empty" in its own edition, unless another one is asked for.
std::unique_ptr<Implementation> make_mutant(const std::string& which,
                                            std::optional<spec::Edition> edition) {
  const auto* mutant = find_mutant(which);
  if (!mutant) throw Unavailable("there is no wrong gather \"" + which + "\"");
  return std::make_unique<MutantAdapter>(*mutant, edition.value_or(mutant->edition));
}

std::unique_ptr<Implementation> make_semantics(const std::string& which,
                                               std::optional<spec::Edition> edition) {
  const auto* semantics = find_semantics(which);
  if (!semantics) throw Unavailable("there is no known semantics \"" + which + "\"");
  return std::make_unique<SemanticsAdapter>(*semantics, edition.value_or(spec::newest_edition));
}

std::unique_ptr<Implementation> make_library(const std::string& name) {
  const auto* library = find_library(name);
  if (!library)
    throw Unavailable("the library \"" + name +
                      "\" is not known, or was not found when gathercheck was built");
  return make_adapter(library->make);
}

/// In a process of its own, so that gathercheck itself can do without Qt.
std::unique_ptr<Implementation> make_qt(const std::string& which, const ChildCare& care) {
  if (which != "when_all") throw Unavailable("of Qt there is qt:when_all, not \"" + which + "\"");
  const auto program = companion("gathercheck_qt");
  if (!is_program(program)) throw Unavailable("Qt 6 was not found when gathercheck was built");
  ChildProcess::Options options;
  options.care = care;
  options.command = {program};
  return std::make_unique<ChildProcess>(std::move(options));
}

std::unique_ptr<Implementation> make_remote_library(std::vector<std::string> command,
                                                    const ChildCare& care) {
  ChildProcess::Options options;
  options.care = care;
  options.command = std::move(command);
  return std::make_unique<RemoteLibraryAdapter>(std::move(options));
}

/// A library in another language: "rust:try_join_all".
std::unique_ptr<Implementation> make_library_program(const std::string& name,
                                                     const ChildCare& care) {
  const auto* program = find_library_program(name);
  if (!program) throw Unavailable("the library \"" + name + "\" is not known");
  if (!program->is_built())
    throw Unavailable("there is no program \"" + program->path() + "\" of " + name +
                      ": its language or a package of it was not found when gathercheck was built");
  return make_remote_library(program->command(), care);
}

}  // namespace

std::string_view implementation_names() {
  return "reference, reference:3.9, mutant:NAME (gathercheck mutants --list), semantics:NAME "
         "(gathercheck semantics), python, python:3.9, python:/path, pypy, uvloop, pyodide, "
         "javascript:promise_all, javascript:promise_all_settled, boost.asio:wait_for_all, "
         "boost.asio:wait_for_one_error, qt:when_all, rust:try_join_all, rust:join_all, "
         "tokio:join_set, java:all_of, go:errgroup, library:COMMAND, or a command that speaks the "
         "protocol";
}

std::string find_python(const std::string& which) {
  if (which.find('/') != std::string::npos) return existing(which);
  expect_edition(which);
  const bool is_shim = on_path("python" + which).find("/shims/") != std::string::npos;
  std::string found = which.empty() ? on_path("python3") : is_shim ? "" : on_path("python" + which);
  if (found.empty() && !which.empty()) found = under_pyenv(which);
  if (found.empty())
    throw Unavailable(
        "Python " + (which.empty() ? std::string("3") : which) +
        " was found neither on PATH nor under pyenv; name it with python:/path/to/python");
  return found;
}

std::string oracle_folder() {
  const auto named = environment("GATHERCHECK_ORACLE");
  return named.empty() ? (data_folder() / "oracle").string() : named;
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
  if (kind == "mutant") return make_mutant(which, edition);
  if (kind == "semantics") return make_semantics(which, edition);
  if (kind == "boost.asio") return make_library(name);
  if (kind == "qt") return make_qt(which, care);
  if (kind == "python") return make_python(find_python(which), care);
  if (kind == "pypy") return make_pypy(find_pypy(which), care);
  if (kind == "uvloop")
    return which.empty() ? make_any_uvloop(care) : make_uvloop(find_python(which), care);
  if (name == "pyodide") return make_pyodide(care);
  if (kind == "javascript") return make_javascript(which, care);
  if (kind == "rust" || kind == "tokio" || kind == "java" || kind == "go")
    return make_library_program(name, care);
  if (kind == "library") return make_remote_library(split_command(which), care);
  return make_command(name, care);
}

}  // namespace gathercheck::conformance
