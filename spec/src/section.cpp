// SPDX-License-Identifier: MIT
#include "section.hpp"

#include <fstream>
#include <stdexcept>

namespace gathercheck::spec {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void append_line(std::string& text, const std::string& line) {
  if (!text.empty()) text += ' ';
  text += trimmed(line);
}

class SectionReader {
 public:
  SectionReader(std::istream& in, std::string file) : in_(in), file_(std::move(file)) {}

  std::vector<Section> read() {
    for (std::string line; std::getline(in_, line);) {
      ++line_;
      if (in_block_)
        continue_block(line);
      else if (line.starts_with("## "))
        begin(line.substr(3));
      else if (!sections_.empty())
        continue_section(line);
    }
    if (in_block_) sections_.back().complain("a block of JSON does not end");
    return std::move(sections_);
  }

 private:
  void begin(const std::string& heading) {
    sections_.push_back({file_, line_, "", "", "", "", {}, {}});
    const auto colon = heading.find(": ");
    if (colon == std::string::npos) sections_.back().complain("expected \"## ID: title\"");
    sections_.back().id = heading.substr(0, colon);
    sections_.back().title = heading.substr(colon + 2);
    key_.clear();
  }

  void continue_block(const std::string& line) {
    if (line == "```")
      in_block_ = false;
    else
      sections_.back().blocks.back() += line + "\n";
  }

  void continue_section(const std::string& line) {
    Section& section = sections_.back();
    if (line == "```json") {
      section.blocks.emplace_back();
      in_block_ = true;
    } else if (line.starts_with("> ")) {
      append_line(section.quote, line.substr(2));
    } else if (line.starts_with("- ")) {
      read_field(line, section);
    } else if (line.empty()) {
      key_.clear();
    } else {
      append_line(key_.empty() ? section.paragraph : section.fields[key_], line);
    }
  }

  void read_field(const std::string& line, Section& section) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos) section.complain("expected \"- key: value\", found " + line);
    key_ = line.substr(2, colon - 2);
    if (!section.fields.emplace(key_, trimmed(line.substr(colon + 2))).second)
      section.complain("\"" + key_ + "\" stands twice");
  }

  std::istream& in_;
  std::string file_;
  int line_ = 0;
  std::vector<Section> sections_;
  bool in_block_ = false;
  std::string key_;  ///< of the field that a line may continue
};

}  // namespace

std::string Section::field(const std::string& key) const {
  const auto found = fields.find(key);
  return found == fields.end() ? "" : found->second;
}

void Section::complain(const std::string& message) const {
  throw std::runtime_error(file + ":" + std::to_string(line) + ": " +
                           (id.empty() ? "" : id + ": ") + message);
}

std::vector<Section> read_sections(std::istream& in, const std::string& file) {
  return SectionReader(in, file).read();
}

std::vector<Section> read_sections(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return read_sections(in, path);
}

}  // namespace gathercheck::spec
