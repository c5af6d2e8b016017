// SPDX-License-Identifier: MIT
#include "files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

namespace gathercheck::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t limit = spec::JsonReader::longest_document;

std::string shown(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

std::string reason() {
  return errno != 0 ? std::strerror(errno) : "the system does not say why";
}

[[noreturn]] void too_large(const std::string& path, const std::string& what, std::size_t longest) {
  throw UsageError(path + ": expected " + what + " of at most " + std::to_string(longest >> 20) +
                   " MiB, found more");
}

/// What to look at, when a file is not there.
std::string reading_hint(const std::string& path) {
  std::error_code error;
  const auto folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::exists(folder, error)) return "there is no folder " + folder.string();
  if (!fs::exists(path, error))
    return "a file is named from " + fs::current_path(error).string() +
           " on, where gathercheck runs; - is standard input";
  return "whoever runs gathercheck has to be allowed to read it";
}

class Input {
 public:
  explicit Input(const std::string& path) : path_(path) {
    if (path == "-") return;
    std::error_code error;
    if (fs::is_directory(path, error)) throw UsageError(path + ": expected a file, found a folder");
    file_.open(path, std::ios::binary);
    if (!file_) throw UsageError(path + ": cannot be read: " + reason(), reading_hint(path));
  }

  /// The next piece of the file; empty at its end.
  std::string_view next() {
    errno = 0;
    stream().read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (stream().bad()) throw UsageError(shown(path_) + ": cannot be read: " + reason());
    return {buffer_.data(), static_cast<std::size_t>(stream().gcount())};
  }

 private:
  std::istream& stream() { return file_.is_open() ? file_ : std::cin; }

  std::string path_;
  std::vector<char> buffer_ = std::vector<char>(1 << 16);
  std::ifstream file_;
};

}  // namespace

std::string read_file(const std::string& path, std::size_t longest) {
  Input input(path);
  std::string text;
  for (auto piece = input.next(); !piece.empty(); piece = input.next()) {
    text += piece;
    if (text.size() > longest) too_large(shown(path), "a document", longest);
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
  for (auto rest = input.next(); !rest.empty(); rest = input.next()) {
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      line += rest.substr(0, end);
      rest.remove_prefix(end + 1);
      end_line();
    }
    line += rest;
    if (line.size() > limit)
      too_large(shown(path) + ", line " + std::to_string(number), "a line", limit);
  }
  if (!line.empty()) end_line();
}

namespace {

[[noreturn]] void cannot_be_written(const std::string& path, const std::string& why) {
  std::error_code error;
  const auto folder = fs::path(path).parent_path();
  const bool is_there = folder.empty() || fs::is_directory(folder, error);
  throw UsageError(path + ": cannot be written: " + why,
                   is_there ? "name a file in a folder that may be written to, or - for standard "
                              "output"
                            : "there is no folder " + folder.string() + "; mkdir -p makes it");
}

std::string unfinished(const std::string& target) {
  return target + ".unfinished";
}

void write_to(const std::string& path, const std::string& file, std::string_view text) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary);
  stream << text << std::flush;
  stream.close();
  if (!stream) cannot_be_written(path, reason());
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  if (path_.empty() || path_ == "-") return;
  std::error_code error;
  target_ = fs::weakly_canonical(path_, error);
  if (error) cannot_be_written(path_, error.message());
  const auto status = fs::status(target_, error);
  if (fs::is_directory(status)) cannot_be_written(path_, "it is a folder");
  in_place_ = fs::exists(status) && !fs::is_regular_file(status);
  if (!in_place_) {
    write_to(path_, unfinished(target_), "");
    fs::remove(unfinished(target_), error);
  }
}

void OutputFile::write(std::string_view text) const {
  if (path_.empty()) return;
  if (path_ == "-")
    std::cout << text << std::flush;
  else if (in_place_)
    write_to(path_, target_, text);
  else
    write_whole(text);
}

void OutputFile::write_whole(std::string_view text) const {
  std::error_code error;
  try {
    write_to(path_, unfinished(target_), text);
    fs::rename(unfinished(target_), target_, error);
    if (error) cannot_be_written(path_, error.message());
  } catch (const UsageError&) {
    fs::remove(unfinished(target_), error);
    throw;
  }
}

}  // namespace gathercheck::tools
