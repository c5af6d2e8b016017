// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "gathercheck/spec/json_reader.hpp"

namespace gathercheck::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t limit = spec::JsonReader::longest_document;

std::string shown(const std::string& path) { return path == "-" ? "standard input" : path; }

[[noreturn]] void too_large(const std::string& path, const std::string& what) {
  throw UsageError(shown(path) + ": expected " + what + " of at most " + std::to_string(limit >> 20) +
                   " MiB, found more");
}

class Input {
 public:
  explicit Input(const std::string& path) {
    if (path == "-") return;
    std::error_code error;
    if (fs::is_directory(path, error)) throw UsageError(path + ": expected a file, found a folder");
    file_.open(path, std::ios::binary);
    if (!file_) throw UsageError(path + ": cannot be read: " + std::strerror(errno));
  }

  std::istream& stream() { return file_.is_open() ? file_ : std::cin; }

 private:
  std::ifstream file_;
};

}  // namespace

std::string read_file(const std::string& path) {
  Input input(path);
  std::string text;
  char buffer[1 << 16];
  while (input.stream().read(buffer, sizeof buffer), input.stream().gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(input.stream().gcount()));
    if (text.size() > limit) too_large(path, "a document");
  }
  return text;
}

void read_lines(const std::string& path,
                const std::function<void(std::string_view, std::size_t)>& visit) {
  Input input(path);
  std::string line;
  std::size_t number = 1;
  const auto end_line = [&] {
    if (line.find_first_not_of(" \t\r") != std::string::npos) visit(line, number);
    line.clear();
    ++number;
  };
  char buffer[1 << 16];
  while (input.stream().read(buffer, sizeof buffer), input.stream().gcount() > 0) {
    std::string_view rest(buffer, static_cast<std::size_t>(input.stream().gcount()));
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      line += rest.substr(0, end);
      rest.remove_prefix(end + 1);
      end_line();
    }
    line += rest;
    if (line.size() > limit) too_large(path + ", line " + std::to_string(number), "a line");
  }
  if (!line.empty()) end_line();
}

void write_file(const std::string& path, std::string_view text) {
  if (path == "-") {
    std::cout << text << std::flush;
    return;
  }
  const std::string unfinished = path + ".unfinished";
  std::ofstream file(unfinished, std::ios::binary);
  file << text << std::flush;
  if (!file) throw UsageError(path + ": cannot be written: " + std::strerror(errno));
  file.close();
  std::error_code error;
  fs::rename(unfinished, path, error);
  if (error) {
    fs::remove(unfinished);
    throw UsageError(path + ": cannot be written: " + error.message());
  }
}

}  // namespace gathercheck::tools
