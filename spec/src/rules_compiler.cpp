// SPDX-License-Identifier: MIT
//
// Turns the normative text (spec/rules/*.md) into the table of rules that the library is built
// with. Each rule must have a checker of its name, or the library does not link; a checker without
// a rule is not declared, and does not compile.
//
//   rules_compiler OUT.hpp OUT.cpp RULES.md...

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "gathercheck/spec/edition.hpp"

namespace {

using gathercheck::spec::parse_edition_range;

struct RuleText {
  std::string id, family, title, sentence, example;
  std::map<std::string, std::string> fields;
};

struct Place {
  std::string file;
  int line = 0;

  [[noreturn]] void complain(const std::string& message) const {
    throw std::runtime_error(file + ":" + std::to_string(line) + ": " + message);
  }
};

constexpr std::array required{"level", "profile", "editions", "focus", "intent", "source"};
constexpr std::array optional{"needs", "changed"};
constexpr std::array levels{"MUST", "SHOULD", "MAY"};
constexpr std::array profiles{"values", "cancellation", "future", "turns", "python"};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void append_line(std::string& text, const std::string& line) {
  if (!text.empty()) text += ' ';
  text += trimmed(line);
}

template <typename Words>
std::size_t index_of(const Words& words, const std::string& word, const RuleText& rule) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) throw std::runtime_error(rule.id + ": unknown word \"" + word + "\"");
  return static_cast<std::size_t>(found - words.begin());
}

/// Reads one file of the text: `## ID: title`, a paragraph, a list of `- key: value`, a block of
/// JSON.
class Reader {
 public:
  Reader(const std::filesystem::path& path, std::vector<RuleText>& rules)
      : place_{path.string(), 0}, family_(path.stem().string()), rules_(rules), in_(path) {
    if (!in_) place_.complain("cannot be read");
  }

  void read() {
    for (std::string line; std::getline(in_, line);) {
      ++place_.line;
      if (line.starts_with("## "))
        begin(line.substr(3));
      else if (in_rule_)
        continue_rule(line);
    }
    finish();
  }

 private:
  void begin(const std::string& heading) {
    finish();
    const auto colon = heading.find(": ");
    if (colon == std::string::npos) place_.complain("expected \"## ID: title\"");
    rules_.push_back({heading.substr(0, colon), family_, heading.substr(colon + 2), "", "", {}});
    in_rule_ = true;
    key_.clear();
  }

  void continue_rule(const std::string& line) {
    RuleText& rule = rules_.back();
    if (in_example_) {
      if (line == "```")
        in_example_ = false;
      else
        rule.example += line + "\n";
    } else if (line == "```json") {
      if (!rule.example.empty()) place_.complain(rule.id + " has two examples");
      in_example_ = true;
    } else if (line.starts_with("- ")) {
      const auto colon = line.find(": ");
      if (colon == std::string::npos) place_.complain("expected \"- key: value\"");
      key_ = line.substr(2, colon - 2);
      rule.fields[key_] = trimmed(line.substr(colon + 2));
    } else if (line.empty()) {
      key_.clear();
    } else {
      append_line(key_.empty() ? rule.sentence : rule.fields[key_], line);
    }
  }

  void finish() {
    if (!in_rule_) return;
    in_rule_ = false;
    const RuleText& rule = rules_.back();
    if (in_example_) place_.complain(rule.id + ": the example does not end");
    if (rule.sentence.empty()) place_.complain(rule.id + " has no sentence");
    if (rule.example.empty()) place_.complain(rule.id + " has no example");
    for (const auto* key : required)
      if (!rule.fields.contains(key)) place_.complain(rule.id + " has no \"" + key + "\"");
    for (const auto& [key, unused] : rule.fields)
      if (std::ranges::find(required, key) == required.end() &&
          std::ranges::find(optional, key) == optional.end())
        place_.complain(rule.id + " has the unknown key \"" + key + "\"");
    if (!parse_edition_range(rule.fields.at("editions")))
      place_.complain(rule.id + ": editions are \"all\", \"3.12-\", \"-3.11\" or \"3.9-3.10\"");
    if (rule.fields.contains("changed") != (rule.fields.at("editions") != "all"))
      place_.complain(
          rule.id + ": \"changed\" names the change for which a rule holds in some editions only");
  }

  Place place_;
  std::string family_;
  std::vector<RuleText>& rules_;
  std::ifstream in_;
  bool in_rule_ = false;
  bool in_example_ = false;
  std::string key_;
};

std::string checker_of(const RuleText& rule) {
  std::string name = rule.id;
  for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::tolower(c));
  return name;
}

std::string quoted(const std::string& text) {
  return "R\"law(" + text + ")law\"";
}

void write_header(const std::vector<RuleText>& rules, std::ostream& out) {
  out << "// Generated from spec/rules/*.md. Do not edit.\n#pragma once\n\n"
         "#include \"gathercheck/spec/rule.hpp\"\n\nnamespace gathercheck::spec::rules {\n\n";
  for (const auto& rule : rules) out << "Rule::Checker " << checker_of(rule) << ";\n";
  out << "\n}  // namespace gathercheck::spec::rules\n";
}

void write_rule(const RuleText& rule, std::ostream& out) {
  const auto range = *parse_edition_range(rule.fields.at("editions"));
  const auto if_given = [&](const char* key) {
    const auto found = rule.fields.find(key);
    return quoted(found == rule.fields.end() ? "" : found->second);
  };
  out << "    {" << quoted(rule.id) << ", " << quoted(rule.family) << ", " << quoted(rule.title)
      << ", " << quoted(rule.sentence) << ",\n     static_cast<Level>("
      << index_of(levels, rule.fields.at("level"), rule) << "), static_cast<Profile>("
      << index_of(profiles, rule.fields.at("profile"), rule) << "), {{" << range.first.minor
      << "}, {" << range.last.minor << "}},\n     " << if_given("changed") << ", "
      << if_given("needs") << ", " << quoted(rule.fields.at("focus")) << ",\n     "
      << quoted(rule.fields.at("intent")) << ",\n     " << quoted(rule.fields.at("source"))
      << ",\n     " << quoted(rule.example) << ",\n     rules::" << checker_of(rule) << "},\n";
}

void write_table(const std::vector<RuleText>& rules, std::ostream& out) {
  out << "// Generated from spec/rules/*.md. Do not edit.\n#include \"rules.generated.hpp\"\n\n"
         "namespace gathercheck::spec {\n\nstd::span<const Rule> law() {\n"
         "  static constexpr Rule rules[] = {\n";
  for (const auto& rule : rules) write_rule(rule, out);
  out << "  };\n  return rules;\n}\n\n}  // namespace gathercheck::spec\n";
}

int compile(std::span<char*> arguments) {
  std::vector<RuleText> rules;
  for (const auto* path : arguments.subspan(3)) Reader(path, rules).read();
  std::set<std::string> ids;
  for (const auto& rule : rules)
    if (!ids.insert(rule.id).second)
      throw std::runtime_error(rule.id + " stands twice in the text");
  std::ofstream header(arguments[1]);
  std::ofstream table(arguments[2]);
  write_header(rules, header);
  write_table(rules, table);
  return header.flush() && table.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 4) throw std::runtime_error("usage: rules_compiler OUT.hpp OUT.cpp RULES.md...");
  return compile(std::span(argv, static_cast<std::size_t>(argc)));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
