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
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "gathercheck/spec/edition.hpp"
#include "section.hpp"

namespace {

using gathercheck::spec::parse_edition_range;
using gathercheck::spec::read_sections;
using gathercheck::spec::Section;

/// A section that states a rule, and the family it belongs to: the name of its file.
struct RuleText : Section {
  std::string family;
};

constexpr std::array required{"level", "profile", "editions", "focus", "intent", "source"};
constexpr std::array optional{"needs", "changed"};
constexpr std::array levels{"MUST", "SHOULD", "MAY"};
constexpr std::array profiles{"values", "cancellation", "future", "turns", "python"};

template <typename Words>
std::size_t index_of(const Words& words, const std::string& word, const RuleText& rule) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) rule.complain("unknown word \"" + word + "\"");
  return static_cast<std::size_t>(found - words.begin());
}

void check_rule(const RuleText& rule) {
  if (rule.paragraph.empty()) rule.complain("has no sentence");
  if (!rule.quote.empty()) rule.complain("has a quote; its source is told in \"source\"");
  if (rule.blocks.size() != 1) rule.complain("one example is expected");
  for (const auto* key : required)
    if (!rule.fields.contains(key)) rule.complain("has no \"" + std::string(key) + "\"");
  for (const auto& [key, unused] : rule.fields)
    if (std::ranges::find(required, key) == required.end() &&
        std::ranges::find(optional, key) == optional.end())
      rule.complain("has the unknown key \"" + key + "\"");
  if (!parse_edition_range(rule.field("editions")))
    rule.complain("editions are \"all\", \"3.12-\", \"-3.11\" or \"3.9-3.10\"");
  if (rule.fields.contains("changed") != (rule.field("editions") != "all"))
    rule.complain("\"changed\" names the change for which a rule holds in some editions only");
}

std::vector<RuleText> read_rules(std::span<char*> paths) {
  std::vector<RuleText> rules;
  std::set<std::string> ids;
  for (const auto* path : paths) {
    for (auto& section : read_sections(path)) {
      rules.push_back({std::move(section), std::filesystem::path(path).stem().string()});
      check_rule(rules.back());
      if (!ids.insert(rules.back().id).second) rules.back().complain("stands twice in the text");
    }
  }
  return rules;
}

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
  const auto range = *parse_edition_range(rule.field("editions"));
  out << "    {" << quoted(rule.id) << ", " << quoted(rule.family) << ", " << quoted(rule.title)
      << ", " << quoted(rule.paragraph) << ",\n     static_cast<Level>("
      << index_of(levels, rule.field("level"), rule) << "), static_cast<Profile>("
      << index_of(profiles, rule.field("profile"), rule) << "), {{" << range.first.minor << "}, {"
      << range.last.minor << "}},\n     " << quoted(rule.field("changed")) << ", "
      << quoted(rule.field("needs")) << ", " << quoted(rule.field("focus")) << ",\n     "
      << quoted(rule.field("intent")) << ",\n     " << quoted(rule.field("source")) << ",\n     "
      << quoted(rule.blocks.front()) << ",\n     rules::" << checker_of(rule) << "},\n";
}

void write_table(const std::vector<RuleText>& rules, std::ostream& out) {
  out << "// Generated from spec/rules/*.md. Do not edit.\n#include \"rules.generated.hpp\"\n\n"
         "namespace gathercheck::spec {\n\nstd::span<const Rule> law() {\n"
         "  static constexpr Rule rules[] = {\n";
  for (const auto& rule : rules) write_rule(rule, out);
  out << "  };\n  return rules;\n}\n\n}  // namespace gathercheck::spec\n";
}

int compile(std::span<char*> arguments) {
  const auto rules = read_rules(arguments.subspan(3));
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
